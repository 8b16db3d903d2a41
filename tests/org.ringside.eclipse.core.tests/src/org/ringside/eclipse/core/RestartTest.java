/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.commands.IDebugCommandRequest;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestLabels;

/** Restart, and VMs of several vCPUs. */
class RestartTest {

	@TempDir
	Path folder;

	/** The request of a user who restarts {@code element}. */
	private record Request(Object element, CountDownLatch latch) implements IDebugCommandRequest {
		@Override
		public Object[] getElements() {
			return new Object[] { element };
		}

		@Override
		public void done() {
			latch.countDown();
		}

		@Override
		public void setStatus(IStatus status) {
			assertTrue(status == null || status.isOK(), () -> status.getMessage());
		}

		@Override
		public IStatus getStatus() {
			return null;
		}

		@Override
		public void cancel() {
			latch.countDown();
		}

		@Override
		public boolean isCanceled() {
			return false;
		}
	}

	@Test
	void aRestartedGuestStandsAtItsFirstInstructionAgain() throws Exception {
		ILaunchConfigurationWorkingCopy copy = LaunchedGuest.configuration(LaunchedGuest.example(folder).toString(), Map.of());
		ILaunchConfiguration configuration = copy.doSave();
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		try {
			ILaunch first = configuration.launch(ILaunchManager.DEBUG_MODE, null);
			GuestDebugTarget vm = (GuestDebugTarget) first.getDebugTarget();
			IRestartHandler restart = vm.vcpus().get(0).getAdapter(IRestartHandler.class);
			assertNotNull(restart, "of a vCPU as well as of its VM");
			CountDownLatch done = new CountDownLatch(1);
			restart.execute(new Request(vm, done));
			assertTrue(done.await(60, TimeUnit.SECONDS));
			assertTrue(first.isTerminated());
			assertEquals(1, launches.getLaunches().length);
			GuestDebugTarget again = (GuestDebugTarget) launches.getLaunches()[0].getDebugTarget();
			assertFalse(again.isTerminated());
			assertEquals(0x80200000L, again.session().vcpu(0).pc());
		} finally {
			for (ILaunch launch : launches.getLaunches()) {
				launch.terminate();
				launches.removeLaunch(launch);
			}
			configuration.delete();
		}
	}

	@Test
	void aVcpuThatIsNotStartedSaysSo() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(LaunchedGuest.example(folder), Map.of(GuestLaunchAttributes.HARTS, 2))) {
			assertEquals(2, guest.vm().getThreads().length);
			assertEquals("vCPU 1 (Not started)", GuestLabels.vcpu(guest.vm().vcpus().get(1)));
			assertTrue(GuestLabels.vcpu(guest.vcpu()).startsWith("vCPU 0 (Suspended at "), GuestLabels.vcpu(guest.vcpu()));
			assertTrue(guest.vm().vcpus().get(1).getStackFrames().length > 0, "its registers can be looked at");
		}
	}
}
