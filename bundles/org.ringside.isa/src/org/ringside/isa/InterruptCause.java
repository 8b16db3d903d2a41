/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Optional;

/** The interrupts of {@code mcause} and {@code scause}; the number is also the bit in {@code mip} and {@code mie}. */
public enum InterruptCause {
	SUPERVISOR_SOFTWARE(1, "supervisor software interrupt", "ssi"),
	VIRTUAL_SUPERVISOR_SOFTWARE(2, "virtual supervisor software interrupt", "vssi"),
	MACHINE_SOFTWARE(3, "machine software interrupt", "msi"),
	SUPERVISOR_TIMER(5, "supervisor timer interrupt", "sti"),
	VIRTUAL_SUPERVISOR_TIMER(6, "virtual supervisor timer interrupt", "vsti"),
	MACHINE_TIMER(7, "machine timer interrupt", "mti"),
	SUPERVISOR_EXTERNAL(9, "supervisor external interrupt", "sei"),
	VIRTUAL_SUPERVISOR_EXTERNAL(10, "virtual supervisor external interrupt", "vsei"),
	MACHINE_EXTERNAL(11, "machine external interrupt", "mei"),
	SUPERVISOR_GUEST_EXTERNAL(12, "supervisor guest external interrupt", "sgei"),
	COUNTER_OVERFLOW(13, "counter-overflow interrupt", "lcofi");

	private final int number;
	private final String title;
	private final String abbreviation;

	InterruptCause(int number, String title, String abbreviation) {
		this.number = number;
		this.title = title;
		this.abbreviation = abbreviation;
	}

	/** The interrupt code. */
	public int number() {
		return number;
	}

	/** The name in the specification. */
	public String title() {
		return title;
	}

	/** The name without the suffix of the registers that hold its bit: {@code sti} for STIP and STIE. */
	public String abbreviation() {
		return abbreviation;
	}

	/** The bit in {@code mip}, {@code mie} and {@code mideleg}. */
	public long bit() {
		return 1L << number;
	}

	/** The interrupt with this code. */
	public static Optional<InterruptCause> of(long number) {
		for (InterruptCause cause : values()) {
			if (cause.number == number) {
				return Optional.of(cause);
			}
		}
		return Optional.empty();
	}
}
