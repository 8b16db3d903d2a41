/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A control and status register as the specification describes it.
 *
 * @param name the name in lower case
 * @param number 0 to 4095; bits 9 and 8 are the lowest privilege, bits 11 and 10 set mean read-only
 * @param help one sentence
 * @param fields from high to low; empty if the register is one number
 * @param requirement the extensions that bring it
 * @param source where it is specified
 */
public record Csr(String name, int number, String help, List<CsrField> fields, Requirement requirement, String source) {

	/** Whether writes raise an illegal-instruction exception, which the number tells. */
	public boolean isReadOnly() {
		return number >>> 10 == 3;
	}

	/** The least privileged mode that may access it; hypervisor and VS registers are accessible from HS-mode. */
	public PrivilegeMode lowestPrivilege() {
		return switch (number >>> 8 & 3) {
			case 0 -> PrivilegeMode.U;
			case 3 -> PrivilegeMode.M;
			default -> PrivilegeMode.S;
		};
	}

	/** Whether it belongs to the hypervisor: not accessible in VS-mode under its own number. */
	public boolean isHypervisor() {
		return (number >>> 8 & 3) == 2;
	}

	/** Whether a hart with this profile has it. */
	public boolean isIn(IsaProfile profile) {
		return requirement.isMetBy(profile);
	}

	/** The field with this name, in any case. */
	public Optional<CsrField> field(String fieldName) {
		return fields.stream().filter(field -> field.name().equalsIgnoreCase(fieldName)).findFirst();
	}

	/** A value in words: the fields that are not zero, or the number if the register has no fields. */
	public String describe(long value) {
		if (fields.isEmpty()) {
			return "0x" + Long.toHexString(value);
		}
		if (name.endsWith("cause")) {
			return Cause.describe(value);
		}
		StringJoiner text = new StringJoiner(" ");
		for (CsrField field : fields) {
			if (field.extract(value) != 0 || !field.values().isEmpty()) {
				text.add(field.describe(value));
			}
		}
		return text.length() == 0 ? "0" : text.toString();
	}
}
