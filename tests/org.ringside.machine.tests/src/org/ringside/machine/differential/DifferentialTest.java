/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** A few generated programs of each kind give the same on QEMU; {@link DifferentialMain} runs as many as one likes. */
class DifferentialTest {

	@ParameterizedTest
	@EnumSource(value = Comparison.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "FLOAT")
	void qemuAgrees(Comparison.Kind kind) throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		for (long seed = 1; seed <= 4; seed++) {
			assertEquals(List.of(), Comparison.differences(kind, seed, IsaProfile.RV64IMAC));
		}
	}

	@Test
	void qemuAgreesOnCryptography() throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		IsaProfile profile = IsaProfile.RV64IMAC.with(Extension.ZKN, Extension.ZKS);
		for (long seed = 1; seed <= 6; seed++) {
			assertEquals(List.of(), Comparison.differences(Comparison.Kind.COMPUTATION, seed, profile));
		}
	}

	@Test
	void qemuAgreesOnBitManipulation() throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		IsaProfile profile = IsaProfile.RV64IMAC.with(Extension.ZBA, Extension.ZBB, Extension.ZBC, Extension.ZBS);
		for (long seed = 1; seed <= 8; seed++) {
			assertEquals(List.of(), Comparison.differences(Comparison.Kind.COMPUTATION, seed, profile));
		}
	}

	@Test
	void qemuAgreesOnPagingWithExtensions() throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		IsaProfile profile = IsaProfile.RV64IMAC.with(Extension.SV57, Extension.SVNAPOT, Extension.SVPBMT, Extension.SVINVAL);
		for (long seed = 1; seed <= 4; seed++) {
			assertEquals(List.of(), Comparison.differences(Comparison.Kind.PAGING, seed, profile));
		}
	}

	@Test
	void qemuAgreesOnFloatingPoint() throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		for (long seed = 1; seed <= 8; seed++) {
			assertEquals(List.of(), Comparison.differences(Comparison.Kind.FLOAT, seed, IsaProfile.RV64GC));
		}
	}

	@Test
	void qemuAgreesOnHalfPrecision() throws Exception {
		assumeTrue(Runner.qemuIsThere(), "qemu-system-riscv64 is not installed");
		for (long seed = 1; seed <= 6; seed++) {
			assertEquals(List.of(), Comparison.differences(Comparison.Kind.FLOAT, seed, IsaProfile.RV64GC.with(Extension.ZFH)));
		}
	}
}
