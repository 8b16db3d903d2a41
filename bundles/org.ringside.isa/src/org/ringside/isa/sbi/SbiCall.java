/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.sbi;

import java.util.List;
import java.util.Optional;

/** Says in words which SBI call the registers of an {@code ecall} make. */
public final class SbiCall {

	private SbiCall() {
	}

	/** For example {@code time.set_timer(stime_value=0x1000)}; unknown calls by number. */
	public static String describe(long a7, long a6, long[] args) {
		StringBuilder text = new StringBuilder(name(a7, a6)).append('(');
		Optional<SbiFunction> function = SbiFunction.of(a7, a6);
		List<String> names = function.map(SbiFunction::arguments).orElse(List.of("a0", "a1", "a2"));
		for (int i = 0; i < names.size() && i < args.length; i++) {
			text.append(i == 0 ? "" : ", ").append(names.get(i)).append('=').append(value(args[i]));
		}
		return text.append(')').toString();
	}

	/** For example {@code time.set_timer} or {@code legacy.console_putchar}. */
	public static String name(long a7, long a6) {
		Optional<SbiFunction> function = SbiFunction.of(a7, a6);
		if (function.isPresent()) {
			return function.get().extension().title() + "." + function.get().title();
		}
		return SbiExtension.of(a7).map(SbiExtension::title).orElse("extension " + value(a7)) + ".function " + value(a6);
	}

	private static String value(long value) {
		return value >= 0 && value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value);
	}
}
