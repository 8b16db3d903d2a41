/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.Counters;
import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;
import org.ringside.machine.Device;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.HartStop;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/**
 * Accesses to devices, CSR instructions and traps in loops, which engines do in the middle of what they run at once: a hart
 * that is stepped, where each has an instruction of its own, sees the same as one that interprets and those that translate, to
 * Java classes and to host code. The device answers by the exact count and pc, and drives an interrupt, sets events, stops the hart and changes code.
 */
class ExactStateTest {

	private static final long GADGET = 0x3000_0000L;
	private static final long MTIME = 0x200_bff8L;
	private static final long MTIMECMP = 0x200_4000L;
	private static final long HANDLER = TestBoard.RAM + 0x1000;
	private static final long DATA = TestBoard.RAM + 0x2000;
	private static final long TABLE = TestBoard.RAM + 0x3000;
	private static final int EXTERNAL = 11;

	/** A device that is as unpleasant as it can be, but the same each time. */
	private static final class Gadget implements Device {
		private final TestBoard board;
		private int accesses;
		private int interrupts;

		Gadget(TestBoard board) {
			this.board = board;
		}

		@Override
		public long read(long offset, int size) {
			long seen = act();
			return offset == 16 ? accesses : seen;
		}

		@Override
		public void write(long offset, int size, long value) {
			if (offset == 8) {
				board.hart().setInterruptPending(EXTERNAL, false);
				interrupts++;
			} else {
				act();
			}
		}

		private long act() {
			Hart hart = board.hart();
			accesses++;
			if (accesses % 11 == 0) {
				hart.setInterruptPending(EXTERNAL, true);
			}
			if (accesses % 7 == 0) {
				board.clock.schedule(board.clock.now() + (accesses & 7), () -> hart.setInterruptPending(EXTERNAL, true));
			}
			if (accesses % 97 == 0) {
				hart.requestStopNow();
			}
			if (accesses % 501 == 0) {
				// The first instruction of the loop adds another number from now on.
				board.bus.write(TestBoard.RAM + 0x100, words(List.of(Encoder.encode(RvI.ADDI, 20, 20, accesses % 2000))), 0, 4);
			}
			return hart.retired() * 31 + hart.currentInstruction() + hart.pc() * 7 + board.clock.now();
		}
	}

	@ParameterizedTest
	@CsvSource({"1, 0, 3", "2, 0, 3", "3, 1, 3", "4, 0, 1", "5, 0, 1", "6, 0, 0", "7, 1, 0", "8, 20, 1"})
	void nobodySeesWhetherAnInstructionWasExecutedAlone(long seed, int heat, int mode) throws IOException {
		IsaProfile profile = IsaProfile.RV64GC.with(Extension.ZICNTR, Extension.SSTC);
		List<TestBoard> boards = new ArrayList<>();
		List<Gadget> gadgets = new ArrayList<>();
		try {
			for (int i = 0; i < 4; i++) {
				TestBoard board = new TestBoard(profile, 1, 1 << 20, HartConfig.DEFAULT);
				boards.add(board);
				gadgets.add(new Gadget(board));
				board.bus.addDevice(GADGET, 0x1000, gadgets.get(i));
				prepare(board, seed, mode);
				board.hart().setTranslator(i == 2 ? new Translator(heat) : i == 3 ? Translator.toHostCode(heat) : null);
			}
			Random random = new Random(seed);
			for (int turn = 0; turn < 400; turn++) {
				long budget = 1 + random.nextInt(turn % 4 == 0 ? 3000 : 60);
				String when = "seed " + seed + ", after " + boards.get(0).hart().retired() + " instructions and " + budget + " more from 0x"
						+ Long.toHexString(boards.get(0).hart().pc());
				HartStop expected = step(boards.get(0).hart(), budget);
				for (TestBoard board : boards.subList(1, 4)) {
					assertEquals(expected, board.hart().run(budget), when);
					assertSame(boards.get(0), board, when);
				}
			}
			for (Gadget gadget : gadgets) {
				assertTrue(gadget.accesses > 3000 && gadget.interrupts > 100, gadget.accesses + " accesses, " + gadget.interrupts + " interrupts");
				assertEquals(gadgets.get(0).accesses, gadget.accesses);
			}
		} finally {
			boards.forEach(TestBoard::close);
		}
	}

	private static HartStop step(Hart hart, long budget) {
		HartStop stop = hart.step();
		for (long i = 1; i < budget && stop instanceof HartStop.Budget; i++) {
			stop = hart.step();
		}
		return stop;
	}

