/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.ringside.isa.ExceptionCause;
import org.ringside.isa.sbi.SbiExtension;
import org.ringside.machine.HartStop;
import org.ringside.machine.PhysicalBus;

/**
 * Runs each hart of a bare machine on a thread of its own. Memory is shared as RVWMO has it: what harts do to registers,
 * translations and memory they do side by side, everything else under the lock of the machine, which is its bus. What needs
 * the state of other harts (a remote fence, an atomic of 16 bytes) waits until they stand between two slices.
 *
 * <p>While somebody observes events (traces, breakpoints on traps, calls or tables), harts run one at a time, so that events have
 * an order. Time is the host's while the machine runs.
 */
final class ParallelLoop extends HartSchedule {
	/** Instructions of a hart between looks at others: some tens of microseconds. */
	private static final long SLICE = 20_000;
	/** The calls that reach into the translations and the code of other harts. */
	private static final Set<SbiExtension> FENCES = EnumSet.of(SbiExtension.RFENCE, SbiExtension.LEGACY_REMOTE_FENCE_I,
			SbiExtension.LEGACY_REMOTE_SFENCE_VMA, SbiExtension.LEGACY_REMOTE_SFENCE_VMA_ASID);
	private static final long MILLION = 1_000_000;

	/** The lock of the machine. */
	private final PhysicalBus machine;
	private long left;
	/** Harts in the middle of a slice. */
	private int running;
	/** The hart that has all others stand. */
	private Optional<GuestVcpu> exclusive = Optional.empty();
	private Optional<VmStop> end = Optional.empty();
	private Optional<Throwable> failure = Optional.empty();

	ParallelLoop(GuestCore core) {
		super(core);
		this.machine = core.bus();
	}

	@Override
	void ring() {
		synchronized (machine) {
			machine.notifyAll();
		}
	}

	@Override
	VmStop run(long limit) {
		List<Thread> threads = new ArrayList<>();
		synchronized (machine) {
			left = limit;
			end = Optional.empty();
			failure = Optional.empty();
			core.clock().start();
			for (GuestVcpu vcpu : core.guestVcpus()) {
				// While the machine stood, a debugger may have written code.
				vcpu.state.forgetCode();
			}
		}
		for (GuestVcpu vcpu : core.guestVcpus()) {
			threads.add(Thread.ofPlatform().daemon().name("Ringside " + core.config().name() + " hart " + vcpu.index()).start(() -> live((BareVcpu) vcpu)));
		}
		for (Thread thread : threads) {
			join(thread);
		}
		synchronized (machine) {
			core.clock().stop();
			if (failure.isPresent()) {
				throw new IllegalStateException("A hart's thread failed", failure.get());
			}
			return end.orElseThrow();
		}
	}

	private void join(Thread thread) {
		boolean asked = false;
		while (true) {
			try {
				thread.join();
				break;
			} catch (InterruptedException e) {
				asked = true;
				interrupt();
			}
		}
		if (asked) {
			Thread.currentThread().interrupt();
		}
	}

	/** The life of a hart's thread: slices beside others, and looks around under the lock between them. */
	private void live(BareVcpu vcpu) {
		try {
			while (true) {
				synchronized (machine) {
					while (exclusive.isPresent()) {
						machine.wait();
					}
					if (look()) {
						return;
					}
					if (!vcpu.runnable()) {
						sleep();
						continue;
					}
					vcpu.wake();
					if (core.events().observed() || vcpu.passing()) {
						alone(vcpu, () -> count(vcpu, () -> vcpu.run(SLICE)));
						continue;
					}
					running++;
				}
				slice(vcpu);
			}
		} catch (Throwable e) {
			synchronized (machine) {
				failure = Optional.of(failure.orElse(e));
				end = Optional.of(end.orElseGet(VmStop.Interrupted::new));
				machine.notifyAll();
			}
		}
	}

	private void slice(BareVcpu vcpu) throws InterruptedException {
		long before = vcpu.retired();
		HartStop stop = null;
		try {
			stop = vcpu.execute(SLICE);
		} finally {
			synchronized (machine) {
				running--;
				account(vcpu.retired() - before);
				machine.notifyAll();
			}
		}
		synchronized (machine) {
			HartStop why = stop;
			if (needsOthersToStand(vcpu, why)) {
				alone(vcpu, () -> vcpu.after(why));
			} else {
				vcpu.after(why);
			}
		}
	}

	/** Whether the stop leads to something that touches what other harts use without the lock. */
	private static boolean needsOthersToStand(BareVcpu vcpu, HartStop stop) {
		if (stop instanceof HartStop.NeedsExclusion) {
			return true;
		}
		if (stop instanceof HartStop.MonitorTrap trap && trap.cause() == ExceptionCause.ECALL_FROM_S) {
			return SbiExtension.of(Firmware.callOf(vcpu).eid()).filter(FENCES::contains).isPresent();
		}
		return false;
	}

	/** Does something while no other hart is within a slice; the lock is held, and given up only to wait for that. */
	private void alone(GuestVcpu vcpu, Runnable action) throws InterruptedException {
		while (exclusive.isPresent()) {
			machine.wait();
		}
		exclusive = Optional.of(vcpu);
		try {
			while (running > 0) {
				machine.wait();
			}
			action.run();
		} finally {
			exclusive = Optional.empty();
			machine.notifyAll();
		}
	}

	private void count(GuestVcpu vcpu, Runnable run) {
		long before = vcpu.retired();
		run.run();
		account(vcpu.retired() - before);
	}

	private void account(long retired) {
		instructions += retired;
		left -= retired;
	}

	/** Lets input and events in; whether the run ends. */
	private boolean look() {
		if (end.isEmpty() && interrupted) {
			interrupted = false;
			end = Optional.of(new VmStop.Interrupted());
		}
		if (end.isEmpty()) {
			end = attend();
		}
		if (end.isEmpty() && left <= 0) {
			end = Optional.of(new VmStop.Budget());
		}
		if (end.isPresent()) {
			machine.notifyAll();
		}
		return end.isPresent();
	}

	/** The hart has nothing to do: until something wakes it, or an event is due, or, where no hart ever will, for good. */
	private void sleep() throws InterruptedException {
		long nanoseconds = core.clock().nanosecondsUntilEvent();
		boolean nobody = running == 0 && exclusive.isEmpty() && core.guestVcpus().stream().noneMatch(GuestVcpu::runnable);
		if (nanoseconds == Long.MAX_VALUE && nobody && !inputCanWake()) {
			end = Optional.of(new VmStop.Idle(idleSentence()));
			machine.notifyAll();
			return;
		}
		if (nanoseconds == 0) {
			return;
		}
		long milliseconds = Math.min(LONGEST_SLEEP_MILLISECONDS, nanoseconds / MILLION);
		machine.wait(milliseconds, milliseconds == LONGEST_SLEEP_MILLISECONDS ? 0 : (int) (nanoseconds % MILLION));
	}

	@Override
	VmStop step(GuestVcpu vcpu) {
		synchronized (machine) {
			vcpu.state.forgetCode();
			core.clock().start();
			try {
				return super.step(vcpu);
			} finally {
				core.clock().stop();
			}
		}
	}
}
