/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** The ends of a line table's path by which sources are looked for. */
class SourceEndsTest {

	@Test
	void fromTheLongestToTheName() {
		assertEquals(List.of("build/kernel/boot.s", "kernel/boot.s", "boot.s"), GuestSourceParticipant.ends("/build/kernel/boot.s"));
		assertEquals(List.of("boot.s"), GuestSourceParticipant.ends("boot.s"));
		assertEquals(List.of("src/boot.s", "boot.s"), GuestSourceParticipant.ends("./src\\boot.s"));
	}
}
