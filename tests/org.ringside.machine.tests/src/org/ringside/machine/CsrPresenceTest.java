/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;

/** A hart has the CSRs that the tables give its profile, and no others. */
class CsrPresenceTest {

	/** What the tables have, for the assembler, and harts have not. */
	private static final Set<Extension> ELSEWHERE = EnumSet.of(Extension.V);
	private static final IsaProfile MOST = IsaProfile.of(extensions().toList());

	static Stream<Extension> extensions() {
		return Arrays.stream(Extension.values()).filter(extension -> !ELSEWHERE.contains(extension) && !extension.spelling().startsWith("zv"));
	}

	private static void check(IsaProfile profile) {
		try (TestBoard board = new TestBoard(profile)) {
			List<String> wrong = new ArrayList<>();
			for (Csr csr : Csrs.all()) {
				boolean protection = csr.number() >= PmpCsrs.PMPCFG0 && csr.number() < PmpCsrs.PMPADDR0 + 64;
				if (!protection && board.hart().hasCsr(csr.number()) != csr.isIn(profile)) {
					wrong.add(csr.name() + (csr.isIn(profile) ? " is missing" : " is there"));
				}
			}
			assertEquals(List.of(), wrong, profile.toString());
		}
	}

	@Test
	void aHartWithEverythingHasThemAll() {
		check(MOST);
	}

	@Test
	void smallHartsHaveTheirs() {
		check(IsaProfile.RV64I.without(Extension.U));
		check(IsaProfile.RV64I.without(Extension.S));
		check(IsaProfile.RV64IMAC);
		check(IsaProfile.RV64GC);
	}

	@ParameterizedTest
	@MethodSource("extensions")
	void withoutAnExtensionItsRegistersTrap(Extension extension) {
		IsaProfile profile = MOST.without(extension);
		check(profile);
		try (TestBoard board = new TestBoard(profile)) {
			board.hart().setMode(PrivilegeMode.M);
			for (Csr csr : Csrs.all()) {
				if (!board.hart().hasCsr(csr.number())) {
					Trap trap = assertThrows(Trap.class, () -> board.hart().readCsr(csr.number()), csr.name());
					assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, trap.cause());
				}
			}
		}
	}
}
