/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.eclipse.core.model.GuestStepping;
import org.ringside.eclipse.core.model.VcpuThread;
import org.ringside.session.AddressSpaceKind;
import org.ringside.session.StepGranularity;

/** Steps and runs, with the debug events that views live on. The addresses are those that GNU objdump gives for the example. */
class GuestSteppingTest {

	private static final long START = 0x80200000L;

	@TempDir
	Path folder;
	private Path image;

	@BeforeEach
	void copyExample() throws Exception {
		image = LaunchedGuest.example(folder);
	}

	@AfterEach
	void removeAll() throws CoreException {
		GuestStepping.setGranularity(StepGranularity.INSTRUCTION);
		var platform = DebugPlugin.getDefault().getBreakpointManager();
		platform.removeBreakpoints(platform.getBreakpoints(RingsideCore.ID), true);
	}

	@Test
	void stepsGoInstructionByInstruction() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			assertEquals(START, guest.top().pc());
			for (int step = 1; step <= 4; step++) {
				guest.top().stepInto();
				DebugEvent resume = guest.await(DebugEvent.RESUME, VcpuThread.class);
				assertEquals(DebugEvent.STEP_INTO, resume.getDetail());
				guest.awaitSuspend(DebugEvent.STEP_END);
				assertEquals(START + 4 * step, guest.top().pc());
			}
		}
	}

	@Test
	void stepOverACallComesBackAndStepReturnLeavesIt() throws Exception {
		GuestBreakpoint atMain = GuestBreakpoint.add("kernel_main");
		GuestBreakpoint atFrames = GuestBreakpoint.add("frames_init");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(atMain);
			GuestStackFrame main = guest.top();
			guest.resumeTo(atFrames);
			assertEquals("frames_init", function(guest.top()));
			guest.vcpu().stepReturn();
			guest.awaitSuspend(DebugEvent.STEP_END);
			assertEquals("kernel_main", function(guest.top()));
			assertSame(main, guest.top(), "the element of a frame lives as long as the frame, so that views keep their state");
			// Back from frames_init, the next instructions are those of `call paging_init`.
			long before = guest.top().pc();
			for (int i = 0; i < 3 && guest.top().pc() < before + 8; i++) {
				guest.vcpu().stepOver();
				guest.awaitSuspend(DebugEvent.STEP_END);
				assertEquals("kernel_main", function(guest.top()));
			}
			assertTrue(guest.vm().lastStop().orElseThrow().facts().root() != 0, "paging_init has run");
		}
	}

	@Test
	void aStepOfALineLeavesTheLine() throws Exception {
		GuestStepping.setGranularity(StepGranularity.LINE);
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			int line = guest.top().getLineNumber();
			assertEquals(9, line);
			for (int expected : new int[] { 10, 12, 13 }) {
				guest.vcpu().stepOver();
				guest.awaitSuspend(DebugEvent.STEP_END);
				assertEquals(expected, guest.top().getLineNumber());
			}
		}
	}

	@Test
	void runToAnAddressStopsThere() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			long there = guest.vm().session().symbols().require("kernel_main").gva();
			guest.vm().runTo(there);
			guest.await(DebugEvent.SUSPEND, VcpuThread.class);
			assertEquals(there, guest.top().pc());
		}
	}

	@Test
	void aRunningGuestHasNoFramesAndRefusesSteps() throws Exception {
		GuestBreakpoint spin = GuestBreakpoint.add("idle_loop action=count");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			endless(guest);
			guest.vm().resume();
			assertTrue(guest.vm().canSuspend());
			assertEquals(0, guest.vcpu().getStackFrames().length);
			DebugException refused = assertThrows(DebugException.class, () -> guest.vcpu().stepInto());
			assertEquals(GuestFault.NOT_SUSPENDED.code(), refused.getStatus().getCode());
			guest.vcpu().suspend();
			guest.awaitSuspend(DebugEvent.CLIENT_REQUEST);
			assertEquals(START, guest.top().pc());
			assertEquals(0, spin.hitCount());
		}
	}

	/** Makes the first instruction a jump to itself: {@code jal x0, 0} is 0x0000006f. */
	static void endless(LaunchedGuest guest) throws Exception {
		guest.vm().session().writeMemory(AddressSpaceKind.GPA, 0, START, new byte[] { 0x6f, 0, 0, 0 });
	}

	private static String function(GuestStackFrame frame) {
		return frame.frame().symbol().replaceAll("\\+.*", "");
	}
}
