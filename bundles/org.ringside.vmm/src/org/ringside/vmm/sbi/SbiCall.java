/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.Arrays;
import java.util.List;

import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;

/**
 * A call of the Supervisor Binary Interface as it stands in the registers.
 *
 * @param eid extension, from a7
 * @param fid function, from a6 (0 for the legacy extensions, which have none)
 * @param arguments a0 to a5
 */
public record SbiCall(long eid, long fid, List<Long> arguments) {
	public SbiCall {
		arguments = List.copyOf(arguments);
		if (arguments.size() != 6) {
			throw new IllegalArgumentException("An SBI call has six argument registers, not " + arguments.size());
		}
	}

	/** The call with these registers. */
	public static SbiCall of(long eid, long fid, long a0, long a1, long a2, long a3, long a4, long a5) {
		boolean legacy = SbiExtension.of(eid).filter(SbiExtension::isLegacy).isPresent();
		return new SbiCall(eid, legacy ? 0 : fid, List.of(a0, a1, a2, a3, a4, a5));
	}

	/** Argument register {@code a0} + index. */
	public long arg(int index) {
		return arguments.get(index);
	}

	/** Extension and function by name where they have one: {@code time.set_timer}. */
	public String title() {
		return org.ringside.isa.sbi.SbiCall.name(eid, fid);
	}

	/** The title with the arguments by name. */
	public String describe() {
		return org.ringside.isa.sbi.SbiCall.describe(eid, fid,
				arguments.stream().mapToLong(Long::longValue).toArray());
	}

	/** An error code in words, or its number. */
	public static String errorName(long code) {
		return Arrays.stream(SbiError.values()).filter(error -> error.code() == code).map(SbiError::title).findFirst()
				.orElseGet(() -> Long.toString(code));
	}
}
