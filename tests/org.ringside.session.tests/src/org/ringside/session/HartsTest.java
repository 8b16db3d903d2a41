/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.vmm.Technique;
import org.ringside.vmm.VcpuState;

/** A guest with several harts: filters choose one, and a step of one leaves the others alone. */
@Timeout(120)
class HartsTest {

	private static Driver harts(Technique technique) throws SessionException {
		return new Driver(GuestLaunch.of(Path.of("..", "guests", "elf", "s-harts.elf")).technique(technique).harts(2).build());
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aBreakpointTellsItsVcpuAndCanBeForOneOnly(Technique technique) throws Exception {
		try (Driver driver = harts(technique)) {
			assertEquals(2, driver.session.vcpuCount());
			assertEquals(VcpuState.STOPPED, driver.session.vcpu(1).state());
			BreakpointId never = driver.session.breakpoints().add("second vcpu=0");
			BreakpointId second = driver.session.breakpoints().add("second vcpu=1 once");
			StopEvent stop = driver.resume();
			assertEquals(List.of(second), stop.breakpoints());
			assertEquals(1, stop.vcpu());
			assertEquals(VcpuState.STARTED, driver.session.vcpu(1).state());
			assertEquals(1, driver.session.vcpu(1).x()[10], "a0 is the hart's number");
			assertEquals(0x1234, driver.session.vcpu(1).x()[11], "a1 is what it was started with");
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
			assertTrue(driver.session.verdict().orElseThrow().passed());
			assertEquals(0, driver.session.breakpoints().hitCount(never));
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aStepOfOneHoldsTheOthers(Technique technique) throws Exception {
		try (Driver driver = harts(technique)) {
			driver.session.breakpoints().add("second once");
			driver.resume();
			VcpuSnapshot first = driver.session.vcpu(0);
			long pc = driver.session.vcpu(1).pc();
			for (int i = 0; i < 3; i++) {
				driver.session.step(1, StepKind.INTO);
				assertEquals(1, driver.await().vcpu());
			}
			assertNotEquals(pc, driver.session.vcpu(1).pc());
			assertEquals(first.pc(), driver.session.vcpu(0).pc());
			assertEquals(first.retired(), driver.session.vcpu(0).retired());
		}
	}
}
