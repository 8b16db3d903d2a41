/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvI;
import org.ringside.machine.CodePage;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Hart;
import org.ringside.machine.TestBoard;
import org.ringside.machine.TranslatedCode;
import org.ringside.translator.Translator;

/** A guest that makes new functions for ever and runs each until it is hot has them translated within bounded memory. */
class ManyRegionsTest {

	private static final int REGIONS = Integer.getInteger("ringside.regions", 40_000);
	private static final long AREA = TestBoard.RAM + (16 << 20);
	private static final int AREA_BYTES = 32 << 20;
	/** What a virtual machine may cost beside its RAM. */
	private static final long MOST_BYTES = 64 << 20;

	/** Counts what a translator makes. */
	private static final class Counting implements CodeTranslator {
		private final Translator translator = new Translator(1);
		private int made;

		@Override
		public int heat(long pc) {
			return translator.heat(pc);
		}

		@Override
		public Optional<TranslatedCode> known(Hart hart, CodePage page, long pc) {
			return translator.known(hart, page, pc);
		}

		@Override
		public Optional<TranslatedCode> translate(Hart hart, CodePage page, long pc) {
			Optional<TranslatedCode> code = translator.translate(hart, page, pc);
			made += code.isPresent() ? 1 : 0;
			return code;
		}
	}

	@Test
	void newFunctionsForEver() {
		Counting translator = new Counting();
		try (TestBoard board = new TestBoard(IsaProfile.RV64GC)) {
			board.hart().setTranslator(translator);
			board.load(TestBoard.RAM, program());
			long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
			long bytes = bytesInUse();
			while (board.verdict() == -1) {
				board.hart().run(100_000_000);
			}
			long sum = 0;
			for (int i = 0; i < REGIONS; i++) {
				sum += 3 * (i << 20 >> 20);
			}
			assertEquals(sum, board.hart().x(11));
			assertTrue(translator.made >= REGIONS, "only " + translator.made + " regions were translated");
			long grown = bytesInUse() - bytes;
			classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - classes;
			assertTrue(grown <= MOST_BYTES, grown + " bytes more in use after " + translator.made + " regions");
			assertTrue(classes <= 20_000, classes + " classes more after " + translator.made + " regions");
		}
	}

	/** Of heap, classes and compiled code, after what nobody needs has gone. */
	private static long bytesInUse() {
		System.gc();
		long sum = 0;
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			// the space of class headers is part of the one of classes
			sum += pool.getName().startsWith("Compressed") ? 0 : pool.getUsage().getUsed();
		}
		return sum;
	}

	/** Writes a function that adds its number to a1 in lines of its own, calls it three times, and goes on with the next place. */
	private static byte[] program() {
		Program program = new Program();
		program.li(8, 0);
		program.li(9, REGIONS);
		program.li(10, AREA);
		program.li(12, AREA + AREA_BYTES);
		program.li(13, Integer.toUnsignedLong(Encoder.encode(RvI.ADDI, 11, 11, 0)));
		program.li(14, Integer.toUnsignedLong(Encoder.encode(RvI.JALR, 0, 0, 1)));
		int top = program.here();
		program.emit(RvI.SLLI, 6, 8, 20);
		program.emit(RvI.ADD, 6, 6, 13);
		program.emit(RvI.SW, 6, 0, 10);
		program.emit(RvI.SW, 14, 4, 10);
		for (int i = 0; i < 3; i++) {
			program.emit(RvI.JALR, 1, 0, 10);
		}
		program.emit(RvI.ADDI, 10, 10, 64);
		int within = program.jump(RvI.BLTU, 10, 12, 0);
		program.li(10, AREA);
		program.patch(within);
		program.emit(RvI.ADDI, 8, 8, 1);
		program.emit(RvI.BLT, 8, 9, top - program.here());
		return program.finish().bytes();
	}
}
