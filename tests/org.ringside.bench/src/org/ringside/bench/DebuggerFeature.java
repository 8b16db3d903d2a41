/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.util.EnumSet;
import java.util.List;

import org.ringside.session.BreakpointId;
import org.ringside.session.EventTrace;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.vmm.EventKind;

/**
 * Something of the debugger that can be set and taken back while a program is suspended.
 *
 * @param name what the table calls it
 * @param hit whether the program meets it all the time, without being stopped; otherwise it never does
 */
record DebuggerFeature(String name, boolean hit, Setting setting) {

	/** Sets it in a session. */
	interface Setting {
		Set on(Session session) throws SessionException;
	}

	/** What was set. */
	interface Set {
		/** How often it was met so far; 0 where nobody counts. */
		long hits();

		void off() throws SessionException;
	}

	/** An address that no program uses, in memory. */
	private static final long ELSEWHERE = 0x87f0_0000L;
	/** A page that no kernel maps, which has its entry in the table with those that some of them write all the time. */
	private static final String BESIDE = "0x40064000";
	/** Of tdata1: an address match for loads and stores in M, S and U-mode (Debug 5.7.12, type 6). */
	private static final long WATCH = 6L << 60 | 1 << 6 | 1 << 4 | 1 << 3 | 1 << 1 | 1;

	/** Those that a program of the machine is measured with. */
	static List<DebuggerFeature> ofPrograms() {
		return List.of(unhit("breakpoint, another page", "gpa:" + ELSEWHERE), unhit("breakpoint, same page", "finish"),
				unhit("breakpoint on a trap", "trap:illegal-instruction"), watch("watchpoint, another page", ELSEWHERE, ""),
				watch("watchpoint, hot page", 0, "bss_end"), traced("trace of all events", EnumSet.allOf(EventKind.class)));
	}

	/** Those that a kernel is measured with. */
	static List<DebuggerFeature> ofKernels() {
		return List.of(unhit("breakpoint, another page", "gpa:" + ELSEWHERE), unhit("breakpoint, same page", "finish"),
				unhit("breakpoint on another trap", "trap:illegal-instruction"), unhit("breakpoint on a call", "hypercall:TIME.set_timer"),
				unhit("watched table elsewhere", "table-write:0x70000000"), unhit("watched entry, same table", "table-write:" + BESIDE),
				counted("all traps counted", "trap"),
				counted("all table writes counted", "table-write"), traced("usual trace", EventTrace.USUAL),
				traced("trace of all events", EnumSet.allOf(EventKind.class)));
	}

	private static DebuggerFeature unhit(String name, String spec) {
		return new DebuggerFeature(name, false, session -> breakpoint(session, spec));
	}

	private static DebuggerFeature counted(String name, String spec) {
		return new DebuggerFeature(name, true, session -> breakpoint(session, spec + " action=count"));
	}

	private static Set breakpoint(Session session, String spec) throws SessionException {
		BreakpointId id = session.breakpoints().add(spec);
		return new Set() {
			@Override
			public long hits() {
				return session.breakpoints().hitCount(id);
			}

			@Override
			public void off() {
				session.breakpoints().remove(id);
			}
		};
	}

	private static DebuggerFeature traced(String name, java.util.Set<EventKind> kinds) {
		return new DebuggerFeature(name, true, session -> {
			session.setTraced(kinds);
			return new Set() {
				@Override
				public long hits() {
					return session.trace().count();
				}

				@Override
				public void off() {
					session.setTraced(EnumSet.noneOf(EventKind.class));
				}
			};
		});
	}

	/** A trigger of the hart, which is what watches data. */
	private static DebuggerFeature watch(String name, long address, String symbol) {
		return new DebuggerFeature(name, false, session -> {
			session.writeRegister(0, "tselect", 0);
			session.writeRegister(0, "tdata2", symbol.isEmpty() ? address : session.symbols().require(symbol).gva());
			session.writeRegister(0, "tdata1", WATCH);
			return new Set() {
				@Override
				public long hits() {
					return 0;
				}

				@Override
				public void off() throws SessionException {
					session.writeRegister(0, "tdata1", 0);
				}
			};
		});
	}
}
