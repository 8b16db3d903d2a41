/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/**
 * What a breakpoint waits for, and the one language in which every face writes it.
 *
 * <pre>
 * breakpoint = kind {option}
 *
 * kind       = SYMBOL ["+" OFFSET]          instruction: symbol of a symbol file (bound to gVA, and to the gPA it is loaded at)
 *            | "symbol:" SYMBOL ["+" OFFSET]  the same, for a symbol that looks like another kind
 *            | "pc:" ADDRESS | ADDRESS      instruction: guest-virtual address (and the gPA at which the image has it loaded)
 *            | "gpa:" ADDRESS               instruction: guest-physical address, however it is mapped
 *            | FILE ":" LINE                instruction: source line
 *            | "trap" [":" CAUSE {"," CAUSE}]
 *            | "hypercall" [":" CALL {"," CALL}]
 *            | "table-write" [":" RANGE]
 *
 * CAUSE      = "load-page-fault" … | "supervisor-timer" … | "sti" … | "page-fault" | "access-fault" | "misaligned"
 *            | "ecall" | "exception" | "interrupt" | NUMBER | "interrupt-" NUMBER | "*"
 * CALL       = EXTENSION ["." FUNCTION]     by name (TIME.set_timer) or number (0x54494d45.0); "*" for any
 * RANGE      = ADDRESS                      the byte
 *            | ADDRESS "-" ADDRESS          the second one excluded
 *            | ADDRESS "+" LENGTH
 *
 * option     = ["if"]
 *              "vcpu=" N {"," N}            only these vCPUs
 *            | "mode=" MODE {"," MODE}      only in these privilege modes: U, S, M
 *            | "asid=" N                    only in this address space
 *            | "root=" ADDRESS              only with the root page table at this gPA
 *            | "hits=" N                    acts from the Nth hit on
 *            | "once"                       is disabled after it acted
 *            | "disabled"
 *            | "action=" ("stop" | "log" | "count")
 *     trap:    "from=" MODE…  "to=" MODE…  "on=" ("entry" | "return")
 *     hypercall: "on=" ("call" | "return")
 *     table-write: "effect=" ("map" | "unmap" | "remap" | "permission" | "ad" | "other") {"," …}  "level=" N {"," N}
 * </pre>
 *
 * Numbers are decimal or {@code 0x} hexadecimal. {@link #text()} gives a text that {@link #parse} reads back to an equal value.
 */
public sealed interface BreakpointSpec
		permits InstructionBreakpoint, TrapBreakpoint, HypercallBreakpoint, PageTableWriteBreakpoint {

	/** What all kinds have in common. */
	BreakpointOptions options();

	/** The same with other options. */
	BreakpointSpec withOptions(BreakpointOptions options);

	/** What it waits for, without the options that all kinds share. */
	String selector();

	/** The kind in words, for people: {@code "trap"}. */
	String kindTitle();

	/** The whole breakpoint in the language above. */
	default String text() {
		String common = options().text();
		return common.isEmpty() ? selector() : selector() + " " + common;
	}

	/**
	 * Reads a breakpoint.
	 *
	 * @throws SessionException with one sentence that names the word that is wrong and what was expected
	 */
	static BreakpointSpec parse(String text) throws SessionException {
		return new BreakpointParser(text).parse();
	}
}
