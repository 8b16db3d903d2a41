/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.vmm.Technique;

/** A guest with vectors computes the same under every technique, also where its stores meet pages that are mapped on demand. */
class VectorGuestTest {

	private static List<RegisterGroup> groupsAtTheEnd(String isa, Technique technique) throws Exception {
		GuestLaunch launch = GuestLaunch.of(Path.of("guests", "vector.elf")).technique(technique).isa(isa).build();
		try (Driver driver = new Driver(launch)) {
			driver.runTo("done");
			assertTrue(driver.place().startsWith("done"), driver.place());
			return driver.session.registerGroups(0);
		}
	}

	private static Register find(List<RegisterGroup> groups, String name) {
		return groups.stream().flatMap(group -> group.registers().stream()).filter(register -> register.name().equals(name)).findFirst()
				.orElseThrow();
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void vectorsWorkUnderEveryTechnique(Technique technique) throws Exception {
		for (String length : List.of("", "_zvl256b")) {
			List<RegisterGroup> groups = groupsAtTheEnd("rv64gcv" + length, technique);
			assertEquals(960, find(groups, "s0").value(), "length of the text");
			assertEquals(0, find(groups, "s1").value(), "bytes that differ");
			assertEquals(109_900, find(groups, "s2").value(), "sum");
			RegisterGroup vector = groups.stream().filter(group -> group.name().equals("Vector")).findFirst().orElseThrow();
			assertEquals(32 + 7, vector.registers().size());
			Register v8 = find(List.of(vector), "v8");
			assertTrue(v8.digits().endsWith("00000003000000020000000100000000"), v8.digits());
			assertEquals(length.isEmpty() ? 128 : 256, v8.bits());
			assertEquals(v8.bits() / 4, v8.digits().length());
			assertEquals("element 3[127:96] = 3", v8.fields().get(v8.fields().size() - 4).text());
			assertEquals(4, find(groups, "vl").value());
			assertEquals(3, find(groups, "sstatus").fields().stream().filter(field -> field.name().equals("VS")).findFirst().orElseThrow().value());
		}
	}

	@Test
	void guestsWithoutVectorsHaveNoSuchGroup() throws Exception {
		try (Driver driver = Driver.own("stepping", Technique.BARE)) {
			assertFalse(driver.session.registerGroups(0).stream().anyMatch(group -> group.name().equals("Vector")));
		}
	}
}
