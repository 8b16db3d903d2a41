/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** The unit of a step. */
public enum StepGranularity {
	INSTRUCTION,
	/** A source line; where no line is known for the pc, a step of a line is a step of an instruction. */
	LINE
}
