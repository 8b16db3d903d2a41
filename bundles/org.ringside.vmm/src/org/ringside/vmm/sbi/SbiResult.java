/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import org.ringside.isa.sbi.SbiError;


/** What a call returns: the error in a0, the value in a1. Legacy calls return only one number, in a0. */
public record SbiResult(long a0, long a1, Kind kind) {
	/** Which registers the result goes to. */
	public enum Kind {
		/** a0 is the error, a1 the value. */
		PAIR,
		/** A legacy call: a0 only. */
		LEGACY,
		/** The call does not return here: the hart stopped, was reset, or resumes elsewhere. */
		GONE
	}

	/** The result of a call that does not come back. */
	static final SbiResult GONE = new SbiResult(0, 0, Kind.GONE);
	/** Success without a value. */
	static final SbiResult OK = value(0);

	static SbiResult value(long value) {
		return new SbiResult(SbiError.SUCCESS.code(), value, Kind.PAIR);
	}

	static SbiResult error(SbiError error) {
		return new SbiResult(error.code(), 0, Kind.PAIR);
	}

	static SbiResult legacy(long value) {
		return new SbiResult(value, 0, Kind.LEGACY);
	}
}
