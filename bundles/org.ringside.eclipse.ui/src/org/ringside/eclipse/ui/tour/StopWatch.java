/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.tour;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.VcpuThread;

/** Waits for the stops and the end of guests, as the debugger tells them. */
final class StopWatch implements AutoCloseable {
	private final BlockingQueue<DebugEvent> events = new LinkedBlockingQueue<>();
	private final IDebugEventSetListener listener = this::take;

	StopWatch() {
		DebugPlugin.getDefault().addDebugEventListener(listener);
	}

	/**
	 * Waits until a VM is suspended or ends.
	 *
	 * @return true if it is suspended, false if it ended or nothing came in time
	 */
	boolean awaitSuspend(long seconds) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		DebugEvent event;
		while ((event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
			if (event.getKind() == DebugEvent.SUSPEND) {
				return true;
			}
			if (event.getKind() == DebugEvent.TERMINATE) {
				return false;
			}
		}
		return false;
	}

	/** Waits until a VM ends; false if it did not in time. */
	boolean awaitEnd(GuestDebugTarget vm, long seconds) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		while (!vm.isTerminated() && System.nanoTime() < deadline) {
			events.poll(100, TimeUnit.MILLISECONDS);
		}
		return vm.isTerminated();
	}

	private void take(DebugEvent[] set) {
		for (DebugEvent event : set) {
			boolean suspended = event.getKind() == DebugEvent.SUSPEND
					&& (event.getSource() instanceof VcpuThread || event.getSource() instanceof GuestDebugTarget);
			boolean ended = event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof GuestDebugTarget;
			if (suspended || ended) {
				events.add(event);
			}
		}
	}

	@Override
	public void close() {
		DebugPlugin.getDefault().removeDebugEventListener(listener);
	}
}
