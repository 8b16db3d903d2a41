/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.ringside.isa.Decoder;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.CodePage;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Hart;
import org.ringside.machine.HostCodeUse;
import org.ringside.machine.TranslatedCode;
import org.ringside.machine.TranslatorState;
import org.ringside.translator.x86.HostCode;

/**
 * The translator of a process. What it made is kept by address and content, so that code whose page was written, mapped
 * anew or given a breakpoint is found again, by every hart and every virtual machine of the process.
 */
public final class Translator implements CodeTranslator {

	private static final System.Logger LOG = System.getLogger(Translator.class.getName());
	/** Beyond these jumps code is worth its translation. */
	private static final int HEAT = 20_000;
	/** The same where host code can be made at once. */
	private static final int HEAT_OF_HOST_CODE = 100;
	private static final Translator SHARED = new Translator(HostCode.isAvailable() ? HEAT_OF_HOST_CODE : HEAT, true, HostCode.isAvailable());

	/** Cost of a region: beyond the first HotSpot compiles a method late; the others are for what becomes too long as bytecode. */
	private static final int[] LIMITS = {220, 100, 30};
	/** Bytes of bytecode of a method that HotSpot still compiles. */
	private static final int LARGEST_METHOD = 7900;
	/** Regions at one address whose bytes differ; code that changes more often stays interpreted. */
	private static final int MOST_VERSIONS = 12;
	/** Beyond these bytes of classes all is forgotten; what is in use stays until its harts forget it, too. */
	private static final int MOST_BYTES = 32 << 20;
	/** What the JVM needs for a class beside its class file. */
	private static final int BYTES_OF_CLASS = 2000;
	/** Beyond these, code that cannot be translated or changes too often is looked at again. */
	private static final int MOST_PLACES = 100_000;

	/**
	 * What code is found by.
	 *
	 * @param barred what the code must not hold, as offsets in its page; nothing where it was made of a page without bars
	 */
	record Place(IsaProfile profile, boolean parallel, long pc, BitSet barred) {

		/** The address tells most places apart, and a profile takes long to hash. */
		@Override
		public int hashCode() {
			return Long.hashCode(pc * 0x9e3779b97f4a7c15L);
		}
	}

	private static final BitSet NO_BARS = new BitSet();

	private final Map<Place, List<TranslatedCode>> regions = new HashMap<>();
	private final int heat;
	private final Optional<HostTranslator> hostCode;
	private final Optional<BackgroundTranslation> background;
	/** Of all classes in {@link #regions}. */
	private int bytes;
	private volatile boolean unable;
	private final AtomicLong classes = new AtomicLong();

	/**
	 * A translator that works at once and shares nothing with others.
	 *
	 * @param heat how often code is jumped to before it is translated; 0 for at once
	 */
	public Translator(int heat) {
		this(heat, false, false);
	}

	private Translator(int heat, boolean inBackground, boolean hostCode) {
		this.heat = heat;
		this.hostCode = hostCode ? Optional.of(new HostTranslator()) : Optional.empty();
		background = inBackground ? Optional.of(new BackgroundTranslation(this::makeOrdered)) : Optional.empty();
	}

	/**
	 * A translator that makes host code at once where that can be, and shares nothing with others.
	 *
	 * @param heat how often code is jumped to before it is translated; 0 for at once
	 */
	public static Translator toHostCode(int heat) {
		return new Translator(heat, false, HostCode.isAvailable());
	}

	/**
	 * A translator that works on a thread of its own and shares nothing with others.
	 *
	 * @param heat how often code is jumped to before it is translated
	 */
	public static Translator inBackground(int heat) {
		return new Translator(heat, true, false);
	}

	/**
	 * A translator that does all that the shared one does, and shares nothing with others.
	 *
	 * @param heat how often code is jumped to before it is translated
	 */
	public static Translator ofBothKinds(int heat) {
		return new Translator(heat, true, HostCode.isAvailable());
	}

	/** The one translator of all virtual machines; any thread may use it. */
	public static Translator shared() {
		return SHARED;
	}

	@Override
	public int heat(long pc) {
		return heat;
	}

	@Override
	public synchronized Optional<TranslatedCode> known(Hart hart, CodePage page, long pc) {
		Optional<TranslatedCode> whole = known(place(hart, pc, NO_BARS), page);
		return whole.isPresent() || page.barred().isEmpty() ? whole : known(place(hart, pc, page.barred()), page);
	}

	private Optional<TranslatedCode> known(Place place, CodePage page) {
		return regions.getOrDefault(place, List.of()).stream().filter(code -> code.isOf(page)).findFirst();
	}

	@Override
	public synchronized Optional<TranslatedCode> translate(Hart hart, CodePage page, long pc) {
		Optional<TranslatedCode> known = known(hart, page, pc);
		if (known.isPresent()) {
			return known;
		}
		Place place = place(hart, pc, page.barred());
		if (regions.getOrDefault(place, List.of()).size() >= MOST_VERSIONS) {
			return Optional.empty();
		}
		if (hostCode.isPresent() && !hostCode.get().refuses(place)) {
			return makeHostCode(hostCode.get(), place, hart, page);
		}
		if (unable) {
			return Optional.empty();
		}
		if (background.isPresent()) {
			background.get().ask(place, hart, page);
			return Optional.empty();
		}
		return keep(place, tryToMake(hart, page, pc));
	}

