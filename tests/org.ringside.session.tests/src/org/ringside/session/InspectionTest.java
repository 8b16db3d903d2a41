/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.machine.Access;
import org.ringside.machine.Walk;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.Technique;

/** What a suspended guest is asked is answered truly, and what is changed takes effect. */
class InspectionTest {

	@ParameterizedTest
	@EnumSource(Technique.class)
	void registersAreThoseOfTheGuest(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			runToUser(driver, "user_touch");
			List<RegisterGroup> groups = driver.session.registerGroups(0);
			assertEquals(0x4000_0000L, find(groups, "t0").value());
			assertEquals(driver.session.vcpu(0).pc(), find(groups, "pc").value());
			assertEquals(0, find(groups, "mode").value());
			Register satp = find(groups, "satp");
			assertEquals("Sv39", field(satp, "MODE").meaning());
			assertEquals(driver.session.symbols().require("root").gva() >>> 12, field(satp, "PPN").value());
			assertEquals(driver.session.symbols().require("trap_entry").gva(), find(groups, "stvec").value());
			assertEquals(8, find(groups, "scause").value(), "the last trap was the system call");
			assertFalse(find(groups, "zero").writable());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aWrittenRegisterIsUsedByTheGuest(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("factorial once");
			driver.resume();
			driver.session.writeRegister(0, "a0", 3);
			driver.runTo("before_ecall");
			assertEquals(6, driver.session.vcpu(0).x()[10]);
			driver.session.writeRegister(0, "pc", driver.session.symbols().require("finish_fail").gva());
			driver.session.writeRegister(0, "sscratch", 0x1234);
			assertEquals(0x1234, find(driver.session.registerGroups(0), "sscratch").value());
			driver.resume();
			assertFalse(driver.session.verdict().orElseThrow().passed());
		}
	}

	@Test
	void anImpossibleRegisterIsRefused() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			assertTrue(refusal(() -> driver.session.writeRegister(0, "zero", 1)).contains("always holds 0"));
			assertTrue(refusal(() -> driver.session.writeRegister(0, "sstats", 1)).contains("Did you mean sstatus?"));
			assertTrue(refusal(() -> driver.session.writeRegister(0, "pc", 3)).contains("even"));
			assertTrue(refusal(() -> driver.session.writeRegister(0, "time", 3)).contains("read-only"));
			assertEquals("There is no vCPU 1; the VM stepping.elf has only vCPU 0.", refusal(() -> driver.session.vcpu(1)));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void memoryIsTheSameThroughEverySpace(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			runToUser(driver, "user_ecall");
			long gva = driver.session.vcpu(0).pc();
			byte[] ecall = {0x73, 0, 0, 0};
			assertArrayEquals(ecall, driver.session.readMemory(AddressSpaceKind.GVA, 0, gva, 4).bytes());
			assertArrayEquals(ecall, driver.session.readMemory(AddressSpaceKind.GPA, 0, gva - 0x4000_0000L, 4).bytes());
			MemoryBytes unmapped = driver.session.readMemory(AddressSpaceKind.GVA, 0, 0x4000_0000L, 16);
			assertFalse(unmapped.complete());
			assertFalse(unmapped.readable(0), "not mapped before the first touch");
			assertFalse(driver.session.readMemory(AddressSpaceKind.GPA, 0, 0x1000_0000L, 1).readable(0), "the serial port");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void writtenCodeIsExecuted(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.runTo("before_ecall");
			long gva = driver.session.symbols().require("own_ecall").gva();
			driver.session.writeMemory(AddressSpaceKind.GVA, 0, gva, new byte[] {0x13, 0x05, (byte) 0xb0, 0x02});
			driver.runTo("after_ecall");
			assertEquals(43, driver.session.vcpu(0).x()[10], "li a0, 43 in the place of the ecall");
			assertTrue(refusal(() -> driver.session.writeMemory(AddressSpaceKind.GPA, 0, 0x8_0000_0000L, new byte[1]))
					.contains("cannot be written"));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theStackIsUnwoundThroughRecursionAndTraps(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("recurse hits=3 once");
			driver.resume();
			assertEquals(List.of("recurse", "recursed", "recursed", "_start+0x1c"), symbols(driver));
			driver.runTo("map_on_demand");
			List<Frame> frames = driver.session.stack(0);
			assertEquals(List.of("map_on_demand", "handled"), symbols(driver).subList(0, 2));
			assertEquals("trapped: load page fault", frames.get(2).note());
			assertEquals(driver.session.symbols().require("user_touch").gva() + 0x4000_0000L, frames.get(2).pc());
		}
	}

	private static List<String> symbols(Driver driver) throws SessionException {
		return driver.session.stack(0).stream().map(Frame::symbol).collect(Collectors.toList());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void disassemblyNamesPlacesAndPrivilege(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			long gva = driver.session.symbols().require("to_user").gva();
			List<DisassembledLine> lines = driver.session.disassemble(0, gva, 2, 3);
			assertEquals(5, lines.size());
			DisassembledLine sret = lines.get(2);
			assertEquals(gva, sret.gva());
			assertEquals("sret", sret.text());
			assertEquals("to_user", sret.symbol());
			assertTrue(sret.privileged() && sret.sensitive());
			assertEquals("factorial", lines.get(3).symbol());
			assertFalse(lines.get(3).privileged());
			assertEquals("(not readable)", driver.session.disassemble(0, 0x7000_0000L, 1).get(0).text());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aFaultIsExplainedByTheWalk(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("trap:load-page-fault");
			driver.resume();
			FaultExplanation why = driver.session.explainFault(0);
			assertTrue(why.sentence().startsWith("load page fault in U-mode at "), why.sentence());
			assertTrue(why.sentence().contains("could not read gVA 0x40000000: level 2 entry at gPA "
					+ Words.hex(driver.session.symbols().require("root").gva() + 8) + " is not valid"), why.sentence());
			Walk walk = why.walk().orElseThrow();
			assertEquals(1, walk.steps().size());
			assertEquals(driver.session.symbols().require("root").gva() + 8, walk.steps().get(0).address());
			assertFalse(walk.allowed());
			driver.runTo("handled");
			assertTrue(driver.session.explainFault(0).sentence().contains("by now the tables allow the access"));
			assertTrue(driver.session.explain(0, 0x8020_0000L, Access.READ).allowed());
		}
	}

	/** Registers tell of the last exception where the trace does not record traps. */
	@ParameterizedTest
	@EnumSource(Technique.class)
	void aFaultIsExplainedWithoutATrace(Technique technique) throws Exception {
		String traced;
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("trap:load-page-fault");
			driver.resume();
			traced = driver.session.explainFault(0).sentence();
		}
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.setTraced(Set.of());
			assertTrue(driver.session.explainFault(0).sentence().contains("no exception"));
			driver.session.breakpoints().add("trap:load-page-fault");
			driver.resume();
			assertEquals(0, driver.session.trace().count());
			assertEquals(traced, driver.session.explainFault(0).sentence());
		}
	}

