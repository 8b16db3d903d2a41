/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.ringside.machine.CodePage;
import org.ringside.machine.Hart;
import org.ringside.machine.TranslatedCode;

/** Code that is to be made at a place, and who waits for it. What waits belongs to the lock of {@link BackgroundTranslation}. */
final class Order {

	/** A hart that has executed the place often. */
	private record Waiting(Hart hart, CodePage page) {
	}

	final Translator.Place place;
	/** What to ask about the machine. */
	final Hart hart;
	/** Whether an earlier run had host code there; else a class is made. */
	final boolean hostCode;
	private final Supplier<CodePage> page;
	private final List<Waiting> waiting = new ArrayList<>();

	/** @param page tells the instructions: it is the hart's, or is made of what an earlier run found */
	Order(Translator.Place place, Hart hart, boolean hostCode, Supplier<CodePage> page) {
		this.place = place;
		this.hostCode = hostCode;
		this.hart = hart;
		this.page = page;
	}

	CodePage page() {
		return page.get();
	}

	void await(Hart who, CodePage where) {
		Waiting one = new Waiting(who, where);
		if (!waiting.contains(one)) {
			waiting.add(one);
		}
	}

	void deliver(TranslatedCode code) {
		waiting.forEach(one -> one.hart.translated(one.page, code));
	}
}
