/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.ringside.session.BreakpointSpec;
import org.ringside.session.ExitCodes;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.session.SessionListener;
import org.ringside.session.SessionState;
import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;
import org.ringside.vmm.HotCodeFolder;

/** Runs a guest with its console on standard input and output, and tells stops and traces on standard error. */
final class RunCommand implements SessionListener {

	/** Something that the main thread waits for: a stop, or that the user or the output ended the run. */
	private record Notice(Optional<StopEvent> stop, int exitCode) {
	}

	private final RunOptions options;
	private final PrintStream errors;
	private final LinkedBlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
	private volatile boolean outputLost;

	private RunCommand(RunOptions options, PrintStream errors) {
		this.options = options;
		this.errors = errors;
	}

	static int main(String[] arguments) {
		boolean interactive = RawTerminal.interactive();
		PrintStream errors = System.err;
		RunOptions options;
		try {
			options = RunOptions.parse(arguments, interactive);
		} catch (UsageException e) {
			Main.error(errors, e.getMessage());
			return ExitCodes.USAGE;
		}
		if (options.help()) {
			System.out.print(RunHelp.TEXT);
			return 0;
		}
		HotCodeFolder.choose(options.hotCode());
		try {
			return new RunCommand(options, errors).run(interactive);
		} catch (SessionException e) {
			Main.error(errors, e.getMessage());
			return ExitCodes.BAD_INPUT;
		}
	}

	private int run(boolean interactive) throws SessionException {
		long opened = System.nanoTime();
		try (Session session = Session.open(options.launch()); TraceWriter trace = TraceWriter.open(options.trace(), session)) {
			for (BreakpointSpec spec : options.breakpoints()) {
				session.breakpoints().add(spec);
			}
			FileOutputStream output = new FileOutputStream(FileDescriptor.out);
			session.console().addListener(bytes -> write(output, bytes));
			session.addListener(this);
			RawTerminal terminal = interactive ? RawTerminal.open() : null;
			long started = System.nanoTime();
			int code;
			try {
				session.resume();
				startInput(session, interactive);
				code = follow(session, started);
			} finally {
				session.close();
				session.console().flush();
				if (terminal != null) {
					terminal.restore();
				}
			}
			if (options.statistics()) {
				new CostReport(errors).print(session, started - opened, System.nanoTime() - started);
			}
			return outputLost ? ExitCodes.OUTPUT_LOST : code;
		}
	}

	private int follow(Session session, long started) throws SessionException {
		long deadline = started + (long) (options.timeoutSeconds() * 1e9);
		boolean timedOut = false;
		while (true) {
			Notice notice;
			try {
				notice = options.timeoutSeconds() == 0 || timedOut ? notices.take()
						: notices.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return ExitCodes.TERMINATED;
			}
			if (notice == null) {
				timedOut = true;
				session.suspend();
				continue;
			}
			if (notice.stop.isEmpty()) {
				return notice.exitCode;
			}
			StopEvent stop = notice.stop.get();
			session.console().flush();
			if (stop.kind() == StopKind.BREAKPOINT && !options.stopOnBreak() && !timedOut) {
				tell(stop);
				session.resume();
				continue;
			}
			return end(session, stop);
		}
	}

	private int end(Session session, StopEvent stop) {
		if (stop.kind() == StopKind.GUEST_EXIT) {
			if (session.signatureProblem().isPresent()) {
				Main.error(errors, session.signatureProblem().get());
				return ExitCodes.OUTPUT_LOST;
			}
			if (session.verdict().isEmpty()) {
				return ExitCodes.of(stop);
			}
			int code = ExitCodes.of(session.verdict().get());
			if (code != ExitCodes.PASS) {
				Main.error(errors, stop.sentence() + ".");
			}
			return code;
		}
		if (stop.kind() == StopKind.SUSPEND) {
			Main.error(errors, "The time limit of " + text(options.timeoutSeconds()) + " s was reached at "
					+ stop.facts().symbol() + " in " + stop.facts().mode() + "-mode, after "
					+ stop.facts().instructions() + " instructions.");
		} else {
			tell(stop);
		}
		if (stop.failure().isPresent()) {
			stop.failure().get().printStackTrace(errors);
		}
		return ExitCodes.of(stop);
	}

	private static String text(double seconds) {
		return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
	}

	private void tell(StopEvent stop) {
		StringBuilder line = new StringBuilder(stop.sentence());
		if (stop.kind() == StopKind.BREAKPOINT) {
			line.append(" [vCPU ").append(stop.vcpu()).append(", ").append(stop.facts().addressSpace())
					.append(", instruction ").append(stop.facts().instructions()).append(']');
		}
		Main.error(errors, line.toString());
	}

	@Override
	public void stateChanged(SessionState state, Optional<StopEvent> stop) {
		if (state != SessionState.RUNNING && stop.isPresent() && stop.get().kind() != StopKind.ENTRY) {
			notices.add(new Notice(stop, 0));
		}
	}

	@Override
	public void logged(StopEvent hit) {
		tell(hit);
	}

	private void write(FileOutputStream output, byte[] bytes) {
		if (outputLost) {
			return;
		}
		try {
			output.write(bytes);
		} catch (IOException e) {
			outputLost = true;
			Main.error(errors, "The guest's console output cannot be written: " + e.getMessage() + ".");
			notices.add(new Notice(Optional.empty(), ExitCodes.OUTPUT_LOST));
		}
	}

	private void startInput(Session session, boolean interactive) {
		Thread reader = new Thread(() -> read(session, interactive), "Ringside input");
		reader.setDaemon(true);
		reader.start();
	}

	private void read(Session session, boolean interactive) {
		EscapeKey escape = new EscapeKey();
		byte[] buffer = new byte[4096];
		InputStream input = System.in;
		try {
			int length = input.read(buffer);
			while (length >= 0) {
				session.console().send(interactive ? escape.filter(buffer, length) : java.util.Arrays.copyOf(buffer, length));
				if (escape.left()) {
					notices.add(new Notice(Optional.empty(), ExitCodes.TERMINATED));
					return;
				}
				if (escape.helpWanted()) {
					errors.println();
					Main.error(errors, "Ctrl-A x leaves, Ctrl-A a sends Ctrl-A, Ctrl-A h shows this.");
				}
				length = input.read(buffer);
			}
		} catch (IOException e) {
			Main.error(errors, "Standard input cannot be read any more: " + e.getMessage() + ".");
		}
		session.console().closeInput();
	}
}
