/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.isa.PrivilegeMode;

/**
 * Guests of random instructions, in each privilege mode, with page tables of random entries: no exception comes out of
 * the monitor, nothing hangs, and both techniques compute the same.
 */
class FuzzTest {
	private static final int PAGES = 64;
	private static final long BASE = 0x8000_0000L;
	private static final int[] CSRS = {0x300, 0x302, 0x303, 0x304, 0x305, 0x340, 0x341, 0x342, 0x343, 0x105, 0x140, 0x141, 0x142, 0x143, 0x180};
	private static final int[] PRIVILEGED = {0x3020_0073, 0x1020_0073, 0x1050_0073, 0x1200_0073, 0x0000_0073, 0x0010_0073, 0x0000_100f};
	private static final int[] CSR_NUMBERS = {0x300, 0x302, 0x303, 0x304, 0x305, 0x306, 0x340, 0x341, 0x342, 0x343, 0x344, 0x100, 0x104,
			0x105, 0x106, 0x140, 0x141, 0x142, 0x143, 0x144, 0x180, 0x3a0, 0x3b0, 0x3b1, 0xc00, 0xc01, 0xc02, 0xf14, 0x7c0};

	@TempDir
	private Path folder;

	static Stream<Arguments> cases() {
		return Stream.of(PrivilegeMode.values()).flatMap(mode -> Stream.of(false, true)
				.flatMap(paged -> Stream.iterate(1, seed -> seed + 1).limit(12).map(seed -> Arguments.of(mode, paged, seed))));
	}

	@ParameterizedTest(name = "{0}-mode, paged {1}, seed {2}")
	@MethodSource("cases")
	void randomGuestsDoTheSameUnderEachTechnique(PrivilegeMode mode, boolean paged, int seed) throws VmException, IOException {
		byte[] image = image(new Random(seed * 31L + mode.ordinal()), paged);
		Path file = Files.write(folder.resolve("random.bin"), image);
		String bare = run(file, Technique.BARE, mode, paged);
		assertEquals(bare, run(file, Technique.TRAP_AND_EMULATE, mode, paged));
	}

	private static String run(Path file, Technique technique, PrivilegeMode mode, boolean paged) throws VmException {
		ConsolePort console = new ConsolePort();
		console.closeInput();
		VmConfig config = VmConfig.of(file).technique(technique).memoryBytes(4 << 20).startMode(StartMode.MACHINE).console(console).build();
		StringBuilder text = new StringBuilder();
		try (GuestCore core = GuestCore.create(config)) {
			GuestVcpu vcpu = core.guestVcpus().get(0);
			vcpu.setCsr(0x305, BASE + 0x1000);
			vcpu.setCsr(0x105, BASE + 0x2000);
			vcpu.setCsr(0x302, 0xb1ff);
			vcpu.setCsr(0x303, 0x222);
			vcpu.setCsr(0x3b0, -1);
			vcpu.setCsr(0x3a0, 0x1f);
			for (int register = 1; register < 32; register++) {
				vcpu.setX(register, BASE + register * 0x808L);
			}
			if (paged) {
				vcpu.setCsr(0x180, 8L << 60 | (BASE + 32 * 4096) >>> 12);
			}
			vcpu.state.setMode(mode);
			for (int part = 0; part < 20; part++) {
				VmStop stop = core.run(500);
				text.append(stop.getClass().getSimpleName()).append(Fingerprint.of(core, 0, CSRS)).append('\n');
				if (!(stop instanceof VmStop.Budget)) {
					break;
				}
			}
			assertTrue(core.instructions() <= 20 * 500, "the budget holds");
		}
		return text.toString();
	}

	/** Code in the lower half; in the upper half data, or page tables whose entries mostly map the guest's own memory. */
	private static byte[] image(Random random, boolean paged) {
		ByteBuffer image = ByteBuffer.allocate(PAGES * 4096).order(ByteOrder.LITTLE_ENDIAN);
		while (image.position() < 32 * 4096) {
			image.putInt(instruction(random));
		}
		while (image.hasRemaining()) {
			int page = image.position() / 4096;
			int index = image.position() % 4096 / 8;
			image.putLong(!paged ? random.nextLong() : entry(random, page, index));
		}
		return image.array();
	}

	/** Page 32 is the root, 33 to 35 the middle, 36 to 63 the last level; most addresses of RAM are mapped to themselves. */
	private static long entry(Random random, int page, int index) {
		long flags = 0xc1 | random.nextInt(32) << 1 & 0x1e;
		if (random.nextInt(16) == 0) {
			return random.nextLong();
		}
		if (page == 32) {
			return index == 2 ? pte(33, 1) : random.nextBoolean() ? pte(33 + random.nextInt(3), 1) : 0;
		}
		if (page < 36) {
			return pte(36 + (index < 1 ? 0 : random.nextInt(28)), 1);
		}
		return pte(index % PAGES, page == 36 && random.nextInt(4) != 0 ? 0xcf | random.nextInt(2) << 4 : flags);
	}

	private static long pte(int page, long flags) {
		return (BASE / 4096 + page) << 10 | flags;
	}

	private static int instruction(Random random) {
		int registers = random.nextInt(32) << 7 | random.nextInt(32) << 15 | random.nextInt(32) << 20;
		return switch (random.nextInt(12)) {
			case 0 -> random.nextInt();
			case 1 -> PRIVILEGED[random.nextInt(PRIVILEGED.length)];
			case 2 -> 0x73 | registers & 0xf_8f80 | (1 + random.nextInt(7)) << 12 | CSR_NUMBERS[random.nextInt(CSR_NUMBERS.length)] << 20;
			case 3, 4 -> 0x03 | registers & 0xf_8f80 | random.nextInt(7) << 12 | random.nextInt(128) << 20;
			case 5, 6 -> 0x23 | registers & 0x1ff_8f80 | random.nextInt(4) << 12;
			case 7 -> 0x63 | registers & 0x1ff_8000 | (random.nextBoolean() ? 0 : 5) << 12 | random.nextInt(8) << 9;
			case 8 -> 0x2f | registers | (2 + random.nextInt(2)) << 12 | (random.nextInt(4)) << 27;
			case 9 -> 0x6f | registers & 0xf80 | random.nextInt(64) << 23;
			default -> 0x13 | registers & 0xf_8f80 | random.nextInt(8) << 12 | random.nextInt(4096) << 20;
		};
	}
}
