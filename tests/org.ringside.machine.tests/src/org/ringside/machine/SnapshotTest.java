/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Csrs;
import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;

/** What is saved and loaded into a fresh machine goes on as the original does. */
class SnapshotTest {

	private static byte[] save(TestBoard board) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		board.ram.save(out);
		board.clock.save(out);
		board.hart().save(out);
		return bytes.toByteArray();
	}

	private static void load(TestBoard board, byte[] bytes) throws IOException {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
		board.ram.load(in);
		board.clock.load(in);
		board.hart().load(in);
		assertEquals(-1, in.read());
	}

	@Test
	void everyRegisterComesBack() throws IOException {
		IsaProfile profile = IsaProfile.RV64GC.with(Extension.SSTC);
		Random random = new Random(1);
		try (TestBoard first = new TestBoard(profile); TestBoard second = new TestBoard(profile)) {
			Hart hart = first.hart();
			Csrs.all().forEach(csr -> hart.pokeCsr(csr.number(), random.nextLong()));
			hart.pokeCsr(MachineCsrs.MSTATUS, 0x7e_79aaL & ~0x1000L);
			for (int i = 0; i < 32; i++) {
				hart.setX(i, random.nextLong());
				hart.setF(i, random.nextLong());
			}
			hart.setMode(PrivilegeMode.S);
			hart.setPc(0x1234);
			byte[] saved = save(first);
			load(second, saved);
			Csrs.all().forEach(csr -> assertEquals(hart.peekCsr(csr.number()), second.hart().peekCsr(csr.number()), csr.name()));
			for (int i = 0; i < 32; i++) {
				assertEquals(hart.x(i), second.hart().x(i));
				assertEquals(hart.f(i), second.hart().f(i));
			}
			assertEquals(PrivilegeMode.S, second.hart().mode());
			assertArrayEquals(saved, save(second));
		}
	}

	@Test
	void aLoadedMachineRunsTheLoadedCode() throws IOException {
		try (TestBoard board = new TestBoard(IsaProfile.RV64IMAC)) {
			board.code(TestBoard.RAM, Encoder.encode(RvI.ADDI, 5, 5, 1), Encoder.encode(RvI.JAL, 0, -4));
			board.hart().run(1001);
			byte[] saved = save(board);
			board.code(TestBoard.RAM, Encoder.encode(RvI.ADDI, 5, 5, 2));
			board.hart().run(500);
			load(board, saved);
			assertEquals(1001, board.hart().retired());
			board.hart().run(1000);
			assertEquals(1001, board.hart().x(5));
			assertEquals(2001 / Clock.INSTRUCTIONS_PER_TICK, board.clock.now());
		}
	}
}
