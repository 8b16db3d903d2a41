/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.Cause;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.InterruptCause;

/** The names by which the breakpoint language knows the causes of traps. */
public final class CauseNames {

	private static final Map<String, Set<Long>> BY_NAME = gather();

	private CauseNames() {
	}

	private static Map<String, Set<Long>> gather() {
		Map<String, Set<Long>> names = new LinkedHashMap<>();
		for (ExceptionCause cause : ExceptionCause.values()) {
			names.put(Words.dashed(cause), Set.of((long) cause.number()));
		}
		for (InterruptCause cause : InterruptCause.values()) {
			names.put(Words.dashed(cause), Set.of(Cause.INTERRUPT | cause.number()));
			names.put(cause.abbreviation(), Set.of(Cause.INTERRUPT | cause.number()));
		}
		names.put("page-fault", all(ExceptionCause.INSTRUCTION_PAGE_FAULT, ExceptionCause.LOAD_PAGE_FAULT,
				ExceptionCause.STORE_PAGE_FAULT));
		names.put("access-fault", all(ExceptionCause.INSTRUCTION_ACCESS_FAULT, ExceptionCause.LOAD_ACCESS_FAULT,
				ExceptionCause.STORE_ACCESS_FAULT));
		names.put("misaligned", all(ExceptionCause.INSTRUCTION_ADDRESS_MISALIGNED, ExceptionCause.LOAD_ADDRESS_MISALIGNED,
				ExceptionCause.STORE_ADDRESS_MISALIGNED));
		names.put("ecall", all(ExceptionCause.ECALL_FROM_U, ExceptionCause.ECALL_FROM_S, ExceptionCause.ECALL_FROM_VS,
				ExceptionCause.ECALL_FROM_M));
		names.put("exception", all(ExceptionCause.values()));
		Set<Long> interrupts = new TreeSet<>();
		for (InterruptCause cause : InterruptCause.values()) {
			interrupts.add(Cause.INTERRUPT | cause.number());
		}
		names.put("interrupt", Collections.unmodifiableSet(interrupts));
		return Collections.unmodifiableMap(names);
	}

	private static Set<Long> all(ExceptionCause... causes) {
		Set<Long> numbers = new TreeSet<>();
		for (ExceptionCause cause : causes) {
			numbers.add((long) cause.number());
		}
		return Collections.unmodifiableSet(numbers);
	}

	/** Every name with the causes that it stands for, as values of {@code mcause}. */
	public static Map<String, Set<Long>> all() {
		return BY_NAME;
	}

	/** The names that stand for exactly one cause each, without abbreviations: what a list to choose from shows. */
	public static List<String> single() {
		List<String> names = new ArrayList<>();
		for (ExceptionCause cause : ExceptionCause.values()) {
			names.add(Words.dashed(cause));
		}
		for (InterruptCause cause : InterruptCause.values()) {
			names.add(Words.dashed(cause));
		}
		return names;
	}

	/** The name of one cause: {@code load-page-fault}, {@code supervisor-timer}, or a number. */
	public static String name(long cause) {
		long code = cause & ~Cause.INTERRUPT;
		if (cause < 0) {
			return InterruptCause.of(code).map(Words::dashed).orElse("interrupt-" + code);
		}
		return ExceptionCause.of(code).map(Words::dashed).orElse(Long.toString(code));
	}
}
