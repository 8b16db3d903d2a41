/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.isa.Csrs;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;

/**
 * Whatever a guest executes in whatever state, the hart goes on: nothing but traps comes of it. The system property
 * {@code ringside.random.seeds} sets how many seeds are tried (default 8).
 */
class RandomCodeTest {

	private static final int SIZE = 1 << 16;

	static LongStream seeds() {
		return LongStream.rangeClosed(1, Long.getLong("ringside.random.seeds", 8));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void randomCodeInAnyModeHarmsNobody(long seed) {
		Random random = new Random(seed);
		// With Smdbltrp the second trap without a handler ends the hart, which leaves little to see.
		IsaProfile profile = seed % 4 == 0 ? IsaProfile.EVERYTHING
				: seed % 2 == 0 ? IsaProfile.EVERYTHING.without(Extension.SMDBLTRP) : IsaProfile.RV64IMAC;
		try (TestBoard board = new TestBoard(profile, 1, SIZE, HartConfig.DEFAULT)) {
			Hart hart = board.hart();
			for (int round = 0; round < 40; round++) {
				board.load(TestBoard.RAM, code(random));
				for (int i = 1; i < 32; i++) {
					hart.setX(i, random.nextBoolean() ? TestBoard.RAM + random.nextInt(SIZE) : random.nextLong());
				}
				Csrs.all().forEach(csr -> {
					if (random.nextInt(3) == 0) {
						hart.pokeCsr(csr.number(), random.nextBoolean() ? TestBoard.RAM + random.nextInt(SIZE) : random.nextLong());
					}
				});
				hart.pokeCsr(SupervisorCsrs.SATP, random.nextInt(3) == 0 ? 0 : 8L + random.nextInt(2) << 60 | TestBoard.RAM >>> 12);
				hart.setMode(PrivilegeMode.values()[random.nextInt(3)]);
				hart.setPc(TestBoard.RAM + random.nextInt(SIZE / 2) * 2L);
				hart.setInterruptPending(new int[] {1, 3, 5, 7, 9, 11}[random.nextInt(6)], random.nextBoolean());
				long before = hart.retired();
				HartStop stop = hart.run(20_000);
				boolean critical = stop instanceof HartStop.CriticalError && profile.has(Extension.SMDBLTRP);
				if (!(critical || stop instanceof HartStop.WaitForInterrupt || stop instanceof HartStop.ListenerStop)) {
					assertInstanceOf(HartStop.Budget.class, stop);
				}
				assertTrue(hart.retired() - before <= 20_000);
			}
			assertTrue(board.ram.allocatedBytes() <= 1 << 18);
		}
	}

	/** Valid instructions with random operands among random bytes. */
	private static byte[] code(Random random) {
		byte[] bytes = new byte[SIZE];
		random.nextBytes(bytes);
		List<Instruction> all = Instructions.all();
		for (int i = 0; i + 4 <= SIZE; i += 4) {
			if (random.nextInt(4) != 0) {
				Instruction instruction = all.get(random.nextInt(all.size()));
				int word = random.nextInt() & ~instruction.mask() | instruction.match();
				for (int k = 0; k < instruction.length(); k++) {
					bytes[i + k] = (byte) (word >>> 8 * k);
				}
			}
		}
		return bytes;
	}
}
