/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.ringside.isa.Zicsr;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/** Loops in which the status of floating point goes through off, initial, clean and dirty, and the rounding mode through all eight. */
class FloatStateTest {

	private static final int OFF_TO_DIRTY = 3 << 13;
	private static final IsaProfile PROFILE = IsaProfile.RV64GC;
	private static final List<Instruction> FLOATS = Instructions.all().stream()
			.filter(i -> i.isIn(PROFILE) && (i instanceof RvF || i instanceof RvD)).toList();

	@ParameterizedTest
	@CsvSource({"1, 0", "2, 0", "3, 1", "4, 3", "5, 0", "6, 1", "7, 2", "8, 0"})
	void statusIsObeyedAndKept(long seed, int heat) throws IOException {
		byte[] program = program(new Random(seed));
		for (Translator translator : List.of(Translator.toHostCode(heat), new Translator(heat))) {
			try (Lockstep lockstep = new Lockstep(PROFILE.with(Extension.ZICNTR), HartConfig.DEFAULT, 1, translator)) {
				long instructions = lockstep.load(TestBoard.RAM, program).run(seed, 20_000, 3_000_000);
				assertTrue(instructions > 50_000, "only " + instructions + " instructions");
			}
		}
	}

	private static byte[] program(Random random) {
		Program program = new Program();
		program.li(9, 300);
		program.li(20, OFF_TO_DIRTY);
		program.emit(Zicsr.CSRRS, 0, MachineCsrs.MSTATUS, 20);
		for (int f = 0; f < 32; f++) {
			program.li(10, random.nextLong());
			program.emit(RvD.FMV_D_X, f, 10);
		}
		int start = program.here();
		for (int i = 0; i < 150; i++) {
			switch (random.nextInt(12)) {
				case 0 -> status(program, random);
				case 1 -> {
					program.li(20, random.nextInt(3) == 0 ? random.nextInt(8) : random.nextInt(4));
					program.csrw(FloatCsrs.FRM, 20);
				}
				case 2 -> program.emit(RvI.BLT, 10 + random.nextInt(6), 10 + random.nextInt(6), 8);
				case 3 -> program.csrr(10 + random.nextInt(6), random.nextBoolean() ? FloatCsrs.FCSR : MachineCsrs.MSTATUS);
				default -> compute(program, random);
			}
			// What branches jump over.
			program.emit(RvI.ADDI, 16, 16, 1);
		}
		program.emit(RvI.ADDI, 9, 9, -1);
		program.emit(RvI.BEQ, 9, 0, 8);
		program.emit(RvI.JAL, 0, start - program.here());
		program.result(16, "end");
		return program.finish().bytes();
	}

	/** Sets the status to one of its four values, mostly to dirty. */
	private static void status(Program program, Random random) {
		int status = random.nextBoolean() ? OFF_TO_DIRTY : random.nextInt(4) << 13;
		program.li(20, OFF_TO_DIRTY);
		program.emit(Zicsr.CSRRC, 0, MachineCsrs.MSTATUS, 20);
		program.li(20, status);
		program.emit(Zicsr.CSRRS, 0, MachineCsrs.MSTATUS, 20);
	}

	private static void compute(Program program, Random random) {
		Instruction instruction = FLOATS.get(random.nextInt(FLOATS.size()));
		boolean memory = List.of(RvF.FLW, RvF.FSW, RvD.FLD, RvD.FSD).contains(instruction);
		long[] values = instruction.operands().stream().mapToLong(operand -> switch (operand.role()) {
			case RD, RS1, RS2, RS3 -> operand.kind().isFloatRegister() ? random.nextInt(32)
					: memory && operand.role() == Operand.Role.RS1 ? Program.BUFFER_REGISTER : 10 + random.nextInt(6);
			case RM -> random.nextInt(4) == 0 ? random.nextInt(7) : 7;
			default -> random.nextInt(2048) - 1024;
		}).toArray();
		program.emit(instruction, values);
	}
}
