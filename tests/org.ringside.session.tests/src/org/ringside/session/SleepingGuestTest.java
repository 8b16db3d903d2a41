/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.vmm.Technique;

/** Guests and listeners that sleep can be suspended and ended all the same. */
@Timeout(120)
class SleepingGuestTest {

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aGuestThatSleepsInRealTimeIsSuspended(Technique technique) throws Exception {
		GuestLaunch launch = GuestLaunch.of(Path.of("guests", "stepping.elf")).technique(technique).realTime(true).build();
		try (Driver driver = new Driver(launch)) {
			// A timer a day ahead: a0 is the first argument of set_timer.
			driver.session.breakpoints().add("set_timer once");
			driver.resume();
			driver.session.writeRegister(0, "a0", 864_000_000_000L);
			driver.session.resume();
			long atSleep = driver.session.symbols().require("slept").gva();
			long pc = 0;
			while (pc != atSleep) {
				driver.session.suspend();
				assertEquals(StopKind.SUSPEND, driver.await().kind());
				pc = driver.session.vcpu(0).pc();
				driver.session.resume();
			}
			driver.session.terminate();
			assertEquals(StopKind.TERMINATED, driver.await().kind());
		}
	}

	@Test
	void aListenerThatHangsHoldsNobodyUp() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		GuestLaunch launch = GuestLaunch.of(Path.of("guests", "spin.elf")).build();
		Session session = Session.open(launch);
		try {
			session.breakpoints().add("round action=log");
			session.addListener(new SessionListener() {
				@Override
				public void logged(StopEvent hit) {
					try {
						release.await(60, TimeUnit.SECONDS);
					} catch (InterruptedException e) {
						Thread.currentThread().interrupt();
					}
				}
			});
			session.resume();
			BreakpointId id = session.breakpoints().all().get(0).id();
			while (session.breakpoints().hitCount(id) < 10_000) {
				Thread.onSpinWait();
			}
			session.close();
			assertEquals(SessionState.TERMINATED, session.state());
			assertTrue(session.breakpoints().hitCount(id) < 20_000, "the guest is held back by a listener that takes nothing");
		} finally {
			release.countDown();
			session.close();
		}
	}
}
