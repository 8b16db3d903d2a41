/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Locale;

import org.ringside.machine.HostCodeUse;
import org.ringside.machine.TranslatorState;

/**
 * What an engine makes of guests' code in this process, and, where that is not the fastest, why.
 *
 * @param means       what most of the code that runs often becomes
 * @param reason      why it is not host code, as words that follow a colon; empty where it is
 * @param translated  what was made so far, for all guests of the process
 */
public record Execution(Means means, String reason, TranslatorState translated) {

	/** What code becomes. */
	public enum Means {
		/** Instructions of the host's own processor. */
		HOST_CODE("host code (x86-64)"),
		/** Classes that the JVM compiles. */
		JAVA_CLASSES("Java classes"),
		/** Nothing: it is interpreted. */
		INTERPRETER("interpreter");

		private final String text;

		Means(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return text;
		}
	}

	/** The option of the JVM that permits host code without a warning. */
	public static final String OPTION = "--enable-native-access=ALL-UNNAMED";

	/** Of a guest whose engine was chosen to be the interpreter. */
	static Execution interpreted(String reason) {
		return new Execution(Means.INTERPRETER, reason, new TranslatorState(HostCodeUse.SWITCHED_OFF, 0, 0, 0, false));
	}

	static Execution of(TranslatorState state) {
		if (state.hostCode() == HostCodeUse.MADE) {
			return new Execution(Means.HOST_CODE, "", state);
		}
		Means means = state.noClasses() ? Means.INTERPRETER : Means.JAVA_CLASSES;
		String reason = why(state.hostCode());
		return new Execution(means, state.noClasses() ? reason + ", and the library ASM is missing" : reason, state);
	}

	private static String why(HostCodeUse use) {
		return switch (use) {
			case MADE -> "";
			case SWITCHED_OFF -> "host code is switched off (-Dringside.hostcode=false)";
			case OTHER_HOST -> "host code is made on Linux on x86-64 alone";
			case NOT_PERMITTED -> "this JVM denies native access";
			case NO_MEMORY -> "the host gives no memory for host code";
			case FAILED -> "host code cannot be called here; the log tells why";
		};
	}

	/** Whether {@link #OPTION} would give host code. */
	public boolean lacksPermission() {
		return translated.hostCode() == HostCodeUse.NOT_PERMITTED;
	}

	/** For example <em>host code (x86-64)</em>, or <em>Java classes: this JVM denies native access</em>. */
	public String sentence() {
		return reason.isEmpty() ? means.text : means.text + ": " + reason;
	}

	/** What was translated so far, for example <em>312 pieces of host code (210 KiB), 4 Java classes</em>. */
	public String amount() {
		String host = String.format(Locale.ROOT, "%d pieces of host code (%d KiB)", translated.hostRegions(), translated.hostBytes() + 1023 >> 10);
		String classes = translated.classes() == 1 ? "1 Java class" : translated.classes() + " Java classes";
		return means == Means.HOST_CODE || translated.hostRegions() > 0 ? host + ", " + classes : classes;
	}
}
