/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** Several instructions in a row that are executed as one node; it stands in the place of the first. */
abstract class Fused extends Node {

	final Node first;

	Fused(Node first) {
		super(first.pc, first.word, first.length);
		this.first = first;
		toEnd = first.toEnd;
	}
}
