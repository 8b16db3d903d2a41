/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.session.AddressSpaceKind;
import org.ringside.session.ShadowRow;
import org.ringside.vmm.ShadowMapping;

/** Memory blocks over the three address spaces. */
class GuestMemoryTest {

	/** The first instruction of the example, {@code csrw sie, zero}, as GNU objdump shows it: 10401073. */
	private static final byte[] FIRST = { 0x73, 0x10, 0x40, 0x10 };

	@TempDir
	Path folder;
	private Path image;

	@BeforeEach
	void copyExample() throws Exception {
		image = LaunchedGuest.example(folder);
	}

	@AfterEach
	void removeAll() throws CoreException {
		var platform = DebugPlugin.getDefault().getBreakpointManager();
		platform.removeBreakpoints(platform.getBreakpoints(RingsideCore.ID), true);
	}

	@Test
	void theSameInstructionIsReadThroughAllThreeSpaces() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			assertArrayEquals(FIRST, bytes(block(guest, "_start"), 4));
			assertArrayEquals(FIRST, bytes(block(guest, "gva:0x80200000"), 4));
			assertArrayEquals(FIRST, bytes(block(guest, "gpa:_start"), 4));
			assertArrayEquals(FIRST, bytes(block(guest, "gva:$pc + 4 - 4"), 4));
			assertEquals("gva:_start", block(guest, "_start").getExpression());
		}
	}

	@Test
	void machineMemoryHoldsWhatTheShadowTablesMap() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("handle_timer");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			ShadowMapping mapping = guest.vm().session().shadowMappings(0).rows().stream().map(ShadowRow::mapping)
					.filter(row -> row.state() == ShadowMapping.State.PRESENT).findFirst().orElseThrow();
			byte[] physical = bytes(block(guest, "gpa:0x" + Long.toHexString(mapping.gpa())), 64);
			byte[] machine = bytes(block(guest, "hpa:0x" + Long.toHexString(mapping.hpa())), 64);
			assertArrayEquals(physical, machine, mapping.toString());
		}
	}

	@Test
	void changesSinceTheLastStopAreMarked() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("handle_timer");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			IMemoryBlockExtension ticks = block(guest, "gpa:ticks");
			MemoryByte first = ticks.getBytesFromOffset(BigInteger.ZERO, 8)[0];
			assertTrue(first.isReadable() && first.isWritable() && !first.isBigEndian());
			assertFalse(first.isHistoryKnown());
			guest.resumeTo(breakpoint);
			ticks.getBytesFromOffset(BigInteger.ZERO, 8);
			guest.resumeTo(breakpoint);
			MemoryByte[] later = ticks.getBytesFromOffset(BigInteger.ZERO, 8);
			assertTrue(later[0].isHistoryKnown() && later[0].isChanged(), "each timer interrupt counts");
			assertTrue(later[7].isHistoryKnown() && !later[7].isChanged());
		}
	}

	@Test
	void holesAndDevicesAreMarkedUnreadable() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			for (String hole : new String[] { "gpa:0x10000000", "gpa:0x40", "gpa:0xffffffffffffffff" }) {
				MemoryByte[] bytes = block(guest, hole).getBytesFromOffset(BigInteger.ZERO, 16);
				assertEquals(16, bytes.length);
				for (MemoryByte each : bytes) {
					assertFalse(each.isReadable(), hole);
				}
			}
		}
	}

	@Test
	void memoryIsEdited() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			IMemoryBlockExtension block = block(guest, "gva:bss_start");
			assertTrue(block.supportsValueModification());
			block.setValue(BigInteger.TWO, new byte[] { 1, 2, 3 });
			guest.await(DebugEvent.CHANGE, Object.class);
			assertArrayEquals(new byte[] { 0, 0, 1, 2, 3, 0 }, bytes(block(guest, "gpa:bss_start"), 6));
		}
	}

	@Test
	void aWrongExpressionIsRefusedInOneSentence() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			assertRefused(guest, "gxa:0", "gxa");
			assertRefused(guest, "kernel_mian", "kernel_main");
			assertRefused(guest, "$zz", "$zz");
			assertRefused(guest, "gva:", "missing");
			assertRefused(guest, "0x1 2", "0x1 2");
			assertRefused(guest, "hpa:kernel_main", "Shadow Mappings");
		}
	}

	private static void assertRefused(LaunchedGuest guest, String expression, String word) {
		DebugException refused = assertThrows(DebugException.class, () -> block(guest, expression));
		String sentence = refused.getStatus().getMessage();
		assertEquals(GuestFault.EXPRESSION.code(), refused.getStatus().getCode(), sentence);
		assertEquals(1, sentence.lines().count());
		assertTrue(sentence.contains(word), sentence);
	}

	private static IMemoryBlockExtension block(LaunchedGuest guest, String expression) throws DebugException {
		return guest.vm().getExtendedMemoryBlock(expression, guest.vcpu());
	}

	private static byte[] bytes(IMemoryBlockExtension block, int length) throws DebugException {
		MemoryByte[] read = block.getBytesFromAddress(block.getBigBaseAddress(), length);
		byte[] bytes = new byte[read.length];
		for (int i = 0; i < bytes.length; i++) {
			assertTrue(read[i].isReadable(), block + " + " + i);
			bytes[i] = read[i].getValue();
		}
		return bytes;
	}
}
