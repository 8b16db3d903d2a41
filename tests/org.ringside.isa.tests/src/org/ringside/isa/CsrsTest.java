/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** CSRs say what they are and what their values mean. */
class CsrsTest {

	@Test
	void fieldsDoNotOverlapAndFallFromHighToLow() {
		Set<Integer> numbers = new HashSet<>();
		Set<String> names = new HashSet<>();
		for (Csr csr : Csrs.all()) {
			assertTrue(numbers.add(csr.number()), csr.name());
			assertTrue(names.add(csr.name()), csr.name());
			int below = 64;
			for (CsrField field : csr.fields()) {
				assertTrue(field.high() < below && field.low() <= field.high(), csr.name() + "." + field.name());
				below = field.low();
			}
		}
	}

	@Test
	void privilegeAndAccessComeFromTheNumber() {
		assertEquals(PrivilegeMode.M, Csrs.byName("mstatus").orElseThrow().lowestPrivilege());
		assertEquals(PrivilegeMode.S, Csrs.byName("satp").orElseThrow().lowestPrivilege());
		assertEquals(PrivilegeMode.U, Csrs.byName("cycle").orElseThrow().lowestPrivilege());
		assertTrue(Csrs.byName("hgatp").orElseThrow().isHypervisor());
		assertTrue(Csrs.byName("vsatp").orElseThrow().isHypervisor());
		assertTrue(Csrs.byName("mhartid").orElseThrow().isReadOnly());
		assertTrue(Csrs.byName("hgeip").orElseThrow().isReadOnly());
		assertFalse(Csrs.byName("sepc").orElseThrow().isReadOnly());
	}

	@Test
	void valuesInWords() {
		assertEquals("MODE=Sv39 ASID=5 PPN=0x80201", Csrs.describe(SupervisorCsrs.SATP, 8L << 60 | 5L << 44 | 0x80201));
		assertEquals("supervisor timer interrupt", Csrs.describe(SupervisorCsrs.SCAUSE, Cause.INTERRUPT | 5));
		assertEquals("store/AMO page fault", Csrs.describe(MachineCsrs.MCAUSE, 15));
		assertEquals("0x1234", Csrs.describe(SupervisorCsrs.SEPC, 0x1234));
		String status = Csrs.describe(MachineCsrs.MSTATUS, 0xa_0000_1880L);
		assertTrue(status.contains("MPP=M") && status.contains("MPIE") && status.contains("SXL=64") && status.contains("FS=Off"), status);
	}

	@Test
	void profilesDecideWhatThereIs() {
		assertFalse(Csrs.byName("hstatus").orElseThrow().isIn(IsaProfile.RV64GC));
		assertTrue(Csrs.byName("hstatus").orElseThrow().isIn(IsaProfile.RV64GCH));
		assertFalse(Csrs.byName("fcsr").orElseThrow().isIn(IsaProfile.RV64IMAC));
		assertFalse(Csrs.byName("satp").orElseThrow().isIn(IsaProfile.RV64I.without(Extension.S)));
	}
}
