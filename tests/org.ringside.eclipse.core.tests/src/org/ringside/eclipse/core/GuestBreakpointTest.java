/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.breakpoints.BreakpointKind;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.breakpoints.GuestTrapBreakpoint;
import org.ringside.eclipse.core.model.GuestLabels;
import org.ringside.session.ExitCodes;

/** Breakpoints as markers: each kind is hit, kept, disabled, skipped, removed; wrong ones are told in one sentence. */
class GuestBreakpointTest {

	@TempDir
	Path folder;
	private Path image;

	private static IBreakpointManager platform() {
		return DebugPlugin.getDefault().getBreakpointManager();
	}

	@BeforeEach
	void copyExample() throws Exception {
		image = LaunchedGuest.example(folder);
	}

	@AfterEach
	void removeAll() throws CoreException {
		platform().setEnabled(true);
		platform().removeBreakpoints(platform().getBreakpoints(RingsideCore.ID), true);
	}

	@Test
	void anInstructionBreakpointStopsBeforeItsInstruction() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("paging_init");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			assertEquals(guest.vm().session().symbols().require("paging_init").gva(), guest.top().pc());
			assertTrue(guest.top().getName().startsWith("paging_init"), guest.top().getName());
			assertTrue(guest.vcpu().getStackFrames().length >= 2, "kernel_main called it");
			assertEquals(1, breakpoint.hitCount());
		}
	}

	@Test
	void aGuestPhysicalBreakpointStopsWherePagingIsOn() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("gpa:0x" + Long.toHexString(symbol("handle_timer")));
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			assertTrue(guest.vm().lastStop().orElseThrow().facts().root() != 0, "paging is on when the first timer interrupt comes");
		}
	}

	private long symbol(String name) throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			return guest.vm().session().symbols().require(name).gva();
		}
	}

	@Test
	void aSourceLineStops() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("boot.s:20");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			assertEquals(20, guest.top().getLineNumber());
			Object source = guest.top().getLaunch().getSourceLocator().getSourceElement(guest.top());
			LocalFileStorage beside = assertInstanceOf(LocalFileStorage.class, source);
			assertEquals(folder.resolve("boot.s").toRealPath(), beside.getFile().toPath().toRealPath());
		}
	}

	@Test
	void aTrapBreakpointStopsAtTheUsersPageFault() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("trap:store-page-fault from=U to=S");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			assertEquals(15, register(guest, "scause"), "Privileged 4.1.8: 15 is a store/AMO page fault");
			assertTrue(guest.sentence().contains("page fault"), guest.sentence());
			String label = GuestLabels.vcpu(guest.vcpu());
			assertTrue(label.startsWith("vCPU 0 (Suspended: ") && label.contains("page fault"), label);
		}
	}

	@Test
	void aHypercallBreakpointStopsAtSetTimer() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("hypercall:TIME.set_timer");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			assertEquals(0x54494D45, register(guest, "a7"), "the EID of TIME");
			assertEquals(0, register(guest, "a6"));
			assertTrue(guest.sentence().contains("set_timer"), guest.sentence());
		}
	}

	@Test
	void aPageTableWriteBreakpointStopsAtTheFirstMapping() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("table-write effect=map");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(breakpoint);
			assertEquals(BreakpointKind.PAGE_TABLE_WRITE, breakpoint.kind());
			assertTrue(guest.sentence().contains("map"), guest.sentence());
			breakpoint.delete();
			assertEquals(ExitCodes.PASS, resumeToExit(guest), "a removed breakpoint stops nobody");
		}
	}

	private static int resumeToExit(LaunchedGuest guest) throws Exception {
		guest.vm().resume();
		return guest.awaitExit();
	}

	static long register(LaunchedGuest guest, String name) throws Exception {
		return guest.vm().session().registerGroups(0).stream().flatMap(group -> group.registers().stream())
				.filter(register -> register.name().equals(name)).findFirst().orElseThrow().value();
	}

	@Test
	void disabledAndSkippedBreakpointsStopNobody() throws Exception {
		GuestBreakpoint disabled = GuestBreakpoint.add("kernel_main");
		disabled.setEnabled(false);
		GuestBreakpoint enabled = GuestBreakpoint.add("paging_init");
		GuestBreakpoint skipped = GuestBreakpoint.add("idle_loop");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			guest.resumeTo(enabled);
			platform().setEnabled(false);
			assertEquals(ExitCodes.PASS, resumeToExit(guest));
			assertEquals(0, disabled.hitCount());
			assertEquals(0, skipped.hitCount());
		}
	}

	@Test
	void aBreakpointSetWhileTheGuestRunsStopsIt() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			GuestBreakpoint late = GuestBreakpoint.add("judge");
			guest.resumeTo(late);
			late.setEnabled(false);
			late.setText("sbi_shutdown");
			late.setEnabled(true);
			guest.resumeTo(late);
		}
	}

	@Test
	void theTextIsKeptInAMarkerThatPersistsAndReadsBack() throws Exception {
		GuestBreakpoint breakpoint = GuestBreakpoint.add("trap:load-page-fault,store-page-fault from=U hits=3 disabled");
		IMarker marker = breakpoint.getMarker();
		assertFalse(breakpoint.isEnabled(), "the word disabled is the platform's attribute");
		assertTrue(marker.exists());
		assertFalse(marker.getAttribute(IMarker.TRANSIENT, false));
		assertTrue(marker.isSubtypeOf(IBreakpoint.BREAKPOINT_MARKER));
		assertEquals(BreakpointKind.TRAP.markerType(), marker.getType());
		GuestTrapBreakpoint again = new GuestTrapBreakpoint();
		again.setMarker(marker);
		assertEquals(breakpoint.spec(), again.spec());
		assertEquals(3, again.spec().options().hits());
		assertTrue(marker.getAttribute(IMarker.MESSAGE, "").contains(breakpoint.text()));
	}

	@Test
	void anUnknownSymbolIsToldOnceAndTheGuestRunsOn() throws Exception {
		GuestBreakpoint unknown = GuestBreakpoint.add("kernel_mian");
		try (LaunchedGuest guest = LaunchedGuest.debug(image)) {
			assertTrue(unknown.problem().contains("kernel_mian") && unknown.problem().contains("kernel_main"), unknown.problem());
			assertTrue(unknown.label().contains("not set"), unknown.label());
			assertEquals(1, guest.remarks().lines().filter(line -> line.contains("kernel_mian")).count(), guest.remarks());
			unknown.setText("kernel_main");
			guest.resumeTo(unknown);
			assertEquals("", unknown.problem());
		}
	}

	@Test
	void aWrongTextIsRefusedInOneSentence() {
		for (String text : new String[] { "trap:lood-page-fault", "hypercall:TIME.sett", "table-write effect=melt", "", "kernel_main hits=x" }) {
			CoreException thrown = assertThrows(CoreException.class, () -> GuestBreakpoint.add(text), text);
			assertEquals(GuestFault.BREAKPOINT.code(), thrown.getStatus().getCode());
			assertEquals(1, thrown.getStatus().getMessage().lines().count(), thrown.getStatus().getMessage());
		}
		assertEquals(0, platform().getBreakpoints(RingsideCore.ID).length);
	}
}
