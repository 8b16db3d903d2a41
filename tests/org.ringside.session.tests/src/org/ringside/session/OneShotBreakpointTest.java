/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.vmm.Technique;

/** A breakpoint with the option {@code once} stops the guest once, of whatever kind it is. */
class OneShotBreakpointTest {

	@ParameterizedTest
	@ValueSource(strings = { "map_page once", "hypercall:TIME.set_timer once", "trap:store-page-fault from=U once",
			"table-write:0x200000-0x240000 effect=map once" })
	void stopsOnceAndNeverAgain(String text) throws Exception {
		Path kernel = Path.of("..", "..", "bundles", "org.ringside.examples", "resources", "kernels", "twospaces",
				"kernel.elf");
		for (Technique technique : Technique.values()) {
			try (Driver driver = new Driver(GuestLaunch.of(kernel).technique(technique).build())) {
				BreakpointId id = driver.session.breakpoints().add(text);
				StopEvent stop = driver.resume();
				assertEquals(StopKind.BREAKPOINT, stop.kind(), stop.sentence());
				assertEquals(List.of(id), stop.breakpoints());
				assertFalse(driver.session.breakpoints().all().get(0).enabled());
				assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
				assertEquals(0, driver.session.verdict().orElseThrow().code());
			}
		}
	}
}
