/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.machine.HostMemory;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Operand;

/** Host code sees the guest's registers, leaves what it changed, and its memory is given back. */
class HostCodeTest {

	@BeforeEach
	void hostCode() {
		assumeTrue(HostCode.isAvailable(), "no host code here");
	}

	/** Code that adds one to each register and leaves. */
	private static byte[] addsOneToAll() {
		Assembler a = new Assembler();
		for (int guest = 1; guest < 32; guest++) {
			a.alu(Alu.ADD, GuestRegisters.operand(guest), 1);
		}
		a.aluWord(Alu.SUB, Operand.register(Assembler.R15), 31);
		a.constant(Assembler.RAX, 77);
		a.constant(Assembler.RDX, 5);
		a.constant(Assembler.RCX, HostCode.leave());
		a.jump(Operand.register(Assembler.RCX));
		return a.code();
	}

	@Test
	void registersComeAndGo() {
		HostCode.Placed code = HostCode.place(addsOneToAll());
		long memory = HostMemory.allocate(1024);
		try {
			long base = GuestRegisters.base(memory);
			for (int guest = 1; guest < 32; guest++) {
				HostMemory.putLong(base + GuestRegisters.offset(guest), 1L << guest);
			}
			HostMemory.putLong(base + GuestRegisters.BUDGET, 30);
			assertEquals(77, HostCode.enter(base, code.address()));
			for (int guest = 1; guest < 32; guest++) {
				assertEquals((1L << guest) + 1, HostMemory.getLong(base + GuestRegisters.offset(guest)), "x" + guest);
			}
			assertEquals(-1, HostMemory.getLong(base + GuestRegisters.BUDGET));
			assertEquals(5, HostMemory.getLong(base + GuestRegisters.REGION));
		} finally {
			HostMemory.free(memory);
		}
	}

	/** Code that halves each floating-point register that is not pinned, adds those that are to themselves, and leaves. */
	private static byte[] computesWithAll() {
		Assembler a = new Assembler();
		FloatAssembler f = new FloatAssembler(a);
		a.constant(Assembler.RCX, Double.doubleToRawLongBits(0.5));
		f.fromInteger(1, Operand.register(Assembler.RCX), true);
		for (int guest = 0; guest < 32; guest++) {
			if (GuestRegisters.floatOperand(guest) instanceof Assembler.Register(int n)) {
				f.compute(FloatAssembler.Operation.ADD, false, n, n, Operand.register(n));
			} else {
				f.compute(FloatAssembler.Operation.MULTIPLY, false, 0, 1, GuestRegisters.floatOperand(guest));
				f.store(0, GuestRegisters.floatMemory(guest), false);
			}
		}
		a.constant(Assembler.RCX, HostCode.leave());
		a.jump(Operand.register(Assembler.RCX));
		return a.code();
	}

	@Test
	void floatingPointComesAndGoesIfItIsOn() {
		assumeTrue(HostCode.hasFloats(), "no floating point in host code here");
		HostCode.Placed code = HostCode.place(computesWithAll());
		long memory = HostMemory.allocate(1024);
		try {
			long base = GuestRegisters.base(memory);
			for (int guest = 0; guest < 32; guest++) {
				HostMemory.putLong(base + GuestRegisters.floatOffset(guest), Double.doubleToRawLongBits(guest + 1e-300));
			}
			HostMemory.putInt(base + GuestRegisters.FLOAT_CONTROL, 0x1f80);
			HostCode.enter(base, code.address());
			assertEquals(0x1f80, HostMemory.getInt(base + GuestRegisters.FLOAT_CONTROL), "all of it is exact");
			for (int guest = 0; guest < 32; guest++) {
				double factor = HostCode.pinnedFloat(guest) >= 0 ? 2 : 0.5;
				assertEquals((guest + 1e-300) * factor, Double.longBitsToDouble(HostMemory.getLong(base + GuestRegisters.floatOffset(guest))), "f" + guest);
			}
			HostMemory.putInt(base + GuestRegisters.FLOAT_CONTROL, 0);
			long before = HostMemory.getLong(base + GuestRegisters.floatOffset(10));
			HostCode.enter(base, code.address());
			assertEquals(before, HostMemory.getLong(base + GuestRegisters.floatOffset(10)), "off, it is not handed over");
		} finally {
			HostMemory.free(memory);
		}
	}

	private static long executableBytes() throws IOException {
		long bytes = 0;
		for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
			if (line.contains(" rwxp 00000000 00:00 0") && line.strip().endsWith(" 0")) {
				String[] range = line.split("[- ]");
				bytes += Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
			}
		}
		return bytes;
	}

	@Test
	void memoryIsGivenBack() throws IOException, InterruptedException {
		byte[] large = new byte[200 << 10];
		List<HostCode.Placed> kept = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			kept.add(HostCode.place(large));
		}
		long most = executableBytes();
		assertEquals(100, kept.size());
		kept.clear();
		for (int i = 0; i < 100 && executableBytes() > most - (15L << 20); i++) {
			System.gc();
			Thread.sleep(20);
		}
		assertTrue(executableBytes() <= most - (15L << 20), "of " + most + " bytes " + executableBytes() + " are still there");
	}

	@Test
	void codeHasALimit() {
		assertThrows(IllegalArgumentException.class, () -> HostCode.place(new byte[1 << 20]));
	}
}
