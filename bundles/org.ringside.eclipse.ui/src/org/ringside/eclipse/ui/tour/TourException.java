/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.tour;

/** A step of the tour did not happen; the message says in one sentence which. */
final class TourException extends Exception {
	private static final long serialVersionUID = 1L;

	TourException(String sentence) {
		super(sentence);
	}

	TourException(String sentence, Throwable cause) {
		super(sentence, cause);
	}
}
