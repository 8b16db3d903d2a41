/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.CRC32;

import org.ringside.isa.IsaProfile;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Fusion;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.HartStop;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/**
 * Runs a program on the interpreter and on the translator, a few instructions at a time, and compares all guest-visible state
 * at each stop: registers, CSRs, counts, the clock, and at the end all memory.
 */
final class Lockstep implements AutoCloseable {

	private final TestBoard interpreted;
	private final TestBoard translated;

	/**
	 * @param heat how often code is jumped to before it is translated
	 */
	Lockstep(IsaProfile profile, HartConfig config, int harts, int heat) {
		this(profile, config, harts, Translator.toHostCode(heat));
	}

	Lockstep(IsaProfile profile, HartConfig config, int harts, CodeTranslator translator) {
		interpreted = new TestBoard(profile, harts, 64 << 20, config);
		translated = new TestBoard(profile, harts, 64 << 20, config);
		interpreted.harts.forEach(hart -> hart.setTranslator(null));
		translated.harts.forEach(hart -> hart.setTranslator(translator));
	}

	/**
	 * Two interpreters, the second of which fuses what it executes.
	 *
	 * @param jumps how often code is jumped to before it is fused
	 */
	static Lockstep fusing(IsaProfile profile, int harts, int jumps) {
		Lockstep lockstep = new Lockstep(profile, HartConfig.DEFAULT, harts, null);
		lockstep.translated.harts.forEach(hart -> Fusion.after(hart, jumps));
		return lockstep;
	}

	/** Puts a program into both machines. */
	Lockstep load(long address, byte[] image) {
		interpreted.load(address, image);
		translated.load(address, image);
		return this;
	}

	/** The machine that interprets, the one that translates. */
	TestBoard[] boards() {
		return new TestBoard[] {interpreted, translated};
	}

	/**
	 * Runs both to the end of the program.
	 *
	 * @param longest the most instructions at a time
	 * @return instructions that were run
	 */
	long run(long seed, int longest, long limit) throws IOException {
		Random random = new Random(seed);
		long done = 0;
		while (interpreted.verdict() == -1 && done < limit) {
			long budget = 1 + random.nextInt(random.nextInt(8) == 0 ? longest : Math.min(longest, 300));
			for (int i = 0; i < interpreted.harts.size(); i++) {
				Hart one = interpreted.harts.get(i);
				Hart other = translated.harts.get(i);
				String before = "seed " + seed + ", hart " + i + ", after " + one.retired() + " instructions and " + budget + " more from 0x"
						+ Long.toHexString(one.pc());
				HartStop stop = one.run(budget);
				assertEquals(stop, other.run(budget), before);
				assertSame(one, other, before);
				if (stop instanceof HartStop.WaitForInterrupt && interpreted.harts.stream().allMatch(Hart::waitingForInterrupt)) {
					assertEquals(interpreted.clock.skipToNextEvent(), translated.clock.skipToNextEvent(), before);
				}
			}
			done += budget;
		}
		assertEquals(interpreted.verdict(), translated.verdict(), "verdict, seed " + seed);
		assertArrayEquals(interpreted.outputBytes(), translated.outputBytes(), "output, seed " + seed);
		assertEquals(checksum(interpreted), checksum(translated), "memory, seed " + seed);
		return done;
	}

	private static void assertSame(Hart one, Hart other, String when) throws IOException {
		assertEquals("0x" + Long.toHexString(one.pc()), "0x" + Long.toHexString(other.pc()), "pc, " + when);
		assertEquals(one.retired(), other.retired(), "retired, " + when);
		assertEquals(one.clock().instructions(), other.clock().instructions(), "clock, " + when);
		for (int i = 0; i < 32; i++) {
			assertEquals(one.x(i), other.x(i), "x" + i + ", " + when);
			assertEquals(one.f(i), other.f(i), "f" + i + ", " + when);
		}
		for (int csr : new int[] {0x300, 0x341, 0x342, 0x343, 0x344, 0x141, 0x142, 0x143, 0x180, 0x003}) {
			assertEquals(one.peekCsr(csr), other.peekCsr(csr), "CSR 0x" + Integer.toHexString(csr) + ", " + when);
		}
		assertArrayEquals(saved(one), saved(other), "saved state, " + when);
	}

	private static byte[] saved(Hart hart) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		hart.save(new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

	private static long checksum(TestBoard board) {
		CRC32 crc = new CRC32();
		byte[] page = new byte[1 << 16];
		for (long at = 0; at < board.ram.size(); at += page.length) {
			board.bus.read(TestBoard.RAM + at, page, 0, page.length);
			crc.update(page);
		}
		return crc.getValue();
	}

	@Override
	public void close() {
		interpreted.close();
		translated.close();
	}
}
