/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.ringside.isa.Decoder;
import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.RvI;
import org.ringside.isa.RvVConfig;
import org.ringside.machine.CodePage;
import org.ringside.machine.Hart;
import org.ringside.machine.HostCodeUse;
import org.ringside.translator.x86.NoCodeMemoryException;

/** Makes host code of regions that consist mostly of instructions that have some; on any thread. */
final class HostTranslator {

	/** Instructions to each that leaves the code for its node. */
	private static final int TO_EACH_SITE = 12;
	/** Beyond these, what was refused is looked at again. */
	private static final int MOST_REFUSED = 20_000;

	private static final System.Logger LOG = System.getLogger(HostTranslator.class.getName());
	private static final Map<Instruction, Boolean> TAKEN = new ConcurrentHashMap<>();

	private volatile boolean outOfMemory;
	private final AtomicLong regions = new AtomicLong();
	private final AtomicLong bytes = new AtomicLong();
	private final Set<Translator.Place> refused = ConcurrentHashMap.newKeySet();

	/** Whether an instruction may stand in host code: vectors end it, since loops of them are better as classes. */
	static boolean takes(Instruction instruction) {
		return instruction instanceof RvI || HostFloatWriter.takes(instruction) || TAKEN.computeIfAbsent(instruction, HostTranslator::isScalarInteger);
	}

	private static boolean isScalarInteger(Instruction instruction) {
		return !(instruction instanceof RvVConfig) && instruction.operands().stream().map(Operand::kind)
				.noneMatch(kind -> kind == Operand.Kind.FLOAT_REGISTER || kind == Operand.Kind.VECTOR_REGISTER);
	}

	/** Whether code at a place was found not to be worth it. */
	boolean refuses(Translator.Place place) {
		return refused.contains(place);
	}

	/** The code of all entries of a region, that of the place first; none if it is refused. */
	List<HostRegionCode> make(Translator.Place place, Decoder decoder, Hart hart, CodePage page) {
		Region region = RegionFinder.findForHostCode(page, place.pc(), decoder, hart.instructionAlignment());
		HostRegionWriter writer = new HostRegionWriter(region, page, hart.runsInParallel());
		boolean can = !outOfMemory && isWorthIt(region, hart.runsInParallel()) && writer.isConsistent();
		List<HostRegionCode> entries = can ? write(writer, decoder) : List.of();
		if (entries.isEmpty()) {
			if (refused.size() >= MOST_REFUSED) {
				refused.clear();
			}
			refused.add(place);
		}
		return entries;
	}

	private List<HostRegionCode> write(HostRegionWriter writer, Decoder decoder) {
		int number = HostRegion.reserve();
		if (number < 0) {
			return List.of();
		}
		try {
			List<HostRegionCode> entries = writer.write(decoder, number);
			regions.incrementAndGet();
			bytes.addAndGet(writer.length());
			return entries;
		} catch (NoCodeMemoryException e) {
			HostRegion.release(number);
			outOfMemory = true;
			LOG.log(System.Logger.Level.WARNING, "From here on guests' code becomes Java classes: " + e.getMessage());
			return List.of();
		}
	}

	/** Whether it makes any, still. */
	HostCodeUse use() {
		return outOfMemory ? HostCodeUse.NO_MEMORY : HostCodeUse.MADE;
	}

	/** How many pieces it made. */
	long regions() {
		return regions.get();
	}

	/** How many bytes of code it made. */
	long bytes() {
		return bytes.get();
	}

	private static boolean isWorthIt(Region region, boolean parallel) {
		long sites = region.blocks.stream().flatMap(block -> block.steps().stream())
				.filter(step -> !HostInstructionWriter.has(step, parallel) && !SystemStep.isTranslated(step)).count();
		return !region.blocks.isEmpty() && sites * TO_EACH_SITE <= region.size();
	}
}