	@Test
	void shadowMappingsAreMarkedWhereTheyChanged() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.TRAP_AND_EMULATE)) {
			runToUser(driver, "user_touch");
			ShadowView before = driver.session.shadowMappings(0);
			assertTrue(before.rows().stream().allMatch(row -> row.mark() == ChangeMark.UNCHANGED));
			assertTrue(before.rows().stream().noneMatch(row -> row.mapping().gva() == 0x4000_0000L));
			driver.step(StepKind.OVER);
			ShadowView after = driver.session.shadowMappings(0);
			assertTrue(after.rows().stream().anyMatch(row -> row.mapping().gva() == 0x4000_0000L && row.mark() == ChangeMark.NEW));
			assertTrue(after.statistics().fills() > before.statistics().fills());
			assertEquals(after.rows(), driver.session.shadowMappings(0).rows(), "looking twice at one stop changes nothing");
			driver.step(StepKind.INTO);
			assertTrue(driver.session.shadowMappings(0).rows().stream().allMatch(row -> row.mark() == ChangeMark.UNCHANGED));
		}
	}

	@Test
	void bareHasNoShadow() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			ShadowView view = driver.session.shadowMappings(0);
			assertEquals(List.of(), view.rows());
			assertTrue(view.note().contains("no shadow"));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theTraceKeepsTheLastEventsAndCountsAll(Technique technique) throws Exception {
		GuestLaunch launch = GuestLaunch.of(java.nio.file.Path.of("guests", "stepping.elf")).technique(technique)
				.traced(EnumSet.allOf(EventKind.class)).traceCapacity(5).build();
		try (Driver driver = new Driver(launch)) {
			driver.resume();
			EventTrace trace = driver.session.trace();
			assertEquals(5, trace.snapshot().size());
			assertEquals(trace.count(), trace.totals().values().stream().mapToLong(Long::longValue).sum());
			assertEquals(4, trace.totals().get(EventKind.TRAP_TAKEN), "timer, two system calls, a page fault");
			assertEquals(4, trace.totals().get(EventKind.TRAP_RETURN), "one enters U-mode for the first time, "
					+ "and the last system call ends the guest");
			assertEquals(2, trace.since(trace.count() - 2).size());
		}
	}

	private interface Refused {
		void run() throws SessionException;
	}

	private static String refusal(Refused refused) {
		return assertThrows(SessionException.class, refused::run).getMessage();
	}

	private static void runToUser(Driver driver, String symbol) throws Exception {
		driver.session.runTo(driver.session.symbols().require(symbol).gva() + 0x4000_0000L);
		assertEquals(StopKind.RUN_TO, driver.await().kind());
	}

	private static Register find(List<RegisterGroup> groups, String name) {
		return groups.stream().flatMap(group -> group.registers().stream()).filter(register -> register.name().equals(name))
				.findFirst().orElseThrow();
	}

	private static RegisterField field(Register register, String name) {
		return register.fields().stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
	}
}
