/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * An image of random instructions and random page tables with trap handlers that always go on somewhere else, in some
 * other mode, so that a run gets far. Pages 0 to 3 hold the handlers, 4 to 31 random code, 32 to 63 page tables or data.
 */
final class RandomGuest {
	static final long BASE = 0x8000_0000L;
	static final long MACHINE_HANDLER = BASE + 0x1000;
	static final long SUPERVISOR_HANDLER = BASE + 0x2000;
	static final long SATP = 8L << 60 | (BASE + 32 * 4096) >>> 12;

	private static final int PAGES = 64;
	private static final int CODE = 4;
	private static final int TABLES = 32;
	private static final int MRET = 0x3020_0073;
	private static final int SRET = 0x1020_0073;
	private static final int SFENCE = 0x1200_0073;
	private static final int[] PRIVILEGED = {MRET, SRET, SFENCE, 0x0000_0073, 0x0010_0073, 0x0000_100f};
	/** Not among them: trap vectors and delegation, without which no run gets far. */
	private static final int[] CSRS = {0x300, 0x300, 0x304, 0x340, 0x341, 0x342, 0x343, 0x344, 0x100, 0x100, 0x104, 0x140, 0x141, 0x142,
			0x143, 0x144, 0x180, 0x3a0, 0x3b2, 0x3b3, 0xb00, 0xb02, 0xc00, 0xc01, 0xc02, 0xf14, 0x7c0};

	private final Random random;
	private final boolean paged;
	private final boolean writableTables;
	private final boolean floats;

	RandomGuest(int seed, boolean paged, boolean writableTables, boolean floats) {
		this.floats = floats;
		this.random = new Random(seed);
		this.paged = paged;
		this.writableTables = writableTables;
	}

	/** Sets the first hart up: handlers, delegation, and protection of what must not be overwritten. */
	void prepare(GuestVcpu vcpu) {
		vcpu.setPc(BASE + CODE * 4096);
		vcpu.setCsr(0x305, MACHINE_HANDLER);
		vcpu.setCsr(0x105, SUPERVISOR_HANDLER);
		vcpu.setCsr(0x302, 0xa1ff);
		vcpu.setCsr(0x303, 0x222);
		vcpu.setCsr(0x306, -1);
		vcpu.setCsr(0x3b0, BASE >>> 2 | 0x7ff); // handlers: read and execute, locked
		vcpu.setCsr(0x3b1, BASE + TABLES * 4096 >>> 2 | 0x3fff); // tables: read, locked
		vcpu.setCsr(0x3b2, BASE + 16 * 4096 >>> 2 | 0x3f); // 512 bytes of one page: execute only
		vcpu.setCsr(0x3b3, -1);
		vcpu.setCsr(0x3a0, 0x9dL | (writableTables ? 0 : 0x99L << 8) | 0x1cL << 16 | 0x1fL << 24);
		for (int register = 1; register < 32; register++) {
			vcpu.setX(register, BASE + register * 0x1808L);
		}
		if (paged) {
			vcpu.setCsr(0x180, SATP);
		}
	}

	byte[] image() {
		ByteBuffer image = ByteBuffer.allocate(PAGES * 4096).order(ByteOrder.LITTLE_ENDIAN);
		image.position(CODE * 4096);
		while (image.position() < TABLES * 4096) {
			image.putInt(instruction());
		}
		while (image.hasRemaining()) {
			int page = image.position() / 4096;
			int index = image.position() % 4096 / 8;
			image.putLong(paged ? entry(page, index) : random.nextLong());
		}
		image.position(0x1000);
		machineHandler(image);
		image.position(0x2000);
		supervisorHandler(image);
		return image.array();
	}

	private static int csrrw(int csr, int source) {
		return csr << 20 | source << 15 | 0x1073;
	}

	private static int csrrs(int csr, int source, int target) {
		return csr << 20 | source << 15 | 0x2073 | target << 7;
	}

	private static int csrrc(int csr, int source) {
		return csr << 20 | source << 15 | 0x3073;
	}

	private static int addi(int target, int source, int value) {
		return value << 20 | source << 15 | target << 7 | 0x13;
	}

	private static int slli(int target, int source, int by) {
		return by << 20 | source << 15 | 1 << 12 | target << 7 | 0x13;
	}

	private static int andi(int target, int source, int value) {
		return value << 20 | source << 15 | 7 << 12 | target << 7 | 0x13;
	}

