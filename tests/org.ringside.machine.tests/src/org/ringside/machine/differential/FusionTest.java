/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvI;
import org.ringside.machine.Fusion;
import org.ringside.machine.Hart;
import org.ringside.machine.HartStop;
import org.ringside.machine.TestBoard;

/** An interpreter that executes several instructions as one computes what one does that executes them one by one. */
class FusionTest {

	static List<Subject> everySubject() {
		return Subject.all();
	}

	@ParameterizedTest
	@MethodSource("everySubject")
	void generatedPrograms(Subject subject) throws Exception {
		for (long seed = 1; seed <= 3; seed++) {
			try (Lockstep lockstep = Lockstep.fusing(subject.profile(), 1, (int) (seed % 3))) {
				lockstep.load(TestBoard.RAM, subject.program(seed).bytes()).run(seed, 20_000, 20_000_000);
			}
		}
		assertTrue(Fusion.sequences() > 10, "only " + Fusion.sequences() + " sequences were fused");
	}

	/** A loop that is one sequence, left by its branch, by the end of what may be executed, and by a store that writes over it. */
	@Test
	void loopThatWritesItself() throws Exception {
		int rounds = 2000;
		Program program = new Program();
		program.li(8, 0);
		program.li(9, rounds);
		int table = program.jump(RvI.AUIPC, 10, 0);
		int top = program.here();
		program.emit(RvI.LW, 11, top + 16 - table, 10);
		program.emit(RvI.SW, 11, top + 16 - table, 10);
		program.emit(RvI.ADDI, 12, 12, 3);
		program.emit(RvI.ADD, 13, 13, 12);
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		try (Lockstep lockstep = Lockstep.fusing(IsaProfile.RV64GC, 1, 1)) {
			lockstep.load(TestBoard.RAM, program.finish().bytes()).run(1, 500, 1_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				assertEquals(3L * rounds * (rounds + 1) / 2, board.hart().x(13));
			}
		}
	}

	/** One call site and one return that go to several places by turns, beside a loop without calls. */
	@Test
	void jumpsThatChangeTheirTargets() throws Exception {
		int rounds = 3000;
		Program program = new Program();
		program.li(8, 0);
		program.li(9, rounds);
		int table = program.jump(RvI.AUIPC, 10, 0);
		int top = program.here();
		program.emit(RvI.ANDI, 28, 8, 3);
		program.emit(RvI.SLLI, 28, 28, 4);
		program.emit(RvI.ADD, 28, 28, 10);
		int call = program.here();
		program.emit(RvI.JALR, 1, call + 16 - table, 28);
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		int over = program.jump(RvI.JAL, 0, 0);
		for (int i = 0; i < 4; i++) {
			program.emit(RvI.ADDI, 11, 11, 1 << i);
			program.emit(RvI.SLLI, 12, 11, 1);
			program.emit(RvI.ADD, 13, 13, 12);
			program.emit(RvI.JALR, 0, 0, 1);
		}
		program.patch(over);
		try (Lockstep lockstep = Lockstep.fusing(IsaProfile.RV64GC, 1, 2)) {
			lockstep.load(TestBoard.RAM, program.finish().bytes()).run(2, 700, 1_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				assertEquals(rounds / 4 * 15L, board.hart().x(11));
			}
		}
	}

	/** A function in another page than its caller, which is called several times before it is written anew. */
	@Test
	void calledCodeThatIsWritten() throws Exception {
		int rounds = 4000;
		int function = 0x8000;
		Program program = new Program();
		program.li(8, 0);
		program.li(9, rounds);
		program.li(12, TestBoard.RAM + function);
		program.li(13, Integer.toUnsignedLong(Encoder.encode(RvI.ADDI, 11, 11, 0)));
		int top = program.here();
		program.emit(RvI.ANDI, 28, 8, 7);
		int same = program.jump(RvI.BNE, 28, 0, 0);
		program.emit(RvI.SLLI, 28, 8, 20);
		program.emit(RvI.ADD, 28, 28, 13);
		program.emit(RvI.SW, 28, 0, 12);
		program.patch(same);
		program.emit(RvI.JALR, 1, 0, 12);
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		ByteBuffer code = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
		code.putInt(Encoder.encode(RvI.ADDI, 11, 11, 0)).putInt(Encoder.encode(RvI.JALR, 0, 0, 1));
		long sum = 0;
		for (int round = 0; round < rounds; round++) {
			sum += (round & -8) << 20 >> 20;
		}
		try (Lockstep lockstep = Lockstep.fusing(IsaProfile.RV64GC, 1, 2)) {
			lockstep.load(TestBoard.RAM + function, code.array());
			lockstep.load(TestBoard.RAM, program.finish().bytes()).run(3, 900, 1_000_000);
			for (TestBoard board : lockstep.boards()) {
				assertEquals(0x5555, board.verdict());
				assertEquals(sum, board.hart().x(11));
			}
		}
	}

	/** A breakpoint that is set on an instruction in the middle of what is executed as one. */
	@Test
	void breakpointInTheMiddle() throws Exception {
		Program program = new Program();
		int top = program.here();
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.ADDI, 9, 9, 2);
		program.emit(RvI.ADDI, 10, 10, 3);
		program.emit(RvI.JAL, 0, top - program.here());
		try (Lockstep lockstep = Lockstep.fusing(IsaProfile.RV64GC, 1, 0)) {
			Hart hart = lockstep.load(TestBoard.RAM, program.finish().bytes()).boards()[1].hart();
			assertInstanceOf(HartStop.Budget.class, hart.run(4002));
			long middle = TestBoard.RAM + top + 8;
			hart.addVirtualBreakpoint(middle);
			for (int i = 1; i <= 3; i++) {
				assertInstanceOf(HartStop.Breakpoint.class, hart.run(1000));
				assertEquals(middle, hart.pc());
				assertEquals(2 * hart.x(8), hart.x(9));
				assertEquals(3 * (hart.x(8) - 1), hart.x(10));
				hart.step();
				assertEquals(middle + 4, hart.pc());
				assertEquals(3 * hart.x(8), hart.x(10));
			}
			hart.removeVirtualBreakpoint(middle);
			long rounds = hart.x(8);
			assertInstanceOf(HartStop.Budget.class, hart.run(4000));
			assertEquals(middle + 4, hart.pc());
			assertEquals(rounds + 1000, hart.x(8));
		}
	}
}
