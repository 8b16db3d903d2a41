/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Optional;

/**
 * What a performance counter can count. The numbers go into {@code mhpmevent} and are told in the device tree; the first five
 * are those of QEMU's {@code virt} machine, which are the codes of the SBI (SBI, chapter "Performance Monitoring Unit").
 */
public enum CounterEvent {
	/** Clock cycles, which are retired instructions on this machine. */
	CYCLES(1, "clock cycles"),
	/** Retired instructions. */
	INSTRUCTIONS(2, "retired instructions"),
	/** Loads for which the page tables had to be read. */
	LOAD_TLB_MISSES(0x1_0019, "loads that missed the data TLB"),
	/** Stores for which the page tables had to be read. */
	STORE_TLB_MISSES(0x1_001b, "stores that missed the data TLB"),
	/** Fetches for which the page tables had to be read. */
	FETCH_TLB_MISSES(0x1_0021, "fetches that missed the instruction TLB"),
	/** Exceptions taken. */
	EXCEPTIONS(0x2_0000, "exceptions taken"),
	/** Interrupts taken. */
	INTERRUPTS(0x2_0001, "interrupts taken");

	private final int number;
	private final String about;

	CounterEvent(int number, String about) {
		this.number = number;
		this.about = about;
	}

	/** The event selector. */
	public int number() {
		return number;
	}

	/** What is counted, in a few words. */
	public String about() {
		return about;
	}

	/** Whether it goes up with each retired instruction. */
	boolean retires() {
		return this == CYCLES || this == INSTRUCTIONS;
	}

	static Optional<CounterEvent> of(long number) {
		for (CounterEvent event : values()) {
			if (event.number == number) {
				return Optional.of(event);
			}
		}
		return Optional.empty();
	}
}
