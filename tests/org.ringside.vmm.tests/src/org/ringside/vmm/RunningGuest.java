/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A guest that runs on a thread of its own until the test closes it, as in an IDE; the test waits for what it says. */
final class RunningGuest implements AutoCloseable {

	private static final long PATIENCE_MILLIS = 240_000;

	private final VirtualMachine vm;
	private final ConsolePort console = new ConsolePort();
	private final StringBuffer text = Guests.listen(console);
	private final Thread thread;
	private volatile boolean closing;
	private volatile Optional<VmStop> end = Optional.empty();

	RunningGuest(VmConfig.Builder config) throws VmException {
		vm = VirtualMachine.create(config.console(console).realTime(true).build());
		thread = new Thread(this::run, "guest of a test");
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		while (!closing && end.isEmpty()) {
			VmStop stop = vm.run(100_000_000);
			if (!(stop instanceof VmStop.Budget) && !(stop instanceof VmStop.Interrupted)) {
				end = Optional.of(stop);
			}
		}
	}

	VirtualMachine vm() {
		return vm;
	}

	String text() {
		return text.toString();
	}

	void type(String line) {
		console.type((line + "\r").getBytes(StandardCharsets.US_ASCII));
	}

	/** Waits until the guest has said something. */
	void await(String wanted) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
		while (text.indexOf(wanted) < 0) {
			if (end.isPresent() && text.indexOf(wanted) < 0 || System.nanoTime() - deadline > 0) {
				throw new AssertionError("'" + wanted + "' never came (" + end.map(VmStop::sentence).orElse("it runs") + "):\n" + text);
			}
			Thread.sleep(10);
		}
	}

	/** Types a command to a boot loader and waits for what it says, and then for the prompt. */
	void command(String command, String answer) throws InterruptedException {
		text.setLength(0);
		type(command);
		await(answer);
		await("=> ");
	}

	/** Waits until the guest ends by itself. */
	VmStop awaitEnd() throws InterruptedException {
		thread.join(PATIENCE_MILLIS);
		return end.orElseThrow(() -> new AssertionError("the guest never ended:\n" + text));
	}

	@Override
	public void close() throws InterruptedException {
		closing = true;
		vm.interrupt();
		thread.join(PATIENCE_MILLIS);
		vm.close();
	}
}