	private static void assertSame(TestBoard one, TestBoard other, String when) throws IOException {
		assertEquals("0x" + Long.toHexString(one.hart().pc()), "0x" + Long.toHexString(other.hart().pc()), "pc, " + when);
		assertEquals(one.hart().retired(), other.hart().retired(), "retired, " + when);
		assertEquals(one.clock.instructions(), other.clock.instructions(), "clock, " + when);
		for (int i = 0; i < 32; i++) {
			assertEquals(one.hart().x(i), other.hart().x(i), "x" + i + ", " + when);
			assertEquals(one.hart().f(i), other.hart().f(i), "f" + i + ", " + when);
		}
		assertArrayEquals(saved(one.hart()), saved(other.hart()), "saved state, " + when);
	}

	private static byte[] saved(Hart hart) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		hart.save(new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

	private static byte[] words(List<Integer> words) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
		words.forEach(bytes::putInt);
		return bytes.array();
	}

	/** @param mode in which the loop runs: 3 for M, 1 for S with translation, 0 for U with the handler in S-mode */
	private static void prepare(TestBoard board, long seed, int mode) {
		Hart hart = board.hart();
		hart.pokeCsr(PmpCsrs.PMPADDR0, -1);
		hart.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		hart.pokeCsr(MachineCsrs.MTVEC, HANDLER);
		hart.pokeCsr(SupervisorCsrs.STVEC, HANDLER + 0x200);
		hart.pokeCsr(MachineCsrs.MCOUNTEREN, 7);
		hart.pokeCsr(SupervisorCsrs.SCOUNTEREN, 7);
		hart.pokeCsr(MachineCsrs.MENVCFG, 1L << 63);
		hart.pokeCsr(MachineCsrs.MIE, 1 << EXTERNAL | 1 << 7 | 1 << 5);
		hart.pokeCsr(MachineCsrs.MSTATUS, 0x6008);
		if (mode < 3) {
			hart.pokeCsr(MachineCsrs.MEDELEG, 1 << 8 | 1 << 2);
			hart.pokeCsr(MachineCsrs.MIDELEG, 1 << 5);
			for (int gigapage = 0; gigapage < 3; gigapage++) {
				long entry = (long) gigapage << 28 | (mode == 0 && gigapage < 2 ? 0xd7 : 0xcf);
				board.bus.write(null, TABLE + 8 * gigapage, 8, entry);
			}
			hart.pokeCsr(SupervisorCsrs.SATP, 8L << 60 | TABLE >>> 12);
		}
		board.load(HANDLER, words(handler(MachineCsrs.MSCRATCH, MachineCsrs.MEPC, MachineCsrs.MCAUSE, RvPrivileged.MRET)));
		board.load(HANDLER + 0x200, words(handler(SupervisorCsrs.SSCRATCH, SupervisorCsrs.SEPC, SupervisorCsrs.SCAUSE, RvPrivileged.SRET)));
		List<Integer> code = body(new Random(seed), mode);
		board.load(TestBoard.RAM + 0x100, words(code));
		hart.setX(10, GADGET);
		hart.setX(11, MTIME);
		hart.setX(12, MTIMECMP);
		hart.setX(13, DATA);
		if (mode == 0) {
			// The page with the loop, which U-mode reaches, is a small one.
			board.bus.write(null, TABLE + 16, 8, TABLE + 0x1000 >>> 2 | 1);
			board.bus.write(null, TABLE + 0x1000, 8, TABLE + 0x2000 >>> 2 | 1);
			for (int page = 0; page < 8; page++) {
				board.bus.write(null, TABLE + 0x2000 + 8 * page, 8, TestBoard.RAM + 0x1000 * page >>> 2 | (page == 0 || page == 2 ? 0xdf : 0xcf));
			}
		}
		hart.setMode(mode == 3 ? PrivilegeMode.M : mode == 1 ? PrivilegeMode.S : PrivilegeMode.U);
		hart.setPc(TestBoard.RAM + 0x100);
	}

	/** Counts interrupts in x28 and exceptions in x27, adds up where they happened in x26, and quiets device and timers. */
	private static List<Integer> handler(int scratch, int epc, int cause, RvPrivileged back) {
		boolean machine = scratch == MachineCsrs.MSCRATCH;
		int a = machine ? 30 : 25;
		int b = machine ? 29 : 24;
		List<Integer> code = new ArrayList<>();
		add(code, Zicsr.CSRRW, a, scratch, a);
		add(code, Zicsr.CSRRS, b, epc, 0);
		add(code, RvI.ADD, 26, 26, b);
		add(code, Zicsr.CSRRS, a, cause, 0);
		add(code, RvI.BLT, a, 0, 20);
		add(code, RvI.ADDI, b, b, 4);
		add(code, Zicsr.CSRRW, 0, epc, b);
		add(code, RvI.ADDI, 27, 27, 1);
		add(code, RvI.JAL, 0, machine ? 36 : 20);
		add(code, RvI.ADDI, 28, 28, 1);
		if (machine) {
			add(code, RvI.LUI, b, GADGET);
			add(code, RvI.SD, 0, 8, b);
			add(code, RvI.LUI, b, MTIMECMP & -4096);
		}
		add(code, RvI.ADDI, a, 0, -1);
		if (machine) {
			add(code, RvI.SD, a, 0, b);
		}
		add(code, Zicsr.CSRRW, 0, Sstc.STIMECMP, a);
		add(code, RvI.ADDI, 19, 19, 3);
		add(code, Zicsr.CSRRW, a, scratch, a);
		add(code, back);
		return code;
	}

