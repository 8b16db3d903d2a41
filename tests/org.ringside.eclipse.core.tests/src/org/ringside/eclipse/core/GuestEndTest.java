/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IStreamsProxy2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestProcess;
import org.ringside.session.ExitCodes;
import org.ringside.session.SessionState;

/** Terminating in every state, and several VMs at once. */
class GuestEndTest {

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
	void aRunningGuestIsTerminatedInTheMiddle() throws Exception {
		LaunchedGuest guest = LaunchedGuest.debug(image);
		try (guest) {
			GuestSteppingTest.endless(guest);
			guest.vm().resume();
			guest.vm().terminate();
			guest.await(DebugEvent.TERMINATE, GuestDebugTarget.class);
		}
		assertTrue(guest.vm().isTerminated());
		assertEquals(SessionState.TERMINATED, guest.vm().session().state());
		assertEquals(ExitCodes.TERMINATED, guest.process().getExitValue());
		assertEquals(0, guest.vm().getThreads().length);
		assertFalse(guest.vm().canResume() || guest.vm().canSuspend() || guest.vm().canTerminate());
	}

	@Test
	void aSuspendedGuestIsTerminatedAndTakesNoMoreInput() throws Exception {
		LaunchedGuest guest = LaunchedGuest.debug(image);
		guest.close();
		assertTrue(guest.vm().isTerminated() && guest.process().isTerminated());
		assertThrows(IOException.class, () -> ((IStreamsProxy2) guest.process().getStreamsProxy()).write("late\n"));
	}

	@Test
	void theEndOfTheBundleEndsAGuestThatRuns() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			GuestSteppingTest.endless(guest);
			guest.vm().resume();
			RingsideCore.closeAll();
			assertEquals(SessionState.TERMINATED, guest.vm().session().state());
		}
	}

	@Test
	void twoMachinesRunAtOnceAndStopApart() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("paging_init");
		try (LaunchedGuest one = LaunchedGuest.debug(image);
				LaunchedGuest other = LaunchedGuest.debug(image, Map.of(GuestLaunchAttributes.TECHNIQUE, "bare"))) {
			one.resumeTo(breakpoint);
			assertTrue(other.vm().isSuspended());
			assertEquals(0x80200000L, other.top().pc(), "the other VM has not moved");
			other.resumeTo(breakpoint);
			breakpoint.setEnabled(false);
			one.vm().resume();
			other.vm().resume();
			assertEquals(ExitCodes.PASS, one.awaitExit());
			assertEquals(ExitCodes.PASS, other.awaitExit());
			assertEquals(one.output(), other.output());
		}
	}

	@Test
	void aGuestThatEndsByItselfSaysItsVerdict() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image, Map.of(GuestLaunchAttributes.STOP_AT_ENTRY, true))) {
			guest.vm().resume();
			guest.await(DebugEvent.TERMINATE, GuestProcess.class);
			assertEquals(ExitCodes.PASS, guest.process().getExitValue());
			assertTrue(guest.remarks().startsWith("Ringside: "), guest.remarks());
			assertTrue(guest.vm().session().verdict().orElseThrow().passed());
		}
	}
}