	/** For the thread in the background: makes code without holding up those that look for some. */
	private Optional<TranslatedCode> makeOrdered(Order order) {
		if (order.hostCode && hostCode.isPresent()) {
			// The hart may have asked for it meanwhile.
			if (at(order.place).isEmpty()) {
				keep(order.place, hostCode.get().make(order.place, decoder(order.hart), order.hart, order.page()));
			}
			return Optional.empty();
		}
		return unable ? Optional.empty() : keep(order.place, tryToMake(order.hart, order.page(), order.place.pc));
	}

	private synchronized Optional<TranslatedCode> keep(Place place, Optional<TranslatedCode> made) {
		if (bytes >= MOST_BYTES || regions.size() >= MOST_PLACES) {
			regions.clear();
			bytes = 0;
		}
		List<TranslatedCode> versions = regions.computeIfAbsent(place, k -> new ArrayList<>());
		made.ifPresent(code -> versions.add(0, code));
		return made;
	}

	private Optional<TranslatedCode> makeHostCode(HostTranslator maker, Place place, Hart hart, CodePage page) {
		List<HostRegionCode> entries = maker.make(place, decoder(hart), hart, page);
		keep(place, entries);
		entries.stream().skip(1).forEach(entry -> hart.translatedToo(page, entry));
		return entries.stream().<TranslatedCode>map(entry -> entry).findFirst();
	}

	private synchronized void keep(Place place, List<HostRegionCode> entries) {
		for (HostRegionCode entry : entries) {
			keep(new Place(place.profile, place.parallel, entry.head(), place.barred), Optional.of(entry));
			charge(entry.size());
		}
	}

	private Decoder decoder(Hart hart) {
		return Decoder.of(hart.profile());
	}

	private Optional<TranslatedCode> tryToMake(Hart hart, CodePage page, long pc) {
		try {
			return make(hart, page, pc);
		} catch (NoClassDefFoundError e) {
			unable = true;
			LOG.log(System.Logger.Level.WARNING, "Guests are interpreted, which is slower: the library ASM (org.objectweb.asm) is missing");
			return Optional.empty();
		} catch (LinkageError e) {
			LOG.log(System.Logger.Level.WARNING, "The code at 0x" + Long.toHexString(pc) + " could not be translated and is interpreted", e);
			return Optional.empty();
		}
	}

	@Override
	public CodeTranslator remembering(Hart hart, Path file) {
		return background.isPresent() ? new GuestTranslator(this, hart, file) : this;
	}

	/** Has code made in the background that a guest had use for before. */
	void foresee(Hart hart, HotCode.Hot hot) {
		Place place = place(hart, hot.pc());
		boolean there = at(place).stream().anyMatch(code -> HotCode.same(code.coverage(), hot.coverage()));
		if (!there && background.isPresent()) {
			background.get().foresee(place, hart, hot.hostCode(), hot.coverage());
		}
	}

	/** All that was made for a place. */
	synchronized List<TranslatedCode> at(Place place) {
		return List.copyOf(regions.getOrDefault(place, List.of()));
	}

	/** Where code of a page without bars is kept. */
	static Place place(Hart hart, long pc) {
		return place(hart, pc, NO_BARS);
	}

	private static Place place(Hart hart, long pc, BitSet barred) {
		return new Place(hart.profile(), hart.runsInParallel(), pc, barred);
	}

	private Optional<TranslatedCode> make(Hart hart, CodePage page, long pc) {
		Decoder decoder = decoder(hart);
		for (int limit : LIMITS) {
			Region region = RegionFinder.find(page, pc, decoder, hart.instructionAlignment(), limit);
			if (region.blocks.isEmpty()) {
				return Optional.empty();
			}
			RegionWriter writer = new RegionWriter(region, page, hart);
			if (!writer.isConsistent()) {
				return Optional.empty();
			}
			byte[] classFile = writer.write();
			if (writer.methodSize() <= LARGEST_METHOD) {
				charge(classFile.length + BYTES_OF_CLASS);
				classes.incrementAndGet();
				return Optional.of(RegionLoader.load(classFile, writer.origin()));
			}
		}
		return Optional.empty();
	}

	private synchronized void charge(int more) {
		bytes += more;
	}

	@Override
	public TranslatorState state() {
		return new TranslatorState(hostCode.map(HostTranslator::use).orElseGet(this::absence), hostCode.map(HostTranslator::regions).orElse(0L),
				hostCode.map(HostTranslator::bytes).orElse(0L), classes.get(), unable);
	}

	/** Why this makes no host code. */
	private HostCodeUse absence() {
		return HostCode.isAvailable() ? HostCodeUse.SWITCHED_OFF : HostCode.use();
	}
}
