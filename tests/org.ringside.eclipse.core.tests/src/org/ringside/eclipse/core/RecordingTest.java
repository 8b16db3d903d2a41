/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.session.EventTrace;
import org.ringside.vmm.EventKind;

/** What guests record is one choice: cheap events unless the user says otherwise, at once and for guests that start later. */
class RecordingTest {

	@TempDir
	Path folder;

	@AfterEach
	void forget() throws Exception {
		InstanceScope.INSTANCE.getNode(RingsideCore.ID).remove("recorded");
		IBreakpointManager platform = DebugPlugin.getDefault().getBreakpointManager();
		platform.removeBreakpoints(platform.getBreakpoints(RingsideCore.ID), true);
	}

	@Test
	void everyKindOfEventBelongsToOneChoice() {
		for (EventKind kind : EventKind.values()) {
			assertEquals(1, Arrays.stream(Recording.values()).filter(one -> !one.isIn(EnumSet.complementOf(EnumSet.of(kind)))).count(), kind + " is in one");
		}
		assertEquals(EnumSet.of(Recording.RETURNS, Recording.TABLE_WRITES, Recording.MONITOR), EnumSet.copyOf(Arrays.stream(Recording.values()).filter(Recording::isCostly).toList()));
	}

	@Test
	void whatIsCheapIsRecordedUntilTheUserChooses() throws Exception {
		assertEquals(EnumSet.of(Recording.TRAPS, Recording.HYPERCALLS), Recording.chosen());
		Path image = LaunchedGuest.example(folder);
		GuestBreakpoint breakpoint = GuestBreakpoint.add("trap:store-page-fault from=U to=S");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			EventTrace trace = guest.vm().session().trace();
			assertEquals(EventTrace.USUAL, trace.kinds());
			guest.resumeTo(breakpoint);
			assertTrue(trace.totals().get(EventKind.TRAP_TAKEN) > 0);
			assertEquals(0, trace.totals().get(EventKind.PAGE_TABLE_WRITE));
			Recording.choose(EnumSet.of(Recording.TABLE_WRITES));
			assertEquals(Set.of(EventKind.PAGE_TABLE_WRITE), trace.kinds());
			assertTrue(Recording.TABLE_WRITES.isIn(trace.kinds()) && !Recording.TRAPS.isIn(trace.kinds()));
		}
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			assertEquals(Set.of(EventKind.PAGE_TABLE_WRITE), guest.vm().session().trace().kinds());
		}
		Recording.choose(EnumSet.noneOf(Recording.class));
		assertEquals(Set.of(), Recording.chosen());
		assertFalse(Recording.HYPERCALLS.isIn(Set.of()));
	}
}
