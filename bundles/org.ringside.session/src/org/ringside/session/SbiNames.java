/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.isa.sbi.SbiExtension;
import org.ringside.isa.sbi.SbiFunction;

/**
 * The names by which the breakpoint language knows SBI extensions and functions: {@code TIME}, {@code TIME.set_timer}; the calls
 * of the legacy interface are {@code LEGACY.console_putchar} and so on.
 */
public final class SbiNames {

	private static final String LEGACY = "LEGACY";

	private SbiNames() {
	}

	/** Every extension and function of the specification, as {@code TIME} and {@code TIME.set_timer}. */
	public static List<String> all() {
		List<String> names = new ArrayList<>();
		for (SbiExtension extension : SbiExtension.values()) {
			if (!extension.isLegacy()) {
				names.add(title(extension));
			}
			for (SbiFunction function : SbiFunction.of(extension)) {
				names.add(title(extension) + "." + function.title());
			}
		}
		return names;
	}

	private static String title(SbiExtension extension) {
		return extension.title().toUpperCase(Locale.ROOT);
	}

	static String name(HypercallBreakpoint.Call call) {
		Optional<SbiExtension> extension = SbiExtension.of(call.eid());
		if (extension.isPresent() && extension.get().isLegacy()) {
			List<SbiFunction> only = SbiFunction.of(extension.get());
			return only.isEmpty() ? Words.hex(call.eid()) : LEGACY + "." + only.get(0).title();
		}
		String head = extension.map(SbiNames::title).orElse(Words.hex(call.eid()));
		if (call.fid().isEmpty()) {
			return head;
		}
		long fid = call.fid().getAsLong();
		return head + "." + SbiFunction.of(call.eid(), fid).map(SbiFunction::title).orElse(Long.toString(fid));
	}

	static HypercallBreakpoint.Call parse(String text) throws SessionException {
		int dot = text.indexOf('.');
		String head = dot < 0 ? text : text.substring(0, dot);
		String function = dot < 0 ? "*" : text.substring(dot + 1);
		if (head.equalsIgnoreCase(LEGACY)) {
			return legacy(function);
		}
		Optional<SbiExtension> extension = SbiExtension.byName(head).filter(found -> !found.isLegacy());
		OptionalLong eid = extension.isPresent() ? OptionalLong.of(extension.get().number()) : Numbers.parse(head);
		if (eid.isEmpty()) {
			List<String> heads = new ArrayList<>();
			for (SbiExtension known : SbiExtension.values()) {
				if (!heads.contains(title(known))) {
					heads.add(title(known));
				}
			}
			throw new SessionException("There is no SBI extension called " + head + "; expected " + Words.choice(heads)
					+ ", a number, or *." + Words.didYouMean(head, heads));
		}
		if (function.equals("*")) {
			return new HypercallBreakpoint.Call(eid.getAsLong(), OptionalLong.empty());
		}
		return new HypercallBreakpoint.Call(eid.getAsLong(), OptionalLong.of(function(head, extension, function)));
	}

	private static long function(String head, Optional<SbiExtension> extension, String name) throws SessionException {
		List<String> known = new ArrayList<>();
		if (extension.isPresent()) {
			for (SbiFunction function : SbiFunction.of(extension.get())) {
				known.add(function.title());
				if (function.title().equalsIgnoreCase(name)) {
					return function.number();
				}
			}
		}
		OptionalLong number = Numbers.parse(name);
		if (number.isEmpty()) {
			throw new SessionException(known.isEmpty()
					? "The function " + name + " of SBI extension " + head + " must be given by its number."
					: "The SBI extension " + head.toUpperCase(Locale.ROOT) + " has no function called " + name + "; expected "
							+ Words.choice(known) + ", or a number." + Words.didYouMean(name, known));
		}
		return number.getAsLong();
	}

	private static HypercallBreakpoint.Call legacy(String name) throws SessionException {
		List<String> known = new ArrayList<>();
		for (SbiExtension extension : SbiExtension.values()) {
			if (extension.isLegacy()) {
				for (SbiFunction function : SbiFunction.of(extension)) {
					known.add(function.title());
					if (function.title().equalsIgnoreCase(name)) {
						return new HypercallBreakpoint.Call(extension.number(), OptionalLong.empty());
					}
				}
			}
		}
		throw new SessionException("The legacy SBI has no function called " + name + "; expected " + Words.choice(known) + "."
				+ Words.didYouMean(name, known));
	}
}
