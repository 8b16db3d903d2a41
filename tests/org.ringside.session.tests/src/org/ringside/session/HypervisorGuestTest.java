/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringside.isa.PrivilegeMode;
import org.ringside.machine.Access;
import org.ringside.machine.Walk;
import org.ringside.vmm.Technique;

/** A guest that is a hypervisor itself: its guest's modes, addresses and registers are seen too. */
class HypervisorGuestTest {

	private static final long SHIFT = 0x4000_0000L;

	private static GuestLaunch launch(Technique technique) {
		return GuestLaunch.of(Path.of("guests", "hypervisor.elf")).technique(technique).isa("rv64gch").build();
	}

	@Test
	void aBreakpointInTheGuestsGuestStopsInItsMode() throws Exception {
		try (Driver driver = new Driver(launch(Technique.BARE))) {
			driver.session.breakpoints().add("guest mode=VS");
			StopEvent stop = driver.resume();
			long guest = driver.session.symbols().require("guest").gva();
			long word = driver.session.symbols().require("word").gva();
			assertEquals(PrivilegeMode.VS, stop.facts().mode());
			assertEquals(guest + SHIFT, stop.facts().pc());
			assertEquals(0x34, driver.session.readMemory(AddressSpaceKind.GVA, 0, word + SHIFT, 8).bytes()[0]);
			Walk walk = driver.session.explain(0, word + SHIFT, Access.READ);
			assertEquals(word, walk.physical().orElseThrow());
			assertEquals("Sv39x4", walk.guestScheme());
			List<RegisterGroup> groups = driver.session.registerGroups(0);
			assertEquals("VS-mode", groups.stream().flatMap(group -> group.registers().stream()).filter(r -> r.name().equals("mode")).findFirst()
					.orElseThrow().fields().get(0).meaning());
			assertTrue(groups.stream().anyMatch(group -> group.name().equals("Hypervisor CSRs")
					&& group.registers().stream().anyMatch(register -> register.name().equals("hgatp"))));
			assertTrue(groups.stream().anyMatch(group -> group.name().equals("Virtual supervisor CSRs")
					&& group.registers().stream().anyMatch(register -> register.name().equals("vsscratch"))));
		}
	}

	@Test
	void trapsFromTheGuestsGuestAreToldByTheirModes() throws Exception {
		try (Driver driver = new Driver(launch(Technique.BARE))) {
			driver.session.breakpoints().add("trap from=VS to=HS");
			StopEvent stop = driver.resume();
			assertEquals(PrivilegeMode.S, stop.facts().mode());
			assertEquals(driver.session.symbols().require("called").gva(), stop.facts().pc());
			assertTrue(stop.sentence().contains("VS"), stop.sentence());
			assertEquals(StopKind.GUEST_EXIT, driver.resume().kind());
		}
	}

	@Test
	void onlyTheBareMachineRunsAHypervisor() {
		SessionException refused = assertThrows(SessionException.class, () -> new Driver(launch(Technique.TRAP_AND_EMULATE)).close());
		assertTrue(refused.getMessage().contains("A guest with the H extension runs under the technique bare only"), refused.getMessage());
	}
}
