/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.ringside.machine.Access;
import org.ringside.machine.Walk;
import org.ringside.vmm.ShadowMapping.State;
import org.ringside.vmm.ShadowMapping.View;

/** The list of shadow mappings says what the machine's MMU does and what the guest's tables say. */
class ShadowListingTest {
	private static VirtualMachine stoppedInUser() throws VmException {
		VirtualMachine vm = VirtualMachine.create(VmConfig.of(Guests.exampleKernel()).technique(Technique.TRAP_AND_EMULATE).build());
		vm.run(700_000);
		vm.setObserver(new Watching(event -> true, EventKind.PAGE_TABLE_WRITE));
		assertInstanceOf(VmStop.EventStop.class, vm.run(Guests.PLENTY));
		return vm;
	}

	@Test
	void everyRowAgreesWithTheWalksOfGuestAndMachine() throws VmException {
		try (VirtualMachine vm = stoppedInUser()) {
			ShadowPage page = vm.shadowMappings(0, ShadowQuery.all());
			assertTrue(page.complete());
			assertEquals(page.total(), page.rows().size());
			Set<State> states = EnumSet.noneOf(State.class);
			for (ShadowMapping row : page.rows()) {
				states.add(row.state());
				Walk guest = vm.walk(0, row.gva(), row.guestPermissions().startsWith("r") ? Access.READ : Access.EXECUTE);
				assertEquals(row.gpa(), guest.physical().orElse(row.state() == State.CLOSED_TO_VIEW ? row.gpa() : -1), row.toString());
				Walk machine = vm.machineWalk(0, row.gva(), row.shadowPermissions().startsWith("r") ? Access.READ : Access.EXECUTE);
				if (row.hpa() != -1) {
					assertEquals(row.hpa(), machine.physical().orElseThrow(), row.toString());
					assertEquals(row.hpa(), vm.machineAddress(row.gpa()).orElseThrow(), row.toString());
					assertEquals(row.shadowPermissions().contains("w"), vm.machineWalk(0, row.gva(), Access.WRITE).allowed(), row.toString());
				} else {
					assertTrue(!machine.allowed(), row.toString());
				}
				assertTrue(row.why().endsWith("."), row.toString());
			}
			assertTrue(states.containsAll(Set.of(State.PRESENT, State.NOT_YET_FILLED)), states.toString());
		}
	}

	@Test
	void guestPhysicalAndMachineAddressesDiffer() throws VmException {
		try (VirtualMachine vm = stoppedInUser()) {
			List<ShadowMapping> present = vm.shadowMappings(0, ShadowQuery.all()).rows().stream().filter(row -> row.hpa() != -1).toList();
			assertTrue(present.size() > 3);
			present.forEach(row -> assertNotEquals(row.gpa(), row.hpa()));
		}
	}

	@Test
	void pagesOfTheAnswerMakeUpTheWhole() throws VmException {
		try (VirtualMachine vm = stoppedInUser()) {
			ShadowPage all = vm.shadowMappings(0, ShadowQuery.all());
			List<ShadowMapping> parts = new java.util.ArrayList<>();
			for (int offset = 0; offset < all.total(); offset += 7) {
				ShadowPage part = vm.shadowMappings(0, ShadowQuery.all().page(offset, 7));
				assertEquals(all.total(), part.total());
				parts.addAll(part.rows());
			}
			assertEquals(all.rows(), parts);
			long first = all.rows().get(2).gva();
			long last = all.rows().get(5).gva();
			assertEquals(all.rows().subList(2, 6), vm.shadowMappings(0, ShadowQuery.all().range(first, last)).rows());
		}
	}

	@Test
	void theViewsOfUserAndSupervisorDiffer() throws VmException {
		try (VirtualMachine vm = stoppedInUser()) {
			Set<Long> user = open(vm, View.USER);
			Set<Long> supervisor = open(vm, View.SUPERVISOR);
			assertTrue(!user.isEmpty() && !supervisor.isEmpty());
			assertTrue(user.stream().noneMatch(supervisor::contains), "a page is open to both without SUM");
		}
	}

	private static Set<Long> open(VirtualMachine vm, View view) {
		return vm.shadowMappings(0, ShadowQuery.all().in(view)).rows().stream().filter(row -> row.state() != State.CLOSED_TO_VIEW)
				.map(ShadowMapping::gva).collect(Collectors.toSet());
	}

	@Test
	void theGuestsTablesAreWriteProtectedAndSaySo() throws VmException {
		try (VirtualMachine vm = stoppedInUser()) {
			List<ShadowMapping> rows = vm.shadowMappings(0, ShadowQuery.all().in(View.SUPERVISOR)).rows();
			List<ShadowMapping> tables = rows.stream().filter(row -> row.state() == State.WRITE_PROTECTED_TABLE).toList();
			assertTrue(!tables.isEmpty(), "the kernel writes its tables through its own mapping");
			tables.forEach(row -> assertTrue(!row.shadowPermissions().contains("w") && row.guestPermissions().contains("w"), row.toString()));
		}
	}

	@Test
	void underBareThereIsNoShadow() throws VmException {
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(Guests.exampleKernel()).build())) {
			vm.run(700_000);
			assertEquals(new ShadowPage(List.of(), 0, true), vm.shadowMappings(0, ShadowQuery.all()));
			assertEquals(vm.walk(0, 0x8020_0000L, Access.EXECUTE), vm.machineWalk(0, 0x8020_0000L, Access.EXECUTE));
		}
	}
}