	/** Goes on somewhere in the code that depends on the count of instructions, in a mode that depends on it too. */
	private void machineHandler(ByteBuffer image) {
		where(image, 0xb02, 3);
		image.putInt(csrrw(0x341, 30));
		image.putInt(addi(30, 0, 3)).putInt(slli(30, 30, 11)).putInt(csrrc(0x300, 30)).putInt(csrrs(0x300, 31, 0));
		if (paged) {
			image.putInt(addi(30, 0, -1)).putInt(slli(30, 30, 63)).putInt(0x0008_0eb7).putInt(addi(29, 29, 0x20))
					.putInt(0x01df_6f33).putInt(csrrw(0x180, 30));
		}
		image.putInt(SFENCE).putInt(MRET);
	}

	private static void supervisorHandler(ByteBuffer image) {
		where(image, 0xc02, 2);
		image.putInt(csrrw(0x141, 30)).putInt(csrrs(0x100, 31, 0)).putInt(SRET);
	}

	/** x31: some bits of the count; x30: an address in the code made from them. */
	private static void where(ByteBuffer image, int counter, int pages) {
		image.putInt(csrrs(counter, 0, 31)).putInt(andi(31, 31, 0x7fc)).putInt(slli(31, 31, 3)).putInt(pages << 12 | 0xf17)
				.putInt(0x01ff_0f33);
	}

	/** Page 32 is the root, 33 to 35 the middle, 36 to 63 the last level; most addresses of RAM are mapped to themselves. */
	private long entry(int page, int index) {
		if (page == TABLES) {
			return index == 2 ? pte(33, 1) : random.nextBoolean() ? pte(33 + random.nextInt(3), 1) : 0;
		}
		if (page < 36) {
			return index == 0 ? pte(36, 1) : random.nextInt(8) == 0 ? random.nextLong() : pte(36 + random.nextInt(28), 1);
		}
		if (page == 36 && index < CODE) {
			return pte(index, 0xcb);
		}
		if (page == 36 && index < PAGES && (index < TABLES || !writableTables)) {
			long rights = index < TABLES ? 0xcf : 0xc3;
			return pte(index, random.nextInt(6) == 0 ? 0xc1 | random.nextInt(16) << 1 : rights | random.nextInt(2) << 4);
		}
		if (random.nextInt(16) == 0) {
			return random.nextLong();
		}
		return pte(random.nextInt(PAGES), (writableTables ? 1 | random.nextInt(4) << 6 : 0xc1) | random.nextInt(16) << 1);
	}

	private static long pte(int page, long flags) {
		return (BASE / 4096 + page) << 10 | flags;
	}

	private int instruction() {
		int target = random.nextInt(32) << 7;
		int first = random.nextInt(32) << 15;
		int second = random.nextInt(32) << 20;
		return switch (random.nextInt(floats ? 20 : 14)) {
			case 0 -> random.nextInt();
			case 1 -> PRIVILEGED[random.nextInt(PRIVILEGED.length)];
			case 2 -> 0x73 | target | first | (1 + random.nextInt(7)) << 12 | CSRS[random.nextInt(CSRS.length)] << 20;
			case 3, 4, 5 -> 0x03 | target | first | random.nextInt(7) << 12 | random.nextInt(128) << 23;
			case 6, 7 -> 0x23 | target & 0xc00 | first | second | random.nextInt(4) << 12 | random.nextInt(16) << 25;
			case 8 -> 0x63 | first | second | (random.nextBoolean() ? 0 : 5) << 12 | random.nextInt(8) << 9;
			case 9 -> 0x2f | target | first | second | (2 + random.nextInt(2)) << 12 | random.nextInt(4) << 27;
			case 10 -> 0x6f | target | random.nextInt(64) << 23;
			case 14, 15 -> 0x07 | random.nextInt(2) << 5 | target | first | second & 0x1f0_0000 | (2 + random.nextInt(2)) << 12;
			case 16, 17, 18 -> 0x53 | target | first | second | random.nextInt(8) << 12 | random.nextInt(128) << 25;
			case 19 -> 0x43 | random.nextInt(4) << 2 | target | first | second | random.nextInt(32) << 27 | random.nextInt(2) << 25 | 7 << 12;
			case 11 -> 0x17 | target | random.nextInt(60) << 12;
			default -> 0x13 | target | first | random.nextInt(8) << 12 | random.nextInt(4096) << 20;
		};
	}
}
