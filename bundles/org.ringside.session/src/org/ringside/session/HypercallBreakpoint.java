/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.OptionalLong;

import org.ringside.vmm.sbi.SbiCall;

/**
 * Waits for a supervisor's call of its execution environment.
 *
 * @param calls which calls; empty for every one
 * @param onReturn whether it waits for the answer instead of the call
 * @param options common to all kinds
 */
public record HypercallBreakpoint(List<Call> calls, boolean onReturn, BreakpointOptions options) implements BreakpointSpec {

	/**
	 * An SBI extension, or one function of it.
	 *
	 * @param eid the extension
	 * @param fid the function; empty for all
	 */
	public record Call(long eid, OptionalLong fid) {

		/** By name where it has one: {@code TIME.set_timer}. */
		public String text() {
			return SbiNames.name(this);
		}

		boolean matches(long otherEid, long otherFid) {
			return eid == otherEid && (fid.isEmpty() || fid.getAsLong() == otherFid);
		}
	}

	public HypercallBreakpoint {
		calls = List.copyOf(calls);
	}

	/** Every call, with the usual options. */
	public static HypercallBreakpoint any() {
		return new HypercallBreakpoint(List.of(), false, BreakpointOptions.DEFAULT);
	}

	@Override
	public HypercallBreakpoint withOptions(BreakpointOptions newOptions) {
		return new HypercallBreakpoint(calls, onReturn, newOptions);
	}

	@Override
	public String selector() {
		StringBuilder text = new StringBuilder("hypercall");
		String separator = ":";
		for (Call call : calls) {
			text.append(separator).append(call.text());
			separator = ",";
		}
		return text.append(onReturn ? " on=return" : "").toString();
	}

	@Override
	public String kindTitle() {
		return "hypercall";
	}

	boolean matches(SbiCall call) {
		return matches(call.eid(), call.fid());
	}

	boolean matches(long eid, long fid) {
		if (calls.isEmpty()) {
			return true;
		}
		for (Call wanted : calls) {
			if (wanted.matches(eid, fid)) {
				return true;
			}
		}
		return false;
	}
}
