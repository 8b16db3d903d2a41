/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.ringside.isa.Decoder;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.Operand;
import org.ringside.isa.RvA;
import org.ringside.isa.RvC;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Zbb;
import org.ringside.isa.Zicsr;
import org.ringside.isa.Zifencei;
import org.ringside.isa.Zkn;

/** Random straight-line code with short forward jumps, over registers with awkward values and a buffer, in M-mode. */
final class ComputationPrograms {

	private static final long[] AWKWARD = {0, 1, 2, -1, -2, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, 0xffff_ffffL,
			0x8000_0000L, 0x1_0000_0000L, 0x5555_5555_5555_5555L, 63, 64, 31, 32, 0x80, 0x8000};
	private static final List<RvI> LOADS = List.of(RvI.LB, RvI.LH, RvI.LW, RvI.LD, RvI.LBU, RvI.LHU, RvI.LWU);
	private static final List<RvI> STORES = List.of(RvI.SB, RvI.SH, RvI.SW, RvI.SD);
	private static final List<RvI> BRANCHES = List.of(RvI.BEQ, RvI.BNE, RvI.BLT, RvI.BGE, RvI.BLTU, RvI.BGEU);

	private final Random random;
	private final IsaProfile profile;
	private final Decoder decoder;
	private final List<Instruction> plain;
	private final List<Instruction> compressed;
	private final Set<Instruction> counted;
	private final List<Instruction> focus;
	private Program program;

	ComputationPrograms(long seed, IsaProfile profile, Set<Instruction> counted) {
		this.counted = counted;
		this.random = new Random(seed);
		this.profile = profile;
		this.decoder = new Decoder(profile);
		this.plain = Instructions.all().stream().filter(i -> i.isIn(profile)).filter(ComputationPrograms::computes).toList();
		this.focus = plain.stream().filter(counted::contains).toList();
		this.compressed = Stream.of(RvC.values()).filter(i -> i.isIn(profile)).filter(ComputationPrograms::isPlainCompressed)
				.map(Instruction.class::cast).toList();
	}

	/** Whether a row reads and writes integer registers and does nothing else. */
	private static boolean computes(Instruction i) {
		return switch (i) {
			case RvI base -> !LOADS.contains(base) && !STORES.contains(base) && !BRANCHES.contains(base) && base != RvI.JAL && base != RvI.JALR
					&& base != RvI.ECALL && base != RvI.EBREAK && base != RvI.AUIPC;
			case RvM m -> true;
			case RvC c -> false;
			case RvA a -> false;
			case RvPrivileged p -> false;
			case Zicsr z -> false;
			case Zifencei f -> true;
			case Zbb b -> b != Zbb.CTZW; // QEMU 7.2 counts in 64 bits where the lowest 32 are zero
			default -> i.operands().stream().noneMatch(o -> o.kind().isFloatRegister()) && i.extension().name().matches("ZB.*|ZK.*|ZICOND");
		};
	}

	private static boolean isPlainCompressed(RvC c) {
		return switch (c) {
			case C_J, C_JR, C_JALR, C_EBREAK, C_BEQZ, C_BNEZ, C_ADDI16SP -> false;
			default -> c.operands().stream().noneMatch(o -> o.kind().isFloatRegister());
		};
	}

	Program.Image build(int snippets, int length) {
		program = new Program();
		for (int i = 0; i < snippets; i++) {
			program.count(Set.of());
			for (int r = 1; r < 31; r++) {
				if (r != Program.BUFFER_REGISTER) {
					program.li(r, value());
				}
			}
			program.count(counted);
			for (int k = 0; k < length; k++) {
				step();
			}
			program.count(Set.of());
			program.align4();
			for (int r = 1; r < 31; r++) {
				program.result(r, "snippet " + i + " x" + r);
			}
		}
		return program.finish();
	}

	private long value() {
		return switch (random.nextInt(5)) {
			case 0, 1 -> AWKWARD[random.nextInt(AWKWARD.length)];
			case 2 -> AWKWARD[random.nextInt(AWKWARD.length)] + random.nextInt(5) - 2;
			case 3 -> random.nextLong() >> random.nextInt(64);
			default -> random.nextLong();
		};
	}

	private int target() {
		while (true) {
			int r = random.nextInt(31);
			if (r != Program.BUFFER_REGISTER) {
				return r;
			}
		}
	}

	private <T> T pick(List<T> list) {
		return list.get(random.nextInt(list.size()));
	}

	private void step() {
		if (random.nextInt(4) != 0) {
			if (counted.contains(RvA.AMOADD_W)) {
				atomic();
				return;
			}
			if (counted.contains(RvC.C_ADDI)) {
				compressed();
				return;
			}
			if (!focus.isEmpty() && !counted.contains(RvI.ADDI)) {
				randomOperands(pick(focus));
				return;
			}
		}
		switch (random.nextInt(20)) {
			case 0, 1 -> program.emit(pick(LOADS), target(), random.nextInt(4096) - 2048, Program.BUFFER_REGISTER);
			case 2, 3 -> program.emit(pick(STORES), random.nextInt(32), random.nextInt(4096) - 2048, Program.BUFFER_REGISTER);
			case 4 -> branch();
			case 5, 6 -> atomic();
			case 7 -> memoryAcrossPages();
			case 8, 9, 10 -> compressed();
			case 11 -> illegal();
			case 12 -> callAndReturn();
			default -> plain();
		}
	}

