/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ringside.image.elf.ElfSection;

/** Writes {@code .eh_frame} of the call frames of a laid-out assembly, as GNU as does: functions share what they begin with. */
final class UnwindTable {

	private static final int VERSION = 3;
	/** The place of a function as a signed 32-bit distance from here. */
	private static final int PC_RELATIVE = 0x1b;
	private static final int ALIGNMENT = 8;
	private static final int ENTRY_ALIGNMENT = 4;
	private static final int ADVANCE = 0x40;

	/** What functions share, with its place in the section. */
	private record Common(long offset, long returnColumn, boolean signalFrame, List<byte[]> steps) {

		boolean serves(CallFrame frame, List<byte[]> first) {
			boolean same = returnColumn == frame.returnColumn && signalFrame == frame.signalFrame && steps.size() <= first.size();
			for (int i = 0; same && i < steps.size(); i++) {
				same = Arrays.equals(steps.get(i), first.get(i));
			}
			return same;
		}
	}

	private final Assembly assembly;
	/** The latest first, which is the order in which GNU as looks for one that serves. */
	private final Deque<Common> commons = new ArrayDeque<>();
	private final AsmSection section;

	private UnwindTable(Assembly assembly) {
		this.assembly = assembly;
		section = assembly.sections.computeIfAbsent(".eh_frame", name -> new AsmSection(name, ElfSection.PROGBITS, ElfSection.ALLOC, 0));
	}

	/** Adds the section if there are call frames and they are wanted. */
	static void add(Assembly assembly) {
		if (assembly.hasUnwindTable && !assembly.frames.isEmpty()) {
			UnwindTable table = new UnwindTable(assembly);
			table.section.alignment = ALIGNMENT;
			for (CallFrame frame : assembly.frames) {
				table.entry(frame, frame == assembly.frames.getLast() ? ALIGNMENT : ENTRY_ALIGNMENT);
			}
			Layout.layOut(assembly, table.section);
		}
	}

	private long offset() {
		return section.data().bytes.size();
	}

	private void entry(CallFrame frame, int alignment) {
		List<byte[]> first = frame.steps.subList(0, frame.commonSteps()).stream().map(CallFrame.Step::code).toList();
		Common common = commons.stream().filter(candidate -> candidate.serves(frame, first)).findFirst().orElseGet(() -> common(frame, first));
		Fragment.Data program = program(frame, common.steps().size()).data();
		long start = offset();
		int length = padded(start, 4 + 4 + 4 + 4 + 1 + program.bytes.size(), alignment) - 4;
		section.emit(length, 4);
		section.emit(offset() - common.offset(), 4);
		section.emit(0, 4, Relocation.PCREL32, new Expression.Reference(frame.start), frame.location);
		section.emit(0, 4, Relocation.ABS32,
				new Expression.Binary("-", new Expression.Reference(frame.end), new Expression.Reference(frame.start)), frame.location);
		section.emit(0, 1);
		int base = (int) offset();
		program.fixups.forEach(fixup -> section.data().fixups
				.add(new Fixup(base + fixup.offset(), fixup.kind(), fixup.expression(), fixup.location(), false)));
		put(program.bytes.toByteArray());
		fill(start + 4 + length);
	}

	private Common common(CallFrame frame, List<byte[]> steps) {
		long start = offset();
		byte[] column = Fragment.Leb.encode(frame.returnColumn, false, 1);
		String augmentation = frame.signalFrame ? "zRS" : "zR";
		int size = 4 + 4 + 1 + augmentation.length() + 1 + 1 + 1 + column.length + 1 + 1 + steps.stream().mapToInt(step -> step.length).sum();
		int length = padded(start, size, ENTRY_ALIGNMENT) - 4;
		section.emit(length, 4);
		section.emit(0, 4);
		section.emit(VERSION, 1);
		augmentation.chars().forEach(letter -> section.emit(letter, 1));
		section.emit(0, 1);
		section.emit(1, 1);
		section.emit(CallFrameDirectives.DATA_ALIGNMENT & 0x7f, 1);
		put(column);
		section.emit(1, 1);
		section.emit(PC_RELATIVE, 1);
		steps.forEach(this::put);
		fill(start + 4 + length);
		Common common = new Common(start, frame.returnColumn, frame.signalFrame, steps);
		commons.addFirst(common);
		return common;
	}

	/** Each step after the distance from the one before, which the linker corrects where it may move what is between. */
	private AsmSection program(CallFrame frame, int from) {
		AsmSection program = new AsmSection("", ElfSection.PROGBITS, 0, 0);
		AsmSymbol at = frame.start;
		for (CallFrame.Step step : frame.steps.subList(from, frame.steps.size())) {
			long advance = step.place().address() - at.address();
			if (at.fragment == step.place().fragment) {
				advance(program, advance);
			} else if (advance > 0) {
				movedAdvance(program, at, step, advance, frame.location);
			}
			at = step.place();
			program.data().bytes.writeBytes(step.code());
		}
		return program;
	}

	private static void advance(AsmSection program, long advance) {
		if (advance > 0 && advance < ADVANCE) {
			program.emit(ADVANCE | advance, 1);
		} else if (advance > 0) {
			int width = advance <= 0xff ? 0 : advance <= 0xffff ? 1 : 2;
			program.emit(2 + width, 1);
			program.emit(advance, 1 << width);
		}
	}

	private static void movedAdvance(AsmSection program, AsmSymbol from, CallFrame.Step to, long advance, Location location) {
		Expression distance = new Expression.Binary("-", new Expression.Reference(to.place()), new Expression.Reference(from));
		if (advance < ADVANCE) {
			program.emit(ADVANCE, 1, Relocation.SET6, distance, location);
			return;
		}
		int width = advance <= 0xff ? 0 : advance <= 0xffff ? 1 : 2;
		program.emit(2 + width, 1);
		program.emit(0, 1 << width, width == 0 ? Relocation.SET8 : width == 1 ? Relocation.SET16 : Relocation.SET32, distance, location);
	}

	private void put(byte[] bytes) {
		section.data().bytes.writeBytes(bytes);
	}

	/** Zeros are instructions that do nothing. */
	private void fill(long end) {
		while (offset() < end) {
			section.emit(0, 1);
		}
	}

	private static int padded(long start, int size, int alignment) {
		return size + (int) Math.floorMod(-(start + size), (long) alignment);
	}
}