	private static void add(List<Integer> code, Instruction instruction, long... values) {
		code.add(Encoder.encode(instruction, values));
	}

	private static List<Integer> body(Random random, int mode) {
		List<Integer> code = new ArrayList<>();
		add(code, RvI.ADDI, 20, 20, 1);
		for (int i = 0; i < 120; i++) {
			switch (random.nextInt(14)) {
				case 0, 1 -> add(code, RvI.ADD, 15, 15, 14 + random.nextInt(7));
				case 2 -> add(code, RvI.BLT, 14, 15, 8 + 4 * random.nextInt(3));
				case 3 -> add(code, random.nextBoolean() ? RvI.LD : RvI.LBU, 14, 0, 10);
				case 4 -> add(code, random.nextBoolean() ? RvI.LW : RvI.LH, 16, 16, 10);
				case 5 -> add(code, random.nextBoolean() ? RvI.SD : RvI.SB, 15, 0, 10);
				case 6 -> add(code, RvI.LD, 17, 0, 11);
				case 7 -> {
					add(code, RvI.LD, 17, 0, 11);
					add(code, RvI.ADDI, 17, 17, 1 + random.nextInt(9));
					add(code, RvI.SD, 17, 0, 12);
				}
				case 8 -> add(code, RvI.SD, 15, 8 * random.nextInt(8), 13);
				case 9 -> add(code, RvI.LD, 18, 8 * random.nextInt(8), 13);
				case 10 -> add(code, random.nextInt(3) == 0 ? RvI.EBREAK : RvI.ECALL);
				case 11 -> add(code, Zicsr.CSRRS, 19, List.of(Counters.INSTRET, Counters.CYCLE, Counters.TIME).get(random.nextInt(3)), 0);
				default -> csr(code, random, mode);
			}
		}
		for (int i = 0; i < 4; i++) {
			add(code, RvI.ADDI, 21, 21, 1);
		}
		add(code, RvI.JAL, 0, -4L * code.size());
		return code;
	}

	/** A CSR instruction that the mode may execute, or now and then one that it may not. */
	private static void csr(List<Integer> code, Random random, int mode) {
		if (random.nextInt(6) == 0) {
			add(code, Zicsr.CSRRS, 22, MachineCsrs.MEPC, 0);
			return;
		}
		boolean machine = mode == 3 && random.nextBoolean();
		switch (random.nextInt(8)) {
			case 0 -> add(code, Zicsr.CSRRW, 22, machine ? MachineCsrs.MSCRATCH : SupervisorCsrs.SSCRATCH, 15);
			case 1 -> add(code, Zicsr.CSRRS, 22, machine ? MachineCsrs.MCAUSE : SupervisorCsrs.SCAUSE, random.nextInt(2) * 15);
			case 2 -> add(code, Zicsr.CSRRC, 22, machine ? MachineCsrs.MTVAL : SupervisorCsrs.STVAL, 14);
			case 3 -> add(code, random.nextBoolean() ? Zicsr.CSRRSI : Zicsr.CSRRCI, 23, machine ? MachineCsrs.MSTATUS : SupervisorCsrs.SSTATUS, machine ? 8 : 2);
			case 4 -> add(code, Zicsr.CSRRS, 23, machine ? MachineCsrs.MIP : SupervisorCsrs.SIP, 0);
			case 5 -> {
				add(code, Zicsr.CSRRS, 17, Counters.TIME, 0);
				add(code, RvI.ADDI, 17, 17, 1 + random.nextInt(5));
				add(code, Zicsr.CSRRW, 0, Sstc.STIMECMP, 17);
			}
			case 6 -> add(code, Zicsr.CSRRW, 23, machine ? MachineCsrs.MEPC : SupervisorCsrs.SEPC, 15);
			default -> add(code, random.nextBoolean() ? Zicsr.CSRRSI : Zicsr.CSRRCI, 23, 1, 1 + random.nextInt(31));
		}
	}
}
