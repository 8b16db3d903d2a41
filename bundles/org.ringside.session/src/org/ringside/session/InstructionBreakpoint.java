/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/**
 * Waits for an instruction about to be executed.
 *
 * @param at where
 * @param options common to all kinds
 */
public record InstructionBreakpoint(Location at, BreakpointOptions options) implements BreakpointSpec {

	/** Where an instruction breakpoint lies, as the user said it. */
	public sealed interface Location {

		/** In the breakpoint language. */
		String text();
	}

	/** A symbol, plus a number of bytes. */
	public record Symbol(String name, long offset) implements Location {
		@Override
		public String text() {
			String place = offset == 0 ? name : name + "+" + Words.hex(offset);
			return BreakpointParser.readsAsSymbol(place) ? place : "symbol:" + place;
		}
	}

	/** A guest-virtual address. */
	public record Virtual(long gva) implements Location {
		@Override
		public String text() {
			return "pc:" + Words.hex(gva);
		}
	}

	/** A guest-physical address. */
	public record Physical(long gpa) implements Location {
		@Override
		public String text() {
			return "gpa:" + Words.hex(gpa);
		}
	}

	/** A line of a source file, which is named by as much of the end of its path as makes it clear. */
	public record Line(String file, int line) implements Location {
		@Override
		public String text() {
			return file.replace(" ", "\\ ") + ":" + line;
		}
	}

	/** With the usual options. */
	public static InstructionBreakpoint at(Location location) {
		return new InstructionBreakpoint(location, BreakpointOptions.DEFAULT);
	}

	@Override
	public InstructionBreakpoint withOptions(BreakpointOptions newOptions) {
		return new InstructionBreakpoint(at, newOptions);
	}

	@Override
	public String selector() {
		return at.text();
	}

	@Override
	public String kindTitle() {
		return "instruction";
	}
}
