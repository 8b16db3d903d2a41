/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.RvI;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/** The CSRs that only hold a value, which host code reads and writes by itself, with every instruction and with and without operands. */
class PlainCsrTest {

	private static final int[] CSRS = {MachineCsrs.MSCRATCH, MachineCsrs.MEPC, MachineCsrs.MCAUSE, MachineCsrs.MTVAL, SupervisorCsrs.SSCRATCH,
			SupervisorCsrs.SEPC, SupervisorCsrs.SCAUSE, SupervisorCsrs.STVAL};

	@ParameterizedTest
	@CsvSource({"rv64imac, 1", "rv64imac, 2", "rv64ima, 3", "rv64ima, 4"})
	void everyInstruction(String isa, long seed) throws Exception {
		Random random = new Random(seed);
		Program program = new Program();
		program.li(8, 0);
		program.li(9, 300);
		for (int i = 10; i < 18; i++) {
			program.li(i, random.nextLong());
		}
		int top = program.here();
		for (int i = 0; i < 150; i++) {
			Zicsr instruction = Zicsr.values()[random.nextInt(Zicsr.values().length)];
			boolean immediate = instruction.ordinal() >= Zicsr.CSRRWI.ordinal();
			int rd = random.nextInt(4) == 0 ? 0 : 10 + random.nextInt(8);
			int operand = random.nextInt(4) == 0 ? 0 : immediate ? random.nextInt(32) : 10 + random.nextInt(8);
			program.emit(instruction, rd, CSRS[random.nextInt(CSRS.length)], operand);
			program.emit(RvI.ADD, 10 + random.nextInt(8), 10 + random.nextInt(8), 8);
		}
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		try (Lockstep lockstep = new Lockstep(IsaProfile.parse(isa), HartConfig.DEFAULT, 1, Translator.toHostCode(1))) {
			lockstep.load(TestBoard.RAM, program.finish().bytes()).run(seed, 3000, 1_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
			}
		}
	}
}
