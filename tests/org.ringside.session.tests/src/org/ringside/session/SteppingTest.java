/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.Technique;

/** Steps end where a person expects them to, whatever the instruction does, and under each technique alike. */
class SteppingTest {

	@ParameterizedTest
	@EnumSource(Technique.class)
	void intoIsOneInstruction(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			assertEquals("_start", driver.place());
			StopEvent stop = driver.step(StepKind.INTO);
			assertEquals(StopKind.STEP, stop.kind());
			assertEquals("_start+0x4", driver.place());
			assertEquals(1, stop.facts().instructions());
			driver.runTo("recurse");
			driver.step(StepKind.INTO);
			assertEquals("factorial", driver.place());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void overACallEndsBehindItAtTheSameDepthOfRecursion(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.runTo("recurse");
			long sp = driver.session.vcpu(0).x()[2];
			driver.step(StepKind.OVER);
			assertEquals("recursed", driver.place());
			assertEquals(sp, driver.session.vcpu(0).x()[2]);
			assertEquals(24, driver.session.vcpu(0).x()[10], "4! was computed by the call stepped over");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void overACallStopsAtABreakpointInside(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.runTo("recurse");
			BreakpointId id = driver.session.breakpoints().add("factorial");
			StopEvent stop = driver.step(StepKind.OVER);
			assertEquals(StopKind.BREAKPOINT, stop.kind());
			assertEquals(java.util.List.of(id), stop.breakpoints());
			assertEquals("factorial", driver.place());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void returnComesBackToTheCaller(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.session.breakpoints().add("recurse hits=3 once");
			driver.resume();
			long sp = driver.session.vcpu(0).x()[2];
			driver.step(StepKind.RETURN);
			assertEquals("recursed", driver.place());
			assertEquals(sp + 16, driver.session.vcpu(0).x()[2]);
			assertEquals(6, driver.session.vcpu(0).x()[10], "the third level computes 3!");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void overAHypercallEndsBehindIt(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.runTo("own_ecall");
			driver.step(StepKind.OVER);
			assertEquals("after_ecall", driver.place());
			assertEquals(0, driver.session.vcpu(0).x()[10], "the call succeeded");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void overWfiEndsBehindItAfterTheInterruptWasHandled(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.runTo("sleep");
			StopEvent stop = driver.step(StepKind.OVER);
			assertEquals(StopKind.STEP, stop.kind());
			assertEquals("slept", driver.place());
			assertTrue(driver.session.trace().snapshot().stream().anyMatch(
					event -> event instanceof org.ringside.vmm.VmEvent.TrapTaken trap && trap.interrupt()));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void intoSretLandsInTheUserProcess(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			driver.runTo("to_user");
			driver.step(StepKind.INTO);
			VcpuSnapshot vcpu = driver.session.vcpu(0);
			assertEquals(PrivilegeMode.U, vcpu.mode());
			assertEquals(driver.session.symbols().require("user_main").gva() + 0x4000_0000L, vcpu.pc());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void overASystemCallRunsItToItsReturn(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			toUser(driver, "user_ecall");
			driver.step(StepKind.OVER);
			assertUser(driver, "user_after");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void intoASystemCallIsTheFirstInstructionOfTheHandler(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			toUser(driver, "user_ecall");
			StopEvent stop = driver.step(StepKind.INTO);
			assertEquals("trap_entry", driver.place());
			assertEquals(PrivilegeMode.S, stop.facts().mode());
			assertTrue(stop.sentence().contains("environment call from U-mode"), stop.sentence());
			driver.step(StepKind.RETURN);
			assertUser(driver, "user_after");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void overALoadThatFaultsRunsTheHandlerAndTheLoad(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			toUser(driver, "user_touch");
			driver.step(StepKind.OVER);
			assertUser(driver, "user_touched");
			assertEquals(1, driver.session.trace().snapshot().stream()
					.filter(event -> event instanceof org.ringside.vmm.VmEvent.TrapTaken trap && trap.cause() == 13).count());
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void everyInstructionCanBeSteppedToTheEnd(Technique technique) throws Exception {
		long expected;
		try (Driver driver = Driver.own("stepping", technique)) {
			expected = driver.resume().facts().instructions();
		}
		try (Driver driver = Driver.own("stepping", technique)) {
			StopEvent stop = driver.step(StepKind.INTO);
			for (int i = 0; i < 2 * expected && stop.kind() == StopKind.STEP; i++) {
				stop = driver.step(StepKind.INTO);
			}
			assertEquals(StopKind.GUEST_EXIT, stop.kind(), stop.sentence());
			assertEquals(expected, stop.facts().instructions(), "a stepped guest executes what a running one does");
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aStepOfALineLeavesTheLine(Technique technique) throws Exception {
		try (Driver driver = Driver.own("stepping", technique)) {
			SourceLocation first = driver.session.source(driver.session.vcpu(0).pc()).orElseThrow();
			driver.session.step(0, StepKind.OVER, StepGranularity.LINE);
			driver.await();
			SourceLocation second = driver.session.source(driver.session.vcpu(0).pc()).orElseThrow();
			assertEquals(first.line() + 1, second.line(), "la is two instructions on one line");
			assertEquals("_start+0x8", driver.place());
		}
	}

	private static void toUser(Driver driver, String symbol) throws Exception {
		driver.session.runTo(driver.session.symbols().require(symbol).gva() + 0x4000_0000L);
		assertEquals(StopKind.RUN_TO, driver.await().kind());
	}

	private static void assertUser(Driver driver, String symbol) throws Exception {
		VcpuSnapshot vcpu = driver.session.vcpu(0);
		assertEquals(PrivilegeMode.U, vcpu.mode());
		assertEquals(driver.session.symbols().require(symbol).gva() + 0x4000_0000L, vcpu.pc());
	}
}
