/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
		return new SbiCall(eid, Long.compareUnsigned(eid, Legacy.LAST) <= 0 ? 0 : fid, List.of(a0, a1, a2, a3, a4, a5));
	}

	/** Argument register {@code a0} + index. */
	public long arg(int index) {
		return arguments.get(index);
	}

	/** The short name of the extension, if it is one of the standard ones. */
	public Optional<String> extension() {
		return Sbi.extension(eid).map(SbiExtension::shortName);
	}

	/** The name of the function, if it is a standard one. */
	public Optional<String> function() {
		return Sbi.extension(eid).filter(known -> fid >= 0 && fid < known.functions().size())
				.map(known -> known.functions().get((int) fid));
	}

	/** Extension and function, by name where they have one: {@code TIME.set_timer}. */
	public String title() {
		return extension().orElseGet(() -> "0x" + Long.toHexString(eid)) + "."
				+ function().orElseGet(() -> Long.toString(fid));
	}

	/** The title with the arguments up to the last one that is not 0. */
	public String describe() {
		int used = 6;
		while (used > 0 && arg(used - 1) == 0) {
			used--;
		}
		return title() + arguments.stream().limit(used).map(value -> "0x" + Long.toHexString(value))
				.collect(Collectors.joining(", ", "(", ")"));
	}

	/** An error code in words: its name in the specification, or the number. */
	public static String errorName(long code) {
		return Arrays.stream(SbiError.values()).filter(error -> error.code() == code).map(SbiError::name).findFirst()
				.orElseGet(() -> Long.toString(code));
	}
}
