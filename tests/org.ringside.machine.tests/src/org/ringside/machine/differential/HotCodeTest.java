/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.CodePage;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.TestBoard;
import org.ringside.machine.TranslatedCode;
import org.ringside.translator.Translator;

/** What was hot in one run is translated at the start of the next, and a file that is wrong does no harm; to classes and to host code. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class HotCodeTest {

	@Parameter
	boolean hostCode;

	private static final int NEVER = 1_000_000_000;
	private static final long SEED = 21;
	private static final long PATIENCE = 120_000_000_000L;
	private static final Subject SUBJECT = LockstepTest.everySubject().get(0);

	@TempDir
	Path folder;

	/** Counts what is known before it was asked for. */
	private record Counting(CodeTranslator translator, AtomicInteger known) implements CodeTranslator {
		@Override
		public int heat(long pc) {
			return translator.heat(pc);
		}

		@Override
		public Optional<TranslatedCode> translate(Hart hart, CodePage page, long pc) {
			return translator.translate(hart, page, pc);
		}

		@Override
		public Optional<TranslatedCode> known(Hart hart, CodePage page, long pc) {
			Optional<TranslatedCode> code = translator.known(hart, page, pc);
			code.ifPresent(made -> known.incrementAndGet());
			return code;
		}
	}

	private static Hart hart(IsaProfile profile) {
		return new Hart(0, profile, new PhysicalBus(), new Clock());
	}

	/** Runs the subject in lockstep with the interpreter. */
	private static void run(CodeTranslator translator) throws IOException {
		try (Lockstep lockstep = new Lockstep(SUBJECT.profile(), HartConfig.DEFAULT, 1, translator)) {
			lockstep.load(TestBoard.RAM, SUBJECT.program(SEED).bytes()).run(SEED, 20_000, 2_000_000);
		}
	}

	private CodeTranslator remembering(int heat, Path file) {
		return (hostCode ? Translator.ofBothKinds(heat) : Translator.inBackground(heat)).remembering(hart(SUBJECT.profile()), file);
	}

	private Path remembered() throws Exception {
		Path file = folder.resolve("new").resolve("guest.hot");
		CodeTranslator first = remembering(1, file);
		// The other thread needs its time, of which there may be little.
		for (long end = System.nanoTime() + PATIENCE; !(Files.exists(file) && Files.size(file) > 100) && System.nanoTime() < end;) {
			run(first);
			first.save();
		}
		assertTrue(Files.size(file) > 100);
		return file;
	}

	@Test
	void theNextRunHasItsCodeBeforeItIsHot() throws Exception {
		Path file = remembered();
		AtomicInteger known = new AtomicInteger();
		Counting second = new Counting(remembering(NEVER, file), known);
		for (long end = System.nanoTime() + PATIENCE; known.get() == 0 && System.nanoTime() < end;) {
			run(second);
		}
		assertTrue(known.get() > 0, "nothing was translated in advance");
	}

	@Test
	void whatIsKnownAlreadyIsNotWrittenAgain() throws Exception {
		Path file = remembered();
		byte[] before = Files.readAllBytes(file);
		remembering(NEVER, file).save();
		assertArrayEquals(before, Files.readAllBytes(file));
		try (Stream<Path> left = Files.list(file.getParent())) {
			assertEquals(List.of(file), left.toList(), "nothing but the file is left");
		}
	}

	@Test
	void aDamagedFileIsIgnored() throws Exception {
		Path file = remembered();
		byte[] good = Files.readAllBytes(file);
		Random random = new Random(SEED);
		for (int i = 0; i < 40; i++) {
			byte[] bad = i % 2 == 0 ? good.clone() : java.util.Arrays.copyOf(good, random.nextInt(good.length));
			if (i % 2 == 0) {
				bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
			}
			Files.write(file, bad);
			CodeTranslator translator = remembering(NEVER, file);
			assertEquals(NEVER, translator.heat(TestBoard.RAM), "a damaged file told of hot code");
		}
		run(remembering(NEVER, file));
	}

	@Test
	void bytesOfAnotherProgramChangeNothing() throws Exception {
		Path file = remembered();
		CodeTranslator translator = remembering(2, file);
		for (Subject subject : LockstepTest.everySubject().stream().filter(other -> other.profile().equals(SUBJECT.profile())).limit(3).toList()) {
			try (Lockstep lockstep = new Lockstep(subject.profile(), HartConfig.DEFAULT, 1, translator)) {
				lockstep.load(TestBoard.RAM, subject.program(SEED + 1).bytes()).run(SEED, 20_000, 2_000_000);
			}
		}
	}

	@Test
	void withoutAFileNothingIsExpected() {
		Path file = folder.resolve("none.hot");
		assertEquals(7, remembering(7, file).heat(TestBoard.RAM));
		assertFalse(Files.exists(file));
	}
}
