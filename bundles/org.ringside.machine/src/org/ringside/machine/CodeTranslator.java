/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes fast code of what harts execute often. It never changes what a guest computes, so that it is free to refuse,
 * and to answer sooner or later. It is called on the thread that runs the hart, between instructions.
 */
public interface CodeTranslator {

	/** How often an instruction at an address is jumped to before it counts as hot; a call counts for ten times. */
	int heat(long pc);

	/**
	 * Code for an instruction that has become hot; the page may be asked for all that was executed in it so far. A translator
	 * that works on another thread answers with nothing, and later through {@link Hart#translated}.
	 */
	Optional<TranslatedCode> translate(Hart hart, CodePage page, long pc);

	/** Code made before, for the same bytes at the same address, where an instruction is reached for the first time. */
	Optional<TranslatedCode> known(Hart hart, CodePage page, long pc);

	/**
	 * This translator for one guest, of which a file tells what was hot in earlier runs.
	 *
	 * @param hart one of the guest's, which are all alike
	 * @param file need not be there; one that cannot be used is not
	 */
	default CodeTranslator remembering(Hart hart, Path file) {
		return this;
	}

	/** Writes the file of a {@link #remembering} translator; does nothing for others. */
	default void save() {
		// Most remember nothing.
	}

	/** What it does and did; any thread may ask. */
	default TranslatorState state() {
		return TranslatorState.NOTHING;
	}
}
