/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** ISA strings are read in all their spellings and written in canonical order. */
class IsaProfileTest {

	@Test
	void writesCanonicalOrder() {
		assertEquals("rv64imafdch_zicsr_zifencei_zba_zbb_sstc", IsaProfile.parse("RV64GCH_Sstc_Zbb_Zba").toString());
		assertEquals("rv64i_zicsr", IsaProfile.parse("rv64i").toString());
	}

	@Test
	void readsVersionsAndShorthands() {
		assertEquals(IsaProfile.parse("rv64imac_zicsr"), IsaProfile.parse("rv64i2p1m2p0a2p1c2p0_zicsr2p0"));
		assertEquals(IsaProfile.parse("rv64i_zba_zbb_zbs"), IsaProfile.parse("rv64ib"));
		assertTrue(IsaProfile.parse("rv64gc_zk").has(Extension.ZKNH));
		assertTrue(IsaProfile.parse("rv64imafdcZicsr_Zifencei").has(Extension.ZIFENCEI));
	}

	@Test
	void readsWhatTestSuitesWrite() {
		assertEquals(IsaProfile.parse("rv64gc_zba"), IsaProfile.parse("RV64IMAFDCSUZicsr_Zifencei_Zba"));
		assertEquals(IsaProfile.parse("rv64imac"), IsaProfile.parse("rv64i2p1_m2p0_a2p1_c2p0_zmmul1p0_zaamo1p0_zalrsc1p0_zca1p0"));
		assertEquals(IsaProfile.parse("rv64gc"), IsaProfile.parse("rv64gc_za64rs_zicclsm_ssccptr"));
		assertEquals("The ISA string 'rv64i_zmmul' names 'zmmul', which Ringside has only as a part of M.",
				assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse("rv64i_zmmul")).getMessage());
	}

	@Test
	void readsTheNamesOfProfiles() {
		assertEquals(IsaProfile.parse("rv64gc_zicntr"), IsaProfile.parse("RVA20U64"));
		IsaProfile supervisor = IsaProfile.parse("rva22s64_sstc");
		for (Extension extension : new Extension[] {Extension.ZBS, Extension.ZFHMIN, Extension.ZICBOZ, Extension.SVPBMT, Extension.SVINVAL, Extension.SVADE,
				Extension.SSTC}) {
			assertTrue(supervisor.has(extension), extension.title());
		}
		assertFalse(supervisor.has(Extension.SV48), "RVA22S64 demands Sv39 only");
	}

	@Test
	void readsNamesOfProperties() {
		assertEquals(IsaProfile.parse("rv64gch_zfh_zicboz_svnapot_zicntr_zabha"), IsaProfile.parse("rv64gch_ziccid_zfh_zicboz_svnapot_zicntr_zabha"));
		assertEquals(IsaProfile.parse("rv64gch_ssstateen"), IsaProfile.parse("rv64gc_sha_shcounterenw_shgatpa_shtvala_shvsatpa_shvstvala_shvstvecd"));
		assertEquals("The ISA string 'rv64gc_shtvala' names 'shtvala', which Ringside has only as a part of H.",
				assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse("rv64gc_shtvala")).getMessage());
	}

	@Test
	void anExtensionOfTranslationNamesNoScheme() {
		assertFalse(IsaProfile.parse("rv64gc_svnapot_svpbmt").has(Extension.SV39), "or the hart would lose Sv48, which it has where none is named");
	}

	@Test
	void impliesAndRemoves() {
		assertTrue(IsaProfile.parse("rv64id").has(Extension.F));
		assertFalse(IsaProfile.RV64GC.without(Extension.F).has(Extension.D));
		assertTrue(IsaProfile.RV64IMAC.has(Extension.S));
		assertFalse(IsaProfile.RV64IMAC.without(Extension.U).has(Extension.S));
		assertTrue(IsaProfile.RV64GCH.has(Extension.H));
	}

	@Test
	void printingAndParsingIsTheIdentity() {
		for (IsaProfile profile : new IsaProfile[] {IsaProfile.RV64I, IsaProfile.RV64IMAC, IsaProfile.RV64GC, IsaProfile.RV64GCH,
				IsaProfile.EVERYTHING}) {
			assertEquals(profile, IsaProfile.parse(profile.toString()), profile.toString());
		}
	}

	@Test
	void saysWhatItDoesNotUnderstand() {
		assertEquals("The ISA string 'rv64i_zfoo' names the extension 'zfoo', which Ringside does not have.",
				assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse("rv64i_zfoo")).getMessage());
		assertEquals("The ISA string 'rv32i' must begin with rv64.",
				assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse("rv32i")).getMessage());
		assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse("rv64"));
		assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse("rv64m"));
		assertThrows(IllegalArgumentException.class, () -> IsaProfile.parse(""));
	}
}
