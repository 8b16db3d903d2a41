/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.isa.PrivilegeMode;

/**
 * Takes down every trap of a guest, and every return from one if it wants to, without an event being made of each: a guest may trap some million times a
 * second. Called on the thread that runs the machine, and must return at once.
 */
public interface TrapRecorder {
	/** A trap was taken; the parameters are those of {@link EventPlace} and {@link VmEvent.TrapTaken}. */
	void taken(int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, long cause, long tval, PrivilegeMode to, long handler);

	/** Whether it is told of returns. Read when the observer is set. */
	boolean takesReturns();

	/** A trap was returned from; the parameters are those of {@link EventPlace} and {@link VmEvent.TrapReturn}. */
	void returned(int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, long cause, PrivilegeMode to, long target);
}
