/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.R15;
import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.ringside.isa.Decoder;
import org.ringside.isa.RvI;
import org.ringside.machine.CodeLink;
import org.ringside.machine.CodePage;
import org.ringside.machine.Node;
import org.ringside.machine.TranslatedCode;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/**
 * Writes a region as host code. Each block charges its instructions to the budget when it is entered, and leaves before its first
 * where they are too many. Every block can be entered from outside.
 */
final class HostRegionWriter {

	/** They are made when they are needed. */
	private static final Node[] NO_SITES = {};
	/** About what Java's objects for an entry and a site take. */
	private static final int BYTES_OF_ENTRY = 200;
	private static final int BYTES_OF_SITE = 60;

	private final Region region;
	private final CodePage page;
	private final boolean parallel;
	private final RegionBytes bytes;
	private final Assembler a = new Assembler();
	private final HostInstructionWriter instructions;
	private final Map<Long, Label> labels = new HashMap<>();
	private final Map<Long, Label> exits = new HashMap<>();
	private final List<Runnable> stubs = new ArrayList<>();
	private final Label leavePc = new Label();
	private final Label leave = new Label();
	private final List<Step> sites = new ArrayList<>();
	private final List<Integer> left = new ArrayList<>();
	private final List<Label> resumptions = new ArrayList<>();

	HostRegionWriter(Region region, CodePage page, boolean parallel) {
		this.region = region;
		this.page = page;
		this.parallel = parallel;
		this.bytes = new RegionBytes(region, page.address());
		this.instructions = new HostInstructionWriter(a, this, MemoryPlan.ofGroups(region), parallel);
	}

	boolean isConsistent() {
		return bytes.areConsistent();
	}

	/**
	 * The code of all entries, that of the head first.
	 *
	 * @param number that was reserved for the region, which has it from here on if there is memory for the code
	 */
	List<HostRegionCode> write(Decoder decoder, int number) {
		for (int i = 0; i < region.blocks.size(); i++) {
			block(region.blocks.get(i), i + 1 < region.blocks.size() ? region.blocks.get(i + 1).start() : -1);
		}
		instructions.beginBlock();
		for (int i = 0; i < stubs.size(); i++) {
			stubs.get(i).run();
		}
		a.mark(leavePc);
		a.store(RAX, Operand.memory(RBX, GuestRegisters.PC), 8);
		a.constant(RAX, -1);
		a.mark(leave);
		a.constant(RDX, number);
		a.constant(RCX, HostCode.leave());
		a.jump(Operand.register(RCX));
		HostRegion made = new HostRegion(decoder, HostCode.place(a.code()), sites());
		HostRegion.name(made, number);
		TranslatedCode.Coverage coverage = bytes.coverage();
		int size = BYTES_OF_ENTRY + (a.length() + BYTES_OF_SITE * sites.size()) / region.blocks.size();
		List<HostRegionCode> entries = new ArrayList<>();
		for (Block block : region.blocks) {
			boolean isHead = block.start() == region.head;
			HostRegionCode entry = new HostRegionCode(new TranslatedCode.Origin(block.start(), block.size(), coverage, NO_SITES), made,
					labels.get(block.start()).offset(), isHead, size);
			entries.add(isHead ? 0 : entries.size(), entry);
		}
		return entries;
	}

	/** How many bytes of code were written. */
	int length() {
		return a.length();
	}

	private HostRegion.Sites sites() {
		int n = sites.size();
		HostRegion.Sites all = new HostRegion.Sites(page.address(), new short[n], new int[n], new short[n], new int[n]);
		for (int i = 0; i < n; i++) {
			all.offsets()[i] = (short) (sites.get(i).pc() - page.address());
			all.words()[i] = sites.get(i).raw().word();
			all.left()[i] = left.get(i).shortValue();
			all.resumptions()[i] = resumptions.get(i) == null ? HostRegion.NEVER : resumptions.get(i).offset();
		}
		return all;
	}

	private void block(Block block, long behind) {
		a.mark(label(block.start()));
		Optional<BulkLoop> loop = HostBulkWriter.isPossible() ? BulkLoop.of(block, parallel) : Optional.empty();
		if (loop.isPresent()) {
			loop(loop.get(), behind);
		} else {
			once(block, behind, label(block.start()));
		}
	}

