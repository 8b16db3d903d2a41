/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.isa.Extension;
import org.ringside.isa.InterruptCause;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.machine.Access;
import org.ringside.machine.Clock;
import org.ringside.vmm.sbi.SbiPlatform;

/** What the SBI can do to this virtual machine. */
final class PlatformCalls implements SbiPlatform {
	/** With Sstc the supervisor has a comparator of its own, and the call does no more than set it. */
	private static final int STIMECMP = Sstc.STIMECMP;
	private static final int STI = InterruptCause.SUPERVISOR_TIMER.number();
	private static final long SSIP = InterruptCause.SUPERVISOR_SOFTWARE.bit();

	/** Offset of the 16550's line status register; bit 0 says that a byte is there. */
	private static final long LINE_STATUS = 5;

	private final GuestCore core;
	private final Clock.Event[] timers;

	PlatformCalls(GuestCore core) {
		this.core = core;
		this.timers = new Clock.Event[core.config().harts()];
	}

	private GuestVcpu vcpu(int hart) {
		return core.guestVcpus().get(hart);
	}

	@Override
	public int harts() {
		return timers.length;
	}

	@Override
	public long identification(int hart, int csr) {
		return vcpu(hart).state.peekCsr(csr);
	}

	@Override
	public void setTimer(int hart, long tick) {
		if (vcpu(hart).hasCsr(STIMECMP)) {
			vcpu(hart).setCsr(STIMECMP, tick);
			return;
		}
		Clock clock = core.clock();
		if (timers[hart] != null) {
			clock.cancel(timers[hart]);
			timers[hart] = null;
		}
		boolean due = Long.compareUnsigned(tick, clock.now()) <= 0;
		vcpu(hart).state.setInterruptPending(STI, due);
		if (!due && tick != -1) {
			schedule(hart, tick);
		}
	}

	/** Writes when the timers that the monitor keeps are due. */
	void save(DataOutput out) throws IOException {
		for (Clock.Event timer : timers) {
			out.writeBoolean(timer != null);
			if (timer != null) {
				out.writeLong(timer.tick());
			}
		}
	}

	/** The clock and the harts must have their state back before this is called. */
	void load(DataInput in) throws IOException {
		for (int hart = 0; hart < timers.length; hart++) {
			timers[hart] = null;
			if (in.readBoolean()) {
				schedule(hart, in.readLong());
			}
		}
	}

	private void schedule(int hart, long tick) {
		timers[hart] = core.clock().schedule(tick, () -> {
			timers[hart] = null;
			vcpu(hart).state.setInterruptPending(STI, true);
		});
	}

	@Override
	public void sendIpi(int hart) {
		var state = vcpu(hart).state;
		state.pokeCsr(SupervisorCsrs.SIP, SSIP);
	}

	@Override
	public void clearIpi(int hart) {
		vcpu(hart).state.pokeCsr(SupervisorCsrs.SIP, 0);
	}

	@Override
	public void remoteFenceI(int hart) {
		// On one thread, decoded code is forgotten when it is overwritten, on every hart: there is nothing left to do.
		if (core.config().parallel()) {
			vcpu(hart).state.forgetCode();
		}
	}

	@Override
	public void remoteSfence(int hart, long start, long size, OptionalLong asid) {
		vcpu(hart).state.flushTlb();
	}

	@Override
	public boolean hasGuests() {
		return core.config().isa().has(Extension.H);
	}

	@Override
	public void remoteHfence(int hart) {
		vcpu(hart).state.flushTlb();
	}

	@Override
	public HartState state(int hart) {
		return vcpu(hart).hsm;
	}

	@Override
	public void start(int hart, long address, long opaque) {
		vcpu(hart).begin(address, opaque);
	}

	@Override
	public void stop(int hart) {
		vcpu(hart).hsm = HartState.STOPPED;
	}

	@Override
	public void suspend(int hart) {
		vcpu(hart).hsm = HartState.SUSPENDED;
		vcpu(hart).state.setWaitingForInterrupt(true);
	}

	@Override
	public void suspendAndRestart(int hart, long address, long opaque) {
		vcpu(hart).restart = Optional.of(new GuestVcpu.Restart(address, opaque));
		suspend(hart);
	}

	@Override
	public boolean isRam(long gpa, long size) {
		return core.bus().isMemory(gpa, size);
	}

	@Override
	public byte[] readRam(long gpa, int size) {
		byte[] bytes = new byte[size];
		core.bus().read(gpa, bytes, 0, size);
		return bytes;
	}

	@Override
	public void writeRam(long gpa, byte[] bytes) {
		core.bus().write(gpa, bytes, 0, bytes.length);
	}

	@Override
	public OptionalLong readVirtual(int hart, long gva) {
		var state = vcpu(hart).state;
		byte[] bytes = new byte[8];
		for (int i = 0; i < bytes.length; i++) {
			var walk = state.translate(gva + i, Access.READ, state.mode(), false);
			if (!walk.allowed() || !core.bus().read(walk.physical().getAsLong(), bytes, i, 1)) {
				return OptionalLong.empty();
			}
		}
		long value = 0;
		for (int i = 7; i >= 0; i--) {
			value = value << 8 | bytes[i] & 0xff;
		}
		return OptionalLong.of(value);
	}

	@Override
	public void consoleWrite(int octet) {
		core.config().console().emit(octet);
	}

	@Override
	public int consoleRead() {
		// What the serial port has taken already comes first, as it would for firmware that reads the port.
		var uart = core.board().uart();
		return (uart.read(LINE_STATUS, 1) & 1) != 0 ? (int) uart.read(0, 1) & 0xff : core.config().console().poll();
	}

	@Override
	public void reset(Reset kind, String sentence) {
		core.end(switch (kind) {
			case SHUTDOWN -> new Verdict(Verdict.Kind.PASS, 0, sentence);
			case FAILURE -> new Verdict(Verdict.Kind.FAIL, 1, sentence);
			case REBOOT -> new Verdict(Verdict.Kind.RESET, 0, sentence);
		});
	}
}
