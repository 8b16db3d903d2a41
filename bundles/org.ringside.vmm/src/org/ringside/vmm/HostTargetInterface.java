/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.ringside.machine.Hart;
import org.ringside.machine.Memory;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.WriteObserver;

/**
 * The far side of the two double-words {@code tohost} and {@code fromhost}, by which the test suites of the architecture,
 * and programs written like them, end their run and reach a console. A command has its device in bits 63 to 56, what it
 * wants in bits 55 to 48, and the rest below: device 0 ends the run (an odd value) or makes the system call whose number
 * and arguments lie at an address, device 1 is a console. The host answers by clearing {@code tohost} and setting
 * {@code fromhost}.
 */
final class HostTargetInterface implements WriteObserver {
	/** Where technique and symbols do not let the host see each store, it looks after so many instructions. */
	static final long SLICE = 5_000;
	private static final int SYSTEM_CALLS = 0;
	private static final int CONSOLE = 1;
	private static final int READ = 0;
	private static final int WRITE = 1;
	private static final int IDENTIFY = 0xff;
	private static final long PAYLOAD = (1L << 48) - 1;
	private static final int SYS_READ = 63;
	private static final int SYS_WRITE = 64;
	private static final int SYS_EXIT = 93;
	private static final long NO_SUCH_FILE_NUMBER = -9;
	private static final long NO_SUCH_CALL = -38;
	private static final long BAD_ADDRESS = -14;
	private static final int LONGEST = 1 << 20;
	private static final long FROM_CONSOLE = 0x100;

	private final GuestCore core;
	private final PhysicalBus bus;
	private final long tohost;
	private final OptionalLong fromhost;
	private boolean readPending;

	/**
	 * @param tohost guest-physical address of the double-word that the guest writes
	 * @param fromhost that of the one that the host writes, if the guest has one
	 */
	HostTargetInterface(GuestCore core, long tohost, OptionalLong fromhost) {
		this.core = core;
		this.bus = core.bus();
		this.tohost = tohost;
		this.fromhost = fromhost;
		if (core.shadowing().isEmpty()) {
			bus.addWriteObserver(this);
			bus.track(tohost, true);
		}
	}

	/** Whether the host must come and look, because stores are not told. */
	boolean mustPoll() {
		return !bus.isTracked(tohost);
	}

	@Override
	public void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue) {
		// What counts is what then stands there.
	}

	@Override
	public void afterWrite(Hart hart, long address, int size, long oldValue, long newValue) {
		if (hart != null && address < tohost + Long.BYTES && address + size > tohost) {
			hart.requestStopNow();
		}
	}

	/** Whether the guest waits for a byte that it asked for. */
	boolean isReadPending() {
		return readPending;
	}

	void setReadPending(boolean pending) {
		readPending = pending;
	}

	/** Carries out the command that stands in {@code tohost}, if there is one. */
	void poll() {
		if (readPending) {
			answerRead();
		}
		long command = bus.read(tohost, Long.BYTES);
		if (command == 0) {
			return;
		}
		int device = (int) (command >>> 56);
		int wanted = (int) (command >>> 48) & 0xff;
		long payload = command & PAYLOAD;
		if (device == SYSTEM_CALLS && (command & 1) != 0) {
			end(payload >>> 1);
			return;
		}
		bus.write(null, tohost, Long.BYTES, 0);
		if (wanted == IDENTIFY) {
			identify(device, payload);
		} else if (device == SYSTEM_CALLS) {
			systemCall(payload);
		} else if (device == CONSOLE && wanted == WRITE) {
			core.config().console().emit((int) payload & 0xff);
			answer(command & ~PAYLOAD);
		} else if (device == CONSOLE && wanted == READ) {
			readPending = true;
			answerRead();
		}
	}

	private void end(long code) {
		core.end(code == 0 ? new Verdict(Verdict.Kind.PASS, 0, "The guest wrote to tohost that it passed.")
				: new Verdict(Verdict.Kind.FAIL, (int) Math.min(code, Integer.MAX_VALUE), "The guest wrote to tohost that it failed with code " + code + "."));
	}

	private void answer(long value) {
		if (fromhost.isPresent()) {
			bus.write(null, fromhost.getAsLong(), Long.BYTES, value);
		}
	}

	private void answerRead() {
		int octet = core.config().console().poll();
		if (octet >= 0) {
			readPending = false;
			answer((long) CONSOLE << 56 | FROM_CONSOLE | octet);
		}
	}

	/** Puts the name of a device where the command says; a device that is not there has an empty name. */
	private void identify(int device, long payload) {
		String name = device == SYSTEM_CALLS ? "syscall_proxy" : device == CONSOLE ? "bcd" : "";
		byte[] bytes = new byte[64];
		byte[] text = name.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(text, 0, bytes, 0, text.length);
		bus.write(payload >>> 8, bytes, 0, bytes.length);
		answer((long) device << 56 | (long) IDENTIFY << 48 | 1);
	}

	/** The eight double-words at an address: number and arguments; the result takes the place of the number. */
	private void systemCall(long at) {
		if ((at & 7) != 0 || !bus.isMemory(at, 8 * Long.BYTES)) {
			answer(1);
			return;
		}
		long[] words = new long[4];
		for (int i = 0; i < words.length; i++) {
			words[i] = bus.read(at + (long) Long.BYTES * i, Long.BYTES);
		}
		if (words[0] == SYS_EXIT) {
			end(words[1]);
			return;
		}
		long result = switch ((int) words[0]) {
			case SYS_WRITE -> write(words[1], words[2], words[3]);
			case SYS_READ -> read(words[1], words[2], words[3]);
			default -> NO_SUCH_CALL;
		};
		bus.write(null, at, Long.BYTES, result);
		answer(1);
	}

	private long write(long file, long address, long length) {
		if (file != 1 && file != 2) {
			return NO_SUCH_FILE_NUMBER;
		}
		int count = (int) Math.max(0, Math.min(length, LONGEST));
		byte[] bytes = new byte[count];
		if (!bus.read(address, bytes, 0, count)) {
			return BAD_ADDRESS;
		}
		for (byte octet : bytes) {
			core.config().console().emit(octet & 0xff);
		}
		return count;
	}

	/** What was typed so far, at least nothing: the console does not make the machine wait. */
	private long read(long file, long address, long length) {
		if (file != 0) {
			return NO_SUCH_FILE_NUMBER;
		}
		if (length < 0 || !bus.isMemory(address, Math.min(length, Memory.PAGE))) {
			return BAD_ADDRESS;
		}
		int count = 0;
		while (count < length && count < Memory.PAGE && core.config().console().available()) {
			bus.write(null, address + count++, 1, core.config().console().poll());
		}
		return count;
	}
}
