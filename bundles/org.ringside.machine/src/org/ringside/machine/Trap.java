/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;

/**
 * An exception on its way from the instruction that met it to the trap entry. Each hart owns one and throws it again
 * and again; it carries no stack trace because it is no error of this program.
 */
public final class Trap extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private transient ExceptionCause cause;
	private long value;
	/** Of a guest-page fault: the guest-physical address that is not translated; else 0. */
	long guestPhysical;
	/** The access to an entry of the VS-stage that a guest-page fault comes from; {@code null} if it comes from none. */
	transient Access implicit;
	/** Whether the value is an address of a guest although the hart did not run that guest, as with {@code hlv}. */
	boolean ofGuest;

	/** A trap that {@link #with} fills in. */
	public Trap() {
		super(null, null, false, false);
	}

	/** Sets what is to be raised and returns this. */
	public Trap with(ExceptionCause newCause, long trapValue) {
		cause = newCause;
		value = trapValue;
		guestPhysical = 0;
		implicit = null;
		ofGuest = false;
		return this;
	}

	/** Sets that a walk has failed. */
	Trap with(PageWalker walker, long va) {
		with(walker.fault, va);
		guestPhysical = walker.guestPhysical;
		implicit = walker.implicit;
		return this;
	}

	/** The cause. */
	public ExceptionCause cause() {
		return cause;
	}

	/** What goes into {@code xtval}. */
	public long value() {
		return value;
	}

	@Override
	public String getMessage() {
		return cause + " with value 0x" + Long.toHexString(value);
	}
}
