/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.sbi;

import java.util.Optional;

/** The SBI extensions of specification 2.0 and 3.0, by the number in a7. */
public enum SbiExtension {
	LEGACY_SET_TIMER(0x00, "legacy", "Legacy set timer"),
	LEGACY_CONSOLE_PUTCHAR(0x01, "legacy", "Legacy console output"),
	LEGACY_CONSOLE_GETCHAR(0x02, "legacy", "Legacy console input"),
	LEGACY_CLEAR_IPI(0x03, "legacy", "Legacy clear inter-processor interrupt"),
	LEGACY_SEND_IPI(0x04, "legacy", "Legacy send inter-processor interrupt"),
	LEGACY_REMOTE_FENCE_I(0x05, "legacy", "Legacy remote fence.i"),
	LEGACY_REMOTE_SFENCE_VMA(0x06, "legacy", "Legacy remote sfence.vma"),
	LEGACY_REMOTE_SFENCE_VMA_ASID(0x07, "legacy", "Legacy remote sfence.vma with ASID"),
	LEGACY_SHUTDOWN(0x08, "legacy", "Legacy shutdown"),
	BASE(0x10, "base", "Base: what the implementation is and has"),
	TIME(0x54494d45, "time", "Timer"),
	IPI(0x735049, "ipi", "Inter-processor interrupts"),
	RFENCE(0x52464e43, "rfence", "Remote fences"),
	HSM(0x48534d, "hsm", "Hart state management"),
	SRST(0x53525354, "srst", "System reset"),
	PMU(0x504d55, "pmu", "Performance monitoring"),
	DBCN(0x4442434e, "dbcn", "Debug console"),
	SUSP(0x53555350, "susp", "System suspend"),
	CPPC(0x43505043, "cppc", "Performance control"),
	NACL(0x4e41434c, "nacl", "Nested acceleration"),
	STA(0x535441, "sta", "Steal-time accounting"),
	SSE(0x535345, "sse", "Supervisor software events"),
	FWFT(0x46574654, "fwft", "Firmware features"),
	DBTR(0x44425452, "dbtr", "Debug triggers"),
	MPXY(0x4d505859, "mpxy", "Message proxy");

	private final long number;
	private final String title;
	private final String about;

	SbiExtension(long number, String title, String about) {
		this.number = number;
		this.title = title;
		this.about = about;
	}

	/** The value of a7. */
	public long number() {
		return number;
	}

	/** The short name in lower case: {@code rfence}; {@code legacy} for all legacy calls. */
	public String title() {
		return title;
	}

	/** What it is, in a few words. */
	public String about() {
		return about;
	}

	/** Whether it is a call of version 0.1, which has no function number and returns only a0. */
	public boolean isLegacy() {
		return number < BASE.number;
	}

	/** The extension with this number in a7. */
	public static Optional<SbiExtension> of(long number) {
		for (SbiExtension extension : values()) {
			if (extension.number == number) {
				return Optional.of(extension);
			}
		}
		return Optional.empty();
	}

	/** The extension with this name: {@code TIME}, {@code time}, {@code legacy_shutdown}. */
	public static Optional<SbiExtension> byName(String name) {
		for (SbiExtension extension : values()) {
			if (extension.name().equalsIgnoreCase(name)) {
				return Optional.of(extension);
			}
		}
		return Optional.empty();
	}
}
