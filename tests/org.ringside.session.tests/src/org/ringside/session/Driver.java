/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.ringside.vmm.Technique;

/** A session with a test in the place of a face: gives orders and waits for what they lead to. */
final class Driver implements AutoCloseable, SessionListener {

	private static final int PATIENCE_SECONDS = 60;

	final Session session;
	final LinkedBlockingQueue<StopEvent> stops = new LinkedBlockingQueue<>();
	final LinkedBlockingQueue<StopEvent> logged = new LinkedBlockingQueue<>();
	final StringBuffer output = new StringBuffer();

	Driver(GuestLaunch launch) throws SessionException {
		session = Session.open(launch);
		session.addListener(this);
		session.console().addListener(bytes -> output.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
	}

	/** A guest of this module, see its folder {@code guests}. */
	static Driver own(String name, Technique technique) throws SessionException {
		return new Driver(GuestLaunch.of(Path.of("guests", name + ".elf")).technique(technique).build());
	}

	/** A guest of {@code tests/guests}. */
	static Driver shared(String name, Technique technique) throws SessionException {
		return new Driver(GuestLaunch.of(Path.of("..", "guests", "elf", name + ".elf")).technique(technique).build());
	}

	@Override
	public void stateChanged(SessionState state, Optional<StopEvent> stop) {
		if (state != SessionState.RUNNING) {
			stops.add(stop.orElseThrow());
		}
	}

	@Override
	public void logged(StopEvent hit) {
		logged.add(hit);
	}

	StopEvent await() throws InterruptedException {
		StopEvent stop = stops.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		return stop != null ? stop : fail("The guest did not stop; it is " + session.state());
	}

	StopEvent resume() throws Exception {
		session.resume();
		return await();
	}

	StopEvent step(StepKind kind) throws Exception {
		session.step(0, kind);
		return await();
	}

	StopEvent runTo(String symbol) throws Exception {
		session.runTo(session.symbols().require(symbol).gva());
		return await();
	}

	String place() throws SessionException {
		return session.symbols().describe(session.vcpu(0).pc());
	}

	@Override
	public void close() {
		session.close();
	}
}
