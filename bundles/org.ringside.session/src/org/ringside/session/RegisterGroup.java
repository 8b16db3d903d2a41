/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;

/**
 * Registers that are shown together.
 *
 * @param name for example {@code "General"} or {@code "Supervisor CSRs"}
 * @param description one phrase of help
 * @param registers in the order of their numbers
 */
public record RegisterGroup(String name, String description, List<Register> registers) {

	public RegisterGroup {
		registers = List.copyOf(registers);
	}
}