	private void plain() {
		randomOperands(pick(plain));
	}

	private void randomOperands(Instruction instruction) {
		if (instruction == Zkn.AES64KS1I) {
			program.emit(instruction, target(), random.nextInt(32), random.nextInt(11));
			return;
		}
		List<Operand> operands = instruction.operands();
		long[] values = new long[operands.size()];
		for (int i = 0; i < values.length; i++) {
			Operand operand = operands.get(i);
			values[i] = operand.role() == Operand.Role.RD ? target() : random(operand);
		}
		program.emit(instruction, values);
	}

	private long random(Operand operand) {
		if (operand.role() == Operand.Role.IGNORED) {
			return operand.defaultValue().orElse(0L);
		}
		while (true) {
			long steps = (operand.maximum() - operand.minimum()) / operand.alignment() + 1;
			long value = operand.minimum() + operand.alignment() * Math.floorMod(random.nextLong(), steps);
			if (operand.check(value).isEmpty()) {
				return value;
			}
		}
	}

	/** A compressed instruction; loads and stores go through a register that is pointed into the buffer first. */
	private void compressed() {
		if (compressed.isEmpty()) {
			plain();
			return;
		}
		Instruction instruction = pick(compressed);
		long[] values = new long[instruction.operands().size()];
		boolean memory = instruction.mnemonic().matches("c\\.[ls][wd](sp)?");
		boolean stack = instruction.mnemonic().endsWith("sp");
		for (int i = 0; i < values.length; i++) {
			Operand operand = instruction.operands().get(i);
			do {
				values[i] = random(operand);
			} while (operand.role() == Operand.Role.RD && (values[i] == Program.BUFFER_REGISTER || values[i] == Program.RESULT_REGISTER));
			if (memory && operand.role() == Operand.Role.RS1) {
				program.emit(RvI.ADDI, values[i], Program.BUFFER_REGISTER, random.nextInt(1024));
			}
		}
		if (memory && stack) {
			program.emit(RvI.ADDI, 2, Program.BUFFER_REGISTER, random.nextInt(1024));
		}
		program.emit(instruction, values);
	}

	private void branch() {
		int skipped = 1 + random.nextInt(3);
		int at = random.nextInt(4) == 0 ? program.jump(RvI.JAL, target(), 0)
				: program.jump(pick(BRANCHES), random.nextInt(31), random.nextInt(31), 0);
		for (int i = 0; i < skipped; i++) {
			if (random.nextBoolean()) {
				compressed();
			} else {
				plain();
			}
		}
		program.patch(at);
	}

	/** auipc and jalr over a word. */
	private void callAndReturn() {
		int base = 1 + random.nextInt(4);
		program.emit(RvI.AUIPC, base, 0);
		program.emit(RvI.JALR, target(), 12 + random.nextInt(2), base);
		program.emit(RvI.XORI, base, base, -1);
	}

	private void atomic() {
		if (!profile.has(Extension.A)) {
			plain();
			return;
		}
		RvA instruction = pick(List.of(RvA.values()));
		int address = 6;
		long align = instruction.mnemonic().endsWith(".d") ? 8 : 4;
		boolean conditional = instruction == RvA.SC_W || instruction == RvA.SC_D;
		boolean reserved = instruction == RvA.LR_W || instruction == RvA.LR_D;
		// QEMU 7.2 lets a misaligned sc fail; the specification does not.
		long misaligned = !conditional && random.nextInt(20) == 0 ? 1 + random.nextInt(3) : 0;
		long offset = (random.nextInt(2048) - 1024) / align * align + misaligned;
		program.emit(RvI.ADDI, address, Program.BUFFER_REGISTER, offset);
		if (conditional && random.nextInt(3) != 0) {
			program.emit(instruction == RvA.SC_W ? RvA.LR_W : RvA.LR_D, random.nextBoolean() ? 7 : 0, address);
		}
		if (reserved) {
			program.emit(instruction, target(), address);
			// Whether own stores break a reservation is left open, so none is left dangling.
			program.emit(RvI.ADDI, address, Program.BUFFER_REGISTER, 2040);
			program.emit(RvA.SC_D, target(), 0, address);
		} else {
			program.emit(instruction, target(), random.nextInt(31), address, random.nextInt(4));
		}
	}

	/** A misaligned access at the page boundary in the buffer. */
	private void memoryAcrossPages() {
		program.li(6, Program.BUFFER + 0x1000 * (1 + random.nextInt(3)) - random.nextInt(9));
		if (random.nextBoolean()) {
			program.emit(pick(LOADS), target(), 0, 6);
		} else {
			program.emit(pick(STORES), random.nextInt(31), 0, 6);
		}
	}

	/** A 32-bit word that our tables call illegal must be illegal there as well. */
	private void illegal() {
		if (random.nextInt(8) != 0) {
			plain();
			return;
		}
		int word;
		do {
			word = random.nextInt() | 3;
		} while (decoder.decode(word).isLegal());
		program.word(word, 4);
	}
}
