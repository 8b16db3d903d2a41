/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IProcess;
import org.junit.jupiter.api.Assertions;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.eclipse.core.memory.GuestMemoryBlock;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestProcess;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.eclipse.core.model.VcpuThread;
import org.ringside.examples.Examples;

/** A guest that a test launched through the platform, with the debug events that it fired. Closing it ends the guest. */
final class LaunchedGuest implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 60;

	private final BlockingQueue<DebugEvent> events = new LinkedBlockingQueue<>();
	private final IDebugEventSetListener listener = this::take;
	private final ILaunch launch;

	private LaunchedGuest(ILaunchConfigurationWorkingCopy configuration, String mode) throws CoreException {
		DebugPlugin.getDefault().addDebugEventListener(listener);
		try {
			launch = configuration.launch(mode, new NullProgressMonitor());
		} catch (CoreException | RuntimeException e) {
			DebugPlugin.getDefault().removeDebugEventListener(listener);
			throw e;
		}
	}

	/** The example kernel's image, copied to {@code folder}. */
	static Path example(Path folder) throws IOException {
		return Examples.find("twospaces").orElseThrow().copyTo(folder);
	}

	/** A configuration for {@code image} that is not saved, with further attributes. */
	static ILaunchConfigurationWorkingCopy configuration(String image, Map<String, Object> attributes) throws CoreException {
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy copy = launches.getLaunchConfigurationType(GuestLaunchAttributes.TYPE).newInstance(null,
				launches.generateLaunchConfigurationName("guest"));
		copy.setAttribute(GuestLaunchAttributes.IMAGE, image);
		copy.setAttribute(GuestLaunchAttributes.REAL_TIME, false);
		for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
			copy.setAttribute(attribute.getKey(), (Object) attribute.getValue());
		}
		return copy;
	}

	/** Launches {@code image} under the debugger and waits until it stands at its first instruction. */
	static LaunchedGuest debug(Path image) throws Exception {
		return debug(image, Map.of());
	}

	static LaunchedGuest debug(Path image, Map<String, Object> attributes) throws Exception {
		LaunchedGuest guest = new LaunchedGuest(configuration(image.toString(), attributes), ILaunchManager.DEBUG_MODE);
		guest.awaitSuspend(DebugEvent.CLIENT_REQUEST);
		return guest;
	}

	static LaunchedGuest run(Path image, Map<String, Object> attributes) throws Exception {
		return new LaunchedGuest(configuration(image.toString(), attributes), ILaunchManager.RUN_MODE);
	}

	private void take(DebugEvent[] set) {
		for (DebugEvent event : set) {
			events.add(event);
		}
	}

	GuestDebugTarget vm() {
		return (GuestDebugTarget) launch.getDebugTarget();
	}

	VcpuThread vcpu() {
		return vm().vcpus().get(0);
	}

	GuestStackFrame top() throws CoreException {
		return (GuestStackFrame) vcpu().getTopStackFrame();
	}

	GuestProcess process() {
		return (GuestProcess) launch.getProcesses()[0];
	}

	String output() {
		return process().getStreamsProxy().getOutputStreamMonitor().getContents();
	}

	String remarks() {
		return process().getStreamsProxy().getErrorStreamMonitor().getContents();
	}

	/** The sentence of the present stop. */
	String sentence() {
		return vm().lastStop().orElseThrow().sentence();
	}

	/** Waits for the next stop of this guest, and for its kind. */
	DebugEvent awaitSuspend(int detail) throws InterruptedException {
		DebugEvent event = await(DebugEvent.SUSPEND, VcpuThread.class);
		Assertions.assertEquals(detail, event.getDetail(), () -> "the stop was: " + sentence());
		return event;
	}

	/** Waits for the next event of a kind from a source of this launch; fails if the guest ends before. */
	DebugEvent await(int kind, Class<?> source) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		DebugEvent event;
		while ((event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
			if (ours(event) && event.getKind() == kind && source.isInstance(event.getSource())) {
				return event;
			}
			if (ours(event) && kind != DebugEvent.TERMINATE && event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof IProcess) {
				return Assertions.fail("The guest ended instead: " + remarks() + output());
			}
		}
		return Assertions.fail("Nothing came within " + PATIENCE_SECONDS + " s; the console says: " + output() + remarks());
	}

	private boolean ours(DebugEvent event) {
		return launch == null || switch (event.getSource()) {
		case VcpuThread vcpu -> vcpu.getLaunch().equals(launch);
		case GuestDebugTarget vm -> vm.getLaunch().equals(launch);
		case GuestProcess process -> process.getLaunch().equals(launch);
		case GuestMemoryBlock block -> block.getLaunch().equals(launch);
		default -> false;
		};
	}

	/** Resumes and waits for the next breakpoint, which must be {@code expected}. */
	void resumeTo(IBreakpoint expected) throws Exception {
		vm().resume();
		awaitSuspend(DebugEvent.BREAKPOINT);
		Assertions.assertArrayEquals(new IBreakpoint[] { expected }, vcpu().getBreakpoints(), this::sentence);
	}

	/** Waits for the end and gives the exit value. */
	int awaitExit() throws Exception {
		if (!process().isTerminated()) {
			await(DebugEvent.TERMINATE, GuestProcess.class);
		}
		return process().getExitValue();
	}

	@Override
	public void close() throws Exception {
		launch.terminate();
		while (!launch.isTerminated()) {
			await(DebugEvent.TERMINATE, Object.class);
		}
		DebugPlugin.getDefault().removeDebugEventListener(listener);
		DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
	}
}
