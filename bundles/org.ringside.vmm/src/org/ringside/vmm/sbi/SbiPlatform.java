/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import java.util.OptionalLong;

/** What the interface needs from the virtual machine that it serves. Harts are named by index, which is their hart id. */
public interface SbiPlatform {
	/** The state of a hart in the words of HSM; the ordinal of each is its number there (SBI 9, table 1). */
	enum HartState {
		STARTED, STOPPED, START_PENDING, STOP_PENDING, SUSPENDED
	}

	/** How a run ends by the guest's own wish. */
	enum Reset {
		SHUTDOWN, FAILURE, REBOOT
	}

	/** Number of harts. */
	int harts();

	/** Value of an identification CSR such as {@code mvendorid}. */
	long identification(int hart, int csr);

	/** Sets when the supervisor timer interrupt of a hart becomes pending (ticks, unsigned); takes back a pending one. */
	void setTimer(int hart, long tick);

	/** Makes the supervisor software interrupt pending. */
	void sendIpi(int hart);

	/** Takes back a pending supervisor software interrupt. */
	void clearIpi(int hart);

	/** As {@code fence.i} on that hart. */
	void remoteFenceI(int hart);

	/** As {@code sfence.vma} on that hart for a range of guest-virtual addresses; a size of -1 is all. */
	void remoteSfence(int hart, long start, long size, OptionalLong asid);

	/** Whether harts have the hypervisor extension. */
	boolean hasGuests();

	/** As {@code hfence.gvma} and {@code hfence.vvma} on that hart, for everything. */
	void remoteHfence(int hart);

	/** The state of a hart. */
	HartState state(int hart);

	/** Starts a stopped hart in S-mode with translation off, a0 its hart id and a1 {@code opaque}. */
	void start(int hart, long address, long opaque);

	/** Stops the calling hart. */
	void stop(int hart);

	/** Suspends the calling hart until an interrupt that it has enabled in {@code sie} is pending. */
	void suspend(int hart);

	/** Suspends the calling hart; when it wakes it begins as by {@link #start}. */
	void suspendAndRestart(int hart, long address, long opaque);

	/** Whether these guest-physical bytes are all RAM. */
	boolean isRam(long gpa, long size);

	/** Reads guest-physical RAM for which {@link #isRam} holds. */
	byte[] readRam(long gpa, int size);

	/** Writes guest-physical RAM for which {@link #isRam} holds, as a device does. */
	void writeRam(long gpa, byte[] bytes);

	/** A doubleword at a guest-virtual address as the calling supervisor may load it, or empty if that would fault. */
	OptionalLong readVirtual(int hart, long gva);

	/** Sends a byte to the console. */
	void consoleWrite(int octet);

	/** The next byte from the console, or -1. */
	int consoleRead();

	/** Ends the run. */
	void reset(Reset kind, String sentence);
}