	/**
	 * A loop twice: as it stands, and so that before a time round as many as can be are executed at once. One that is counted is as it
	 * stands unless its numbers tell that it is long; of one that looks for something the first time round is.
	 */
	private void loop(BulkLoop loop, long behind) {
		boolean counted = loop.end() instanceof BulkLoop.End.Counted;
		HostBulkWriter bulk = instructions.bulk();
		Label plain = new Label();
		Label first = new Label();
		Label again = new Label();
		Label careful = new Label();
		instructions.beginBlock();
		if (loop.end() instanceof BulkLoop.End.Counted end) {
			bulk.chooseBegin(loop, end, first);
			a.mark(plain);
			once(loop.block(), behind, plain);
		} else {
			once(loop.block(), behind, first);
		}
		stubs.add(() -> {
			a.mark(first);
			bulk.begin();
			a.mark(again);
			bulk.write(loop, careful, plain);
			a.mark(careful);
			once(loop.block(), -1, again);
			if (!counted) {
				a.mark(plain);
				once(loop.block(), -1, plain);
			}
			instructions.beginBlock();
		});
	}

	/** @param self where a jump to its own start goes */
	private void once(Block block, long behind, Label self) {
		a.aluWord(Alu.SUB, Operand.register(R15), block.size());
		Label exhausted = new Label();
		a.jump(Condition.SIGN, exhausted);
		stubs.add(() -> {
			a.mark(exhausted);
			a.aluWord(Alu.ADD, Operand.register(R15), block.size());
			a.constant(RAX, block.start());
			a.jump(leavePc);
		});
		instructions.beginBlock();
		Flow flow = Flow.of(block);
		int straight = flow instanceof Flow.Onward ? block.size() : block.size() - 1;
		for (int k = 0; k < straight; k++) {
			instructions.write(block.steps().get(k), block.size() - k);
		}
		Step last = block.last();
		instructions.endBlock();
		switch (flow) {
			case Flow.Onward(long next) -> go(next, behind);
			case Flow.Branch(RvI condition, long taken, long next) -> {
				a.jump(instructions.compare(condition, last.d()), taken == block.start() ? self : way(taken));
				go(next, behind);
			}
			case Flow.Jump(long target) -> {
				instructions.link(last);
				go(target, behind);
			}
			case Flow.Call(long target, long next) -> {
				instructions.link(last);
				go(target, behind);
			}
			case Flow.Indirect i -> indirect(last);
			case Flow.Leave l -> site(last, 1, null, null);
			case Flow.IndirectCall i -> indirect(last);
		}
	}

	/** Has something written out of line, behind all blocks. */
	void later(Runnable stub) {
		stubs.add(stub);
	}

	private void indirect(Step step) {
		instructions.target(step.d());
		instructions.link(step);
		a.loadWord(RCX, Operand.register(RAX));
		a.shift(Shift.LEFT, false, RCX, CodeLink.HOST_CODE_SHIFT);
		a.aluWord(Alu.AND, Operand.register(RCX), CodeLink.HOST_CODE_MASK);
		a.alu(Alu.ADD, RCX, Operand.memory(RBX, GuestRegisters.JUMPS));
		a.alu(Alu.CMP, RAX, Operand.memory(RCX, 0));
		a.jump(Condition.NOT_EQUAL, leavePc);
		a.jump(Operand.memory(RCX, 8));
	}

	private void go(long target, long behind) {
		if (target != behind) {
			a.jump(way(target));
		}
	}

	private Label way(long target) {
		return region.has(target) ? label(target) : exits.computeIfAbsent(target, k -> {
			Label exit = new Label();
			stubs.add(() -> {
				int entry = CodeLink.hostCodeOffset(target);
				a.mark(exit);
				a.load(RCX, Operand.memory(RBX, GuestRegisters.JUMPS));
				a.constant(RAX, target);
				a.alu(Alu.CMP, RAX, Operand.memory(RCX, entry));
				a.jump(Condition.NOT_EQUAL, leavePc);
				a.jump(Operand.memory(RCX, entry + 8));
			});
			return exit;
		});
	}

	private Label label(long pc) {
		return labels.computeIfAbsent(pc, k -> new Label());
	}

	/**
	 * Leaves for an instruction that is executed by its node.
	 *
	 * @param from   where that begins, or {@code null} for here
	 * @param behind where the code goes on, or {@code null} if it does not
	 */
	void site(Step step, int remaining, Label from, Label behind) {
		site(step, remaining, from, HostShifts.NOTHING, behind);
	}

	/**
	 * The same.
	 *
	 * @param settling writes what is to be done before
	 */
	void site(Step step, int remaining, Label from, Runnable settling, Label behind) {
		int number = sites.size();
		sites.add(step);
		left.add(remaining);
		resumptions.add(behind);
		Runnable stub = () -> {
			settling.run();
			a.constant(RAX, number);
			a.jump(leave);
		};
		if (from == null) {
			stub.run();
		} else {
			stubs.add(() -> {
				a.mark(from);
				stub.run();
			});
		}
	}
}
