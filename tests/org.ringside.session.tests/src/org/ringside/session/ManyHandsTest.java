/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.vmm.Technique;

/** Several threads at once order and ask a session whatever comes to mind: each call is answered or refused, and none hangs. */
@Timeout(240)
class ManyHandsTest {

	private static final int HANDS = 4;
	private static final int CALLS = 150;

	@ParameterizedTest
	@EnumSource(Technique.class)
	void everyCallIsAnsweredOrRefused(Technique technique) throws Exception {
		for (String guest : new String[] {"spin", "stepping"}) {
			Driver driver = Driver.own(guest, technique);
			ExecutorService hands = Executors.newFixedThreadPool(HANDS);
			try {
				List<Future<Integer>> done = new ArrayList<>();
				for (int i = 0; i < HANDS; i++) {
					Random random = new Random(i);
					done.add(hands.submit(() -> calls(driver.session, random)));
				}
				int answered = 0;
				for (Future<Integer> one : done) {
					answered += one.get(200, TimeUnit.SECONDS);
				}
				assertTrue(answered > 0);
			} finally {
				hands.shutdownNow();
				driver.close();
			}
			assertEquals(SessionState.TERMINATED, driver.session.state());
			StopEvent last = driver.session.lastStop().orElseThrow();
			assertTrue(last.failure().isEmpty(), last.sentence());
			assertFalse(last.sentence().isEmpty());
		}
	}

	private static int calls(Session session, Random random) {
		int answered = 0;
		for (int i = 0; i < CALLS; i++) {
			try {
				call(session, random);
				answered++;
			} catch (SessionException refused) {
				assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
			}
		}
		return answered;
	}

	private static void call(Session session, Random random) throws SessionException {
		switch (random.nextInt(16)) {
			case 0, 1, 2 -> session.resume();
			case 3, 4, 5 -> session.suspend();
			case 6 -> session.step(0, StepKind.values()[random.nextInt(3)], StepGranularity.values()[random.nextInt(2)]);
			case 7 -> session.breakpoints().add("pc:0x8020000" + random.nextInt(8) + " once");
			case 8 -> session.breakpoints().all().forEach(status -> session.breakpoints().remove(status.id()));
			case 9 -> session.breakpoints().add("trap action=count");
			case 10 -> session.registerGroups(0);
			case 11 -> session.readMemory(AddressSpaceKind.GVA, 0, 0x8020_0000L, 64);
			case 12 -> assertTrue(session.statistics().totalExits() >= 0);
			case 13 -> session.shadowMappings(0);
			case 14 -> session.stack(0);
			default -> {
				if (random.nextInt(4) == 0) {
					session.restart();
				} else {
					session.trace().snapshot();
				}
			}
		}
	}
}
