/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.machine.CodePage;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.machine.TranslatedCode;
import org.ringside.translator.Translator;

/**
 * Translations that arrive from another thread, at any time, change nothing: what a guest computes and when is that of the
 * interpreter, with the product's own thread and with one that dawdles at random.
 */
class LateTranslationTest {

	/** Hands each translation over after a random time, from a thread of its own; sometimes for a second time. */
	private static final class Dawdler implements CodeTranslator, AutoCloseable {
		private final Translator maker = new Translator(3);
		private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
		private final Random random;
		private final AtomicInteger delivered = new AtomicInteger();

		Dawdler(long seed) {
			random = new Random(seed);
		}

		@Override
		public int heat(long pc) {
			return maker.heat(pc);
		}

		@Override
		public Optional<TranslatedCode> known(Hart hart, CodePage page, long pc) {
			return random.nextBoolean() ? maker.known(hart, page, pc) : Optional.empty();
		}

		@Override
		public Optional<TranslatedCode> translate(Hart hart, CodePage page, long pc) {
			Optional<TranslatedCode> code = maker.translate(hart, page, pc);
			code.ifPresent(made -> {
				for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
					thread.schedule(() -> {
						hart.translated(page, made);
						delivered.incrementAndGet();
					}, random.nextInt(1_000_000), TimeUnit.NANOSECONDS);
				}
			});
			return Optional.empty();
		}

		@Override
		public void close() {
			thread.shutdownNow();
		}
	}

	static List<Subject> subjects() {
		return LockstepTest.everySubject();
	}

	@ParameterizedTest
	@MethodSource("subjects")
	void translationsMayArriveAtAnyTime(Subject subject) throws Exception {
		for (long seed = 11; seed <= 12; seed++) {
			try (Dawdler dawdler = new Dawdler(seed); Lockstep lockstep = new Lockstep(subject.profile(), HartConfig.DEFAULT, 1, dawdler)) {
				lockstep.load(TestBoard.RAM, subject.program(seed).bytes()).run(seed, 20_000, 2_000_000);
				assertTrue(dawdler.delivered.get() > 0, "nothing was translated");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("subjects")
	void theThreadOfTheProductChangesNothing(Subject subject) throws Exception {
		long seed = 13;
		try (Lockstep lockstep = new Lockstep(subject.profile(), HartConfig.DEFAULT, 1, Translator.inBackground(2))) {
			lockstep.load(TestBoard.RAM, subject.program(seed).bytes()).run(seed, 20_000, 2_000_000);
		}
	}
}
