/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.TableEffect;
import org.ringside.vmm.Technique;
import org.ringside.vmm.VmEvent;

/** Each kind of breakpoint stops where it says, with its sentence, under each technique. */
class BreakpointTest {

	@ParameterizedTest
	@EnumSource(Technique.class)
	void anInstructionStopsBeforeItIsExecuted(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			BreakpointId id = driver.session.breakpoints().add("factorial");
			for (int a0 = 5; a0 >= 0; a0--) {
				StopEvent stop = driver.resume();
				assertEquals(StopKind.BREAKPOINT, stop.kind());
				assertEquals(List.of(id), stop.breakpoints());
				assertEquals("Breakpoint #1 at factorial in S-mode", stop.sentence());
				assertEquals(a0, driver.session.vcpu(0).x()[10]);
			}
			assertEquals(6, driver.session.breakpoints().hitCount(id));
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aSymbolOfTheUpperHalfIsHitBeforePagingIsOnAndAfter(Technique technique) throws Exception {
		try (Driver driver = Driver.own("highhalf", technique)) {
			driver.session.breakpoints().add("early");
			driver.session.breakpoints().add("late");
			StopEvent early = driver.resume();
			assertEquals(0x8020_0000L, early.facts().pc() & -4096L);
			assertEquals(0, early.facts().root(), "translation is off");
			assertEquals("early", early.facts().symbol());
			StopEvent late = driver.resume();
			assertEquals(0xffff_ffff_8020_0000L, late.facts().pc() & -4096L);
			assertTrue(late.facts().root() != 0);
			assertEquals("late", late.facts().symbol());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aPhysicalAddressIsHitThroughAnyMappingAndASymbolNotByAUserAlias(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			long gpa = driver.session.symbols().require("user_main").gva();
			BreakpointId bySymbol = driver.session.breakpoints().add("user_main");
			BreakpointId byFrame = driver.session.breakpoints().add("gpa:" + Words.hex(gpa));
			StopEvent stop = driver.resume();
			assertEquals(List.of(byFrame), stop.breakpoints());
			assertEquals(gpa + 0x4000_0000L, stop.facts().pc());
			assertEquals(PrivilegeMode.U, stop.facts().mode());
			assertEquals(0, driver.session.breakpoints().hitCount(bySymbol));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aTrapStopsAtItsHandlerAndOnItsReturn(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			BreakpointId timer = driver.session.breakpoints().add("trap:supervisor-timer");
			driver.session.breakpoints().add("trap:ecall from=U to=S");
			driver.session.breakpoints().add("trap:load-page-fault on=return");
			driver.session.breakpoints().add("trap:store-page-fault");
			StopEvent interrupt = driver.resume();
			assertEquals(List.of(timer), interrupt.breakpoints());
			assertEquals("Interrupt: supervisor timer interrupt, in S-mode at slept, taken to S-mode at trap_entry",
					interrupt.sentence());
			assertEquals("trap_entry", driver.place());
			StopEvent call = driver.resume();
			assertEquals("Trap: environment call from U-mode or VU-mode, in U-mode at "
					+ driver.session.symbols().describe(call.event().orElseThrow().place().pc()) + ", taken to S-mode at trap_entry",
					call.sentence());
			StopEvent back = driver.resume();
			assertInstanceOf(VmEvent.TrapReturn.class, back.event().orElseThrow());
			assertEquals(driver.session.symbols().require("user_touch").gva() + 0x4000_0000L, back.facts().pc());
			assertEquals(PrivilegeMode.U, back.facts().mode());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aHypercallStopsAtTheCallAndAtItsAnswer(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("hypercall:BASE.get_spec_version");
			driver.session.breakpoints().add("hypercall:BASE on=return");
			StopEvent call = driver.resume();
			assertEquals("own_ecall", driver.place());
			assertTrue(call.sentence().startsWith("Hypercall: base.get_spec_version"), call.sentence());
			assertTrue(call.sentence().endsWith("from S-mode at own_ecall"), call.sentence());
			StopEvent answer = driver.resume();
			assertEquals("after_ecall", driver.place());
			VmEvent.HypercallReturn event = (VmEvent.HypercallReturn) answer.event().orElseThrow();
			assertEquals(0, event.error());
			assertEquals(event.value(), driver.session.vcpu(0).x()[11], "a1 holds the version");
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aPageTableWriteStopsBehindTheStoreAndTellsTheMapping(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("table-write:0x40001000 effect=map");
			StopEvent stop = driver.resume();
			long root = driver.session.symbols().require("root").gva();
			assertEquals("Page-table write: level 2 entry at gPA " + Words.hex(root + 8)
					+ " maps gVA 0x40000000-0x7fffffff → gPA 0x80000000 rwxu (was invalid), written at the_store", stop.sentence());
			assertEquals(driver.session.symbols().require("the_store").gva() + 4, stop.facts().pc());
			assertEquals(root, stop.facts().root());
			VmEvent.PageTableWrite write = (VmEvent.PageTableWrite) stop.event().orElseThrow();
			assertEquals(TableEffect.MAP, write.effect());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void tableWritesAreFilteredByRangeEffectAndLevel(Technique technique) throws Exception {
		for (String without : List.of("table-write:0x3fffffff", "table-write effect=unmap", "table-write level=0",
				"table-write mode=U", "table-write asid=3")) {
			try (Driver driver = Driver.own("stepping", technique)) {
				driver.session.breakpoints().add(without);
				assertEquals(StopKind.GUEST_EXIT, driver.resume().kind(), without);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theTechniquesStopAtTheSameEvents(Technique technique) throws Exception {
		assertEquals(stopsOfTableWrites(Technique.BARE), stopsOfTableWrites(technique));
	}

	private static List<String> stopsOfTableWrites(Technique technique) throws Exception {
		List<String> told = new ArrayList<>();
		try (Driver driver = Driver.shared("s-table-write", technique)) {
			driver.session.breakpoints().add("table-write action=stop");
			StopEvent stop = driver.resume();
			for (int i = 0; i < 200 && stop.kind() == StopKind.BREAKPOINT; i++) {
				told.add(stop.facts().instructions() + " " + stop.sentence());
				stop = driver.resume();
			}
			assertEquals(200, told.size());
		}
		return told;
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void anEventCountsAtThePlaceThatIsAskedFor(Technique technique) throws Exception {
		long pc;
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("trap:ecall from=U to=S");
			pc = driver.resume().event().orElseThrow().place().pc();
		}
		try (Driver driver = Driver.own("stepping", technique)) {
			BreakpointId all = driver.session.breakpoints().add("trap action=count");
			BreakpointId here = driver.session.breakpoints().add("trap:ecall action=count at=0x" + Long.toHexString(pc));
			BreakpointId beside = driver.session.breakpoints().add("trap action=count at=pc:0x" + Long.toHexString(pc + 4));
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertEquals(1, driver.session.breakpoints().hitCount(here));
			assertEquals(0, driver.session.breakpoints().hitCount(beside));
			assertTrue(driver.session.breakpoints().hitCount(all) > 1);
		}
	}

	@Test
	void aPlaceOfAnEventMayBeASymbolOrALineAndMustExist() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			BreakpointId id = driver.session.breakpoints().add("trap at=user_touch+0x4");
			assertEquals("trap at user_touch+0x4", driver.session.breakpoints().status(id).orElseThrow().binding());
			assertEquals("trap at=user_touch+0x4", driver.session.breakpoints().status(id).orElseThrow().spec().text());
			assertThrows(SessionException.class, () -> driver.session.breakpoints().add("trap at=nowhere"));
			assertThrows(SessionException.class, () -> driver.session.breakpoints().add("trap at=gpa:0x80200000"));
			assertThrows(SessionException.class, () -> driver.session.breakpoints().add("user_touch at=user_touch"));
		}
	}

	@Test
	void hitCountOnceLogAndCountDoWhatTheySay() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			BreakpointId third = driver.session.breakpoints().add("factorial hits=3 once");
			BreakpointId log = driver.session.breakpoints().add("factorial action=log");
			BreakpointId count = driver.session.breakpoints().add("trap:ecall action=count");
			BreakpointId off = driver.session.breakpoints().add("_start+4 disabled");
			StopEvent stop = driver.resume();
			assertEquals(List.of(third), stop.breakpoints());
			assertEquals(3, driver.session.vcpu(0).x()[10]);
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertEquals(6, driver.logged.size());
			assertEquals(List.of(log), driver.logged.poll().breakpoints());
			assertEquals(2, driver.session.breakpoints().hitCount(count));
			assertEquals(0, driver.session.breakpoints().hitCount(off));
			assertFalse(driver.session.breakpoints().status(third).orElseThrow().enabled());
		}
	}

	@Test
	void aRestartBringsBackOneShotsAndLeavesOffWhatWasSwitchedOff() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			Breakpoints breakpoints = driver.session.breakpoints();
			BreakpointId once = breakpoints.add("factorial once");
			BreakpointId off = breakpoints.add("recurse");
			driver.resume();
			breakpoints.setEnabled(off, false);
			assertFalse(breakpoints.status(once).orElseThrow().enabled());
			driver.session.restart();
			driver.await();
			driver.await();
			assertTrue(breakpoints.status(once).orElseThrow().enabled());
			assertEquals(List.of(once), driver.resume().breakpoints());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@Test
	void breakpointsAreTakenAwayAndSwitchedOff() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.TRAP_AND_EMULATE)) {
			Breakpoints breakpoints = driver.session.breakpoints();
			BreakpointId gone = breakpoints.add("recurse");
			BreakpointId off = breakpoints.add("hypercall");
			BreakpointId moved = breakpoints.add("set_timer");
			driver.resume();
			breakpoints.remove(gone);
			breakpoints.setEnabled(off, false);
			breakpoints.replace(moved, BreakpointSpec.parse("map_on_demand"));
			assertEquals(List.of(moved), driver.resume().breakpoints());
			assertEquals("map_on_demand", driver.place());
			assertTrue(breakpoints.status(gone).isEmpty());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aRunningGuestNoticesANewBreakpoint(Technique technique) throws Exception {
		try (Driver driver = Driver.own("spin", technique)) {
			driver.session.resume();
			BreakpointId id = driver.session.breakpoints().add("round");
			assertEquals(List.of(id), driver.await().breakpoints());
		}
	}

	@Test
	void aLineBindsToItsFirstInstruction() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			SourceLocation line = driver.session.source(driver.session.symbols().require("own_ecall").gva()).orElseThrow();
			driver.session.breakpoints().add("stepping.s:" + line.line());
			driver.resume();
			assertEquals("own_ecall", driver.place());
		}
	}

	@Test
	void anUnknownPlaceIsRefusedWithWhatIsNear() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			Breakpoints breakpoints = driver.session.breakpoints();
			assertEquals("There is no symbol factoral in stepping.elf. Did you mean factorial?",
					assertThrows(SessionException.class, () -> breakpoints.add("factoral")).getMessage());
			assertTrue(assertThrows(SessionException.class, () -> breakpoints.add("steping.s:3")).getMessage()
					.contains("Did you mean stepping.s?"));
			assertTrue(assertThrows(SessionException.class, () -> breakpoints.add("stepping.s:99999")).getMessage()
					.contains("no code at or after line 99999"));
			assertEquals(List.of(), breakpoints.all());
		}
	}

	@Test
	void aBindingTellsBothAddresses() throws Exception {
		try (Driver driver = Driver.own("highhalf", Technique.BARE)) {
			BreakpointId id = driver.session.breakpoints().add("late");
			long late = driver.session.symbols().require("late").gva();
			assertEquals("gVA " + Words.hex(late) + " and gPA " + Words.hex(late & 0xffff_ffffL) + " (late)",
					driver.session.breakpoints().status(id).orElseThrow().binding());
		}
	}
}
