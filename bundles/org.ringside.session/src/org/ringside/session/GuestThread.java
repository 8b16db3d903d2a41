/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.VirtualMachine;

/** The thread to which one incarnation of a guest belongs: it runs the guest, and answers questions while the guest stands still. */
final class GuestThread {

	/** Told on the VM's thread. */
	interface Owner {
		/** The guest stands still. Not told again before the next order. */
		void stopped(GuestThread guest, StopEvent stop);
	}

	/** Something to be done on the thread, or refused if the guest ends first. */
	private record Task(Runnable run, Runnable refuse) {
	}

	private static final Runnable NOTHING = () -> {
		// A wake-up that comes too late needs no answer.
	};

	private final String name;
	private final VirtualMachine vm;
	private final RunControl control;
	private final Owner owner;
	private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
	private final Thread thread;
	private volatile boolean done;

	GuestThread(String name, VirtualMachine vm, RunControl control, Owner owner) {
		this.name = name;
		this.vm = vm;
		this.control = control;
		this.owner = owner;
		thread = new Thread(this::work, "Ringside VM " + name);
		thread.setDaemon(true);
	}

	void start() {
		thread.start();
	}

	RunControl control() {
		return control;
	}

	VirtualMachine vm() {
		return vm;
	}

	/** Has the guest run; its owner is told when it stands still again. */
	void order(Supplier<StopEvent> run) {
		Runnable whole = () -> {
			StopEvent stop;
			try {
				stop = run.get();
			} catch (RuntimeException | Error failure) {
				stop = failed(failure);
			}
			owner.stopped(this, stop);
		};
		// An order that the end of the guest overtakes finds it ending and stops at once; its owner waits to be told.
		tasks.add(new Task(whole, whole));
	}

	/** Asks something; the answer comes as soon as the tasks before it are done. */
	<T> CompletableFuture<T> ask(Callable<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		if (Thread.currentThread() == thread) {
			answer(question, answer);
			return answer;
		}
		Runnable refuse = () -> answer.completeExceptionally(new SessionException("The VM " + name + " is terminated."));
		tasks.add(new Task(() -> answer(question, answer), refuse));
		if (done) {
			refuse.run();
		}
		return answer;
	}

	private static <T> void answer(Callable<T> question, CompletableFuture<T> answer) {
		try {
			answer.complete(question.call());
		} catch (Exception | Error failure) {
			answer.completeExceptionally(failure);
		}
	}

	/** Ends guest and thread, in whatever state they are. */
	void end() {
		control.end();
		tasks.add(new Task(NOTHING, NOTHING));
	}

	/** Waits for the thread to end. */
	boolean join(long millis) {
		if (Thread.currentThread() == thread) {
			return false;
		}
		try {
			thread.join(millis);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return !thread.isAlive();
	}

	private void work() {
		try {
			while (!control.ending()) {
				tasks.take().run().run();
			}
		} catch (InterruptedException e) {
			// Somebody ends the thread from outside: the guest goes with it.
			Thread.currentThread().interrupt();
		} finally {
			done = true;
			Task left = tasks.poll();
			while (left != null) {
				left.refuse().run();
				left = tasks.poll();
			}
			vm.close();
		}
	}

	private StopEvent failed(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		String where = trace.length == 0 ? "" : " at " + trace[0];
		StopEvent here;
		try {
			here = control.stop(StopKind.INTERNAL_ERROR, 0, "", List.of(), Optional.empty());
		} catch (RuntimeException secondFailure) {
			failure.addSuppressed(secondFailure);
			return new StopEvent(StopKind.INTERNAL_ERROR, 0, "Ringside failed: " + failure + where, List.of(), Optional.empty(),
					new StopFacts(name, vm.config().technique(), PrivilegeMode.M, 0, "0x0", 0, 0, 0, 0),
					Optional.of(failure));
		}
		return new StopEvent(StopKind.INTERNAL_ERROR, 0, "Ringside failed: " + failure + where, List.of(),
				Optional.empty(), here.facts(), Optional.of(failure));
	}
}
