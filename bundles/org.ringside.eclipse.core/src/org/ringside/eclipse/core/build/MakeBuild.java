/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.toolchain.Toolchain;
import org.ringside.eclipse.core.toolchain.Toolchains;

/**
 * Runs make in a project's folder, with the cross compiler of the preferences in {@code CROSS_COMPILE} and on the search path,
 * and makes problem markers of what it prints. It ends with all its children when the user cancels the build.
 */
final class MakeBuild {
	private static final long POLL_MILLIS = 100;
	private static final int MESSAGES = 1000;
	/** Builds hold no lock of the workspace here, and two makes in one folder would disturb each other. */
	private static final Semaphore ONE = new Semaphore(1);

	private final IProject project;

	MakeBuild(IProject project) {
		this.project = project;
	}

	/** Makes the first goal of the makefile, or another one. */
	void run(SubMonitor monitor, Optional<String> goal) throws CoreException {
		IPath location = project.getLocation();
		if (location == null) {
			throw GuestFault.BUILD.because("The project " + project.getName() + " does not lie in the local file system; make cannot build it.");
		}
		Optional<Toolchain> toolchain = Toolchains.chosen();
		List<CompilerMessage> messages = new ArrayList<>();
		int code = alone(location.toFile(), toolchain, goal, messages, monitor.split(90));
		project.refreshLocal(IResource.DEPTH_INFINITE, monitor.split(5));
		Products.markDerived(project, monitor.split(5));
		CompilerMarkers markers = new CompilerMarkers(project, toolchain.flatMap(Toolchain::major).map(major -> major >= 11).orElse(true));
		for (CompilerMessage message : messages) {
			markers.mark(message);
		}
		if (goal.isEmpty() && code != 0 && messages.stream().noneMatch(message -> message.severity() == CompilerMessage.Severity.ERROR)) {
			markers.mark(new CompilerMessage(CompilerMessage.Severity.ERROR, "", "", 0, 0, 1,
					"make ended with code " + code + "; what it said stands in the console Guest OS Build.", List.of()));
		}
		if (code != 0 && toolchain.isEmpty()) {
			markers.mark(new CompilerMessage(CompilerMessage.Severity.ERROR, "", "", 0, 0, 1,
					"No cross compiler was found. Install a riscv64-*-gcc, or name one under Preferences > Guest OS > Toolchains.", List.of()));
		}
	}

	private int alone(File folder, Optional<Toolchain> toolchain, Optional<String> goal, List<CompilerMessage> messages, SubMonitor monitor)
			throws CoreException {
		try {
			while (!ONE.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				if (monitor.isCanceled()) {
					throw new OperationCanceledException();
				}
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new OperationCanceledException();
		}
		try {
			return make(folder, toolchain, goal, messages, monitor);
		} finally {
			ONE.release();
		}
	}

	private int make(File folder, Optional<Toolchain> toolchain, Optional<String> goal, List<CompilerMessage> messages, SubMonitor monitor)
			throws CoreException {
		List<String> command = new ArrayList<>(List.of("make", "-w", "-j" + Math.max(1, Runtime.getRuntime().availableProcessors())));
		goal.ifPresent(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder).redirectErrorStream(true);
		environment(builder.environment(), toolchain);
		BuildOutput.began(project.getName());
		BuildOutput.line(project.getName(), String.join(" ", command));
		ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
			Thread thread = new Thread(work, "Output of make");
			thread.setDaemon(true);
			return thread;
		});
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			Future<?> reading = reader.submit(() -> read(process, messages));
			while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				if (monitor.isCanceled()) {
					end(process);
					throw new OperationCanceledException();
				}
			}
			reading.get();
			return process.exitValue();
		} catch (IOException e) {
			throw GuestFault.BUILD.because("make cannot be started; install it, or delete the makefile of " + project.getName()
					+ " to have its assembly built without it. " + e.getMessage(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new OperationCanceledException();
		} catch (ExecutionException e) {
			throw GuestFault.BUILD.because("What make printed cannot be read: " + e.getCause().getMessage(), e);
		} finally {
			reader.shutdownNow();
		}
	}

	/** Messages are read in English and with plain quotes, whatever the user's language is. */
	private static void environment(Map<String, String> environment, Optional<Toolchain> toolchain) {
		environment.put("LC_ALL", "C");
		environment.put("GCC_COLORS", "");
		toolchain.ifPresent(chosen -> {
			Path folder = chosen.folder();
			if (!chosen.prefix().isEmpty()) {
				environment.put("CROSS_COMPILE", chosen.prefix());
			}
			environment.merge("PATH", folder.toString(), (old, first) -> first + File.pathSeparator + old);
		});
	}

	private Void read(Process process, List<CompilerMessage> messages) throws IOException {
		CompilerOutput output = new CompilerOutput(message -> {
			if (messages.size() < MESSAGES) {
				messages.add(message);
			}
		});
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				BuildOutput.line(project.getName(), line);
				output.line(line);
			}
		}
		output.end();
		return null;
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
	}
}
