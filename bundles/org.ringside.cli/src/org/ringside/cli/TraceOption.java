/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.ringside.vmm.EventKind;

/**
 * The value of {@code --trace}.
 *
 * @param kinds the events to write
 * @param instructions whether to write each instruction too
 * @param file where to; empty for standard error
 */
record TraceOption(Set<EventKind> kinds, boolean instructions, Optional<String> file) {

	private static final String KNOWN = "traps, hypercalls, table-writes, exits, shadow, address-spaces, instructions or all";

	static TraceOption parse(String text) throws UsageException {
		int colon = text.indexOf(':');
		String list = colon < 0 ? text : text.substring(0, colon);
		if (colon == text.length() - 1) {
			throw new UsageException("A file must follow --trace " + text + ".");
		}
		Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
		boolean instructions = false;
		int start = 0;
		while (start <= list.length()) {
			int comma = list.indexOf(',', start);
			String word = list.substring(start, comma < 0 ? list.length() : comma);
			start = comma < 0 ? list.length() + 1 : comma + 1;
			switch (word) {
				case "traps" -> add(kinds, EventKind.TRAP_TAKEN, EventKind.TRAP_RETURN);
				case "hypercalls" -> add(kinds, EventKind.HYPERCALL, EventKind.HYPERCALL_RETURN);
				case "table-writes" -> add(kinds, EventKind.PAGE_TABLE_WRITE);
				case "exits" -> add(kinds, EventKind.VM_EXIT);
				case "shadow" -> add(kinds, EventKind.SHADOW_FILL, EventKind.SHADOW_INVALIDATE);
				case "address-spaces" -> add(kinds, EventKind.ADDRESS_SPACE_SWITCH);
				case "instructions" -> instructions = true;
				case "all" -> {
					add(kinds, EventKind.values());
					instructions = true;
				}
				default -> throw new UsageException("The value of --trace cannot be '" + word + "'; expected " + KNOWN
						+ ", separated by commas, and perhaps :FILE.");
			}
		}
		return new TraceOption(kinds, instructions, colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1)));
	}

	private static void add(Set<EventKind> kinds, EventKind... more) {
		for (EventKind kind : more) {
			kinds.add(kind);
		}
	}
}
