/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.ringside.isa.Extension;
import org.ringside.isa.FloatCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.Operand;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.isa.RvI;
import org.ringside.isa.Zfh;
import org.ringside.isa.Zicsr;

/** Random floating-point code over hard values: subnormals, ends of ranges, halfway cases, infinities, NaNs, wrong boxes. */
final class FloatPrograms {

	private static final long[] EXPONENTS = {0, 1, 2, 0x3fe, 0x3ff, 0x400, 0x401, 0x7fd, 0x7fe, 0x7ff, 0x433, 0x434, 0x41e, 0x43e, 0x380, 0x36a};
	private static final long[] SHORT_EXPONENTS = {0, 1, 2, 0x7e, 0x7f, 0x80, 0x81, 0xfd, 0xfe, 0xff, 0x96, 0x97, 0x9d, 0x9e, 0xbe};

	private static final long[] HALF_EXPONENTS = {0, 1, 2, 14, 15, 16, 29, 30, 31, 25, 26};

	private final Random random;
	private final IsaProfile profile;
	private final Program program = new Program();
	private final List<Instruction> instructions;
	private final List<Instruction> focus;

	FloatPrograms(long seed, IsaProfile profile, Set<Instruction> counted) {
		program.count(counted);
		this.random = new Random(seed);
		this.profile = profile;
		if (!profile.has(Extension.D)) {
			throw new IllegalArgumentException("programs with floating point need D");
		}
		instructions = Instructions.all().stream().filter(i -> i.isIn(profile) && (i instanceof RvF || i instanceof RvD || i instanceof Zfh)).toList();
		focus = instructions.stream().filter(counted::contains).toList();
	}

	private long fraction(int bits) {
		long mask = (1L << bits) - 1;
		return switch (random.nextInt(7)) {
			case 0 -> 0;
			case 1 -> mask;
			case 2 -> 1L << random.nextInt(bits);
			case 3 -> mask >>> random.nextInt(bits);
			case 4 -> mask & -1L << random.nextInt(bits);
			default -> random.nextLong() & mask;
		};
	}

	private long value() {
		long sign = random.nextInt(2);
		if (profile.has(Extension.ZFH) && random.nextInt(2) == 0) {
			long box = random.nextInt(40) == 0 ? random.nextLong() : -1;
			long exponent = random.nextInt(3) == 0 ? random.nextInt(32) : HALF_EXPONENTS[random.nextInt(HALF_EXPONENTS.length)];
			return box << 16 | sign << 15 | exponent << 10 | fraction(10);
		}
		if (random.nextInt(2) == 0) {
			long exponent = random.nextInt(3) == 0 ? 0x3ff + random.nextInt(130) - 65 : EXPONENTS[random.nextInt(EXPONENTS.length)];
			return sign << 63 | exponent << 52 | fraction(52);
		}
		long exponent = random.nextInt(3) == 0 ? 0x7f + random.nextInt(60) - 30 : SHORT_EXPONENTS[random.nextInt(SHORT_EXPONENTS.length)];
		long box = random.nextInt(40) == 0 ? random.nextInt() : -1;
		return box << 32 | sign << 31 | exponent << 23 | fraction(23);
	}

	Program.Image build(int snippets, int length) {
		program.li(10, 1 << 13);
		program.emit(Zicsr.CSRRS, 0, MachineCsrs.MSTATUS, 10);
		for (int i = 0; i < snippets; i++) {
			for (int f = 0; f < 32; f++) {
				program.li(10, value());
				program.emit(RvD.FMV_D_X, f, 10);
			}
			for (int x = 10; x < 20; x++) {
				program.li(x, random.nextLong() >> random.nextInt(64));
			}
			program.li(20, random.nextInt(12) == 0 ? random.nextInt(8) : random.nextInt(5));
			program.csrw(FloatCsrs.FRM, 20);
			program.csrw(FloatCsrs.FFLAGS, 0);
			for (int k = 0; k < length; k++) {
				step();
			}
			for (int f = 0; f < 32; f++) {
				program.emit(RvD.FMV_X_D, 20, f);
				program.result(20, "snippet " + i + " f" + f);
			}
			for (int x = 10; x < 20; x++) {
				program.result(x, "snippet " + i + " x" + x);
			}
		}
		return program.finish();
	}

	private void step() {
		List<Instruction> from = focus.isEmpty() || random.nextInt(5) == 0 ? instructions : focus;
		Instruction instruction = from.get(random.nextInt(from.size()));
		List<Operand> operands = instruction.operands();
		long[] values = new long[operands.size()];
		for (int i = 0; i < values.length; i++) {
			Operand operand = operands.get(i);
			values[i] = switch (operand.role()) {
				case RD, RS1, RS2, RS3 -> operand.kind().isFloatRegister() ? random.nextInt(32) : 10 + random.nextInt(10);
				case RM -> random.nextInt(25) == 0 ? random.nextInt(8) : random.nextBoolean() ? 7 : random.nextInt(5);
				default -> random.nextInt(2048) - 1024;
			};
		}
		boolean memory = instruction == RvF.FLW || instruction == RvF.FSW || instruction == RvD.FLD || instruction == RvD.FSD
				|| instruction == Zfh.FLH || instruction == Zfh.FSH;
		if (memory) {
			for (int i = 0; i < values.length; i++) {
				if (operands.get(i).role() == Operand.Role.RS1) {
					values[i] = Program.BUFFER_REGISTER;
				}
			}
		}
		program.emit(instruction, values);
		if (!memory && random.nextInt(3) == 0) {
			program.csrr(10 + random.nextInt(10), FloatCsrs.FFLAGS);
			program.csrw(FloatCsrs.FFLAGS, 0);
		} else if (random.nextInt(6) == 0) {
			// Values come and go, or all would soon be NaNs.
			program.li(21, value());
			program.emit(RvD.FMV_D_X, random.nextInt(32), 21);
			program.emit(RvI.ADDI, 0, 0, 0);
		}
	}
}
