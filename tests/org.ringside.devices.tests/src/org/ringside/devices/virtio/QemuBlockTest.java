/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.BothBoards;
import org.ringside.devices.DriverProgram;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskAccess;
import org.ringside.image.disk.DiskFile;

/**
 * The disk answers requests as QEMU's does: its configuration, features, status bytes, lengths and data, for requests that
 * are right and for those that are not.
 */
class QemuBlockTest {

	private static final int SECTORS = 20_000;
	private static final int REQUESTS = 120;
	private static final int SEEDS = Integer.getInteger("ringside.block.programs", 3);
	private static final long HEADER = DriverProgram.MEMORY;
	private static final long STATUS = DriverProgram.MEMORY + 0x1000;
	private static final long DATA = DriverProgram.MEMORY + 0x2000;
	private static final int DISCARD = 11;
	private static final int WRITE_ZEROES = 13;
	/** SEG_MAX, GEOMETRY, BLK_SIZE, FLUSH, TOPOLOGY, CONFIG_WCE, DISCARD, WRITE_ZEROES. */
	private static final long FEATURES = VirtioFeature.set(2, 4, 6, 9, 10, 11, 13, 14);

	@TempDir
	private Path folder;

	private boolean legacy;
	private boolean readOnly;
	private Random random;
	private DriverProgram program;
	/** What discarded sectors hold is nobody's business. */
	private final List<int[]> unknown = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({"true, false", "false, false", "false, true"})
	void answersAreTheSame(boolean isLegacy, boolean isReadOnly) throws Exception {
		legacy = isLegacy;
		readOnly = isReadOnly;
		byte[] contents = new byte[SECTORS * 512];
		new Random(4).nextBytes(contents);
		Path image = Files.write(folder.resolve("disk.img"), contents);
		for (int seed = 1; seed <= SEEDS; seed++) {
			random = new Random(seed);
			program = new DriverProgram(2);
			unknown.clear();
			build();
			byte[] code = program.image();
			List<Long> theirs = BothBoards.qemu(folder, code, legacy, List.of("-drive", "file=" + image + ",format=raw,if=none,id=d,"
					+ (readOnly ? "readonly=on" : "snapshot=on"), "-device", "virtio-blk-device,drive=d,serial=ringside-disk0"));
			List<Long> ours;
			try (Disk disk = DiskFile.open(image, readOnly ? DiskAccess.READ_ONLY : DiskAccess.OVERLAY, false)) {
				ours = BothBoards.ours(code, legacy, memory -> new VirtioBlock(disk, "ringside-disk0"));
			}
			BothBoards.expectSame(program.questions(), theirs, ours, "seed " + seed + (legacy ? ", legacy" : "") + (readOnly ? ", read-only" : ""));
		}
	}

	private void build() {
		program.read(0x00, "magic");
		program.read(0x04, "version");
		program.read(0x08, "device");
		program.write(0x14, 0);
		// Not compared: SCSI commands and NOTIFY_ON_EMPTY, which only QEMU's legacy device has; ANY_LAYOUT, which only ours has; with a
		// read-only disk, discard and zeros: QEMU offers them, and answers a discard as if it had been done.
		program.readMasked(0x10, ~VirtioFeature.set(7, 24, 27, readOnly ? 13 : 7, readOnly ? 14 : 7), "features");
		program.write(0x14, 1);
		// RING_RESET is offered by QEMU 7.2, whose MMIO transport has no register for it
		program.readMasked(0x10, ~VirtioFeature.set(8), "features above 32");
		program.start(legacy, (legacy ? 0 : 1L << 32) | FEATURES & (readOnly ? VirtioFeature.set(2, 4, 6, 9, 10, 11) : -1));
		for (int i = 0; i < 64; i++) {
			// how much may be discarded or zeroed at once is the device's own; and QEMU ends its configuration at its last field
			if (i < 36 || i >= 44 && i < 48 || i == 56 || i >= 60) {
				program.readByte(0x100 + i, "configuration byte " + i);
			}
		}
		for (int i = 0; i < 4; i++) {
			program.writeByte(0x120, i % 2);
			program.readByte(0x120, "writeback after a write of " + i % 2);
		}
		for (int i = 0; i < REQUESTS; i++) {
			request();
		}
	}

	private long sector() {
		return switch (random.nextInt(8)) {
		case 0 -> SECTORS - 1;
		case 1 -> SECTORS;
		case 2 -> SECTORS + random.nextInt(1000);
		case 3 -> random.nextBoolean() ? -1 : random.nextLong();
		default -> random.nextInt(SECTORS - 200);
		};
	}

	private void request() {
		switch (random.nextInt(12)) {
		case 0, 1, 2, 3 -> move(0);
		case 4, 5, 6, 7 -> move(1);
		case 8 -> plain(4, random.nextInt(10), 0, "flush");
		case 9 -> {
			int length = random.nextInt(40);
			plain(8, 0, length, "identity of " + length);
		}
		case 10 -> {
			if (!readOnly) {
				range();
			}
		}
		default -> {
			// not 2: QEMU knows that there were commands of SCSI, and answers an I/O error
			int type = new int[] {6, 10, 12, 14, 98, 0x7fff_0000}[random.nextInt(6)];
			plain(type, 0, 0, "request of type " + type);
		}
		}
	}

	private void header(int type, long sector) {
		program.store(HEADER, type & 0xffff_ffffL, 8);
		program.store(HEADER + 8, sector, 8);
		program.store(STATUS, 0xff, 1);
	}

	private void plain(int type, long sector, int length, String what) {
		header(type, sector);
		program.fill(DATA, 64, 0, 0);
		List<DriverProgram.Piece> pieces = new ArrayList<>(List.of(new DriverProgram.Piece(HEADER, 16, false)));
		if (length > 0) {
			pieces.add(new DriverProgram.Piece(DATA, length, true));
		}
		pieces.add(new DriverProgram.Piece(STATUS, 1, true));
		program.request(pieces, true, what);
		program.load(STATUS, "status of " + what);
		program.sum(DATA, 64, "data of " + what);
	}

	/** Reads or writes, in pieces. */
	private void move(int type) {
		long sector = sector();
		int length = switch (random.nextInt(8)) {
		case 0 -> 0;
		case 1 -> 1 + random.nextInt(2000);
		default -> 512 * (1 + random.nextInt(16));
		};
		String what = (type == 0 ? "read" : "write") + " of " + length + " at sector " + Long.toUnsignedString(sector);
		header(type, sector);
		program.fill(DATA, length + 64, random.nextLong(), type == 0 ? 0 : random.nextLong());
		List<DriverProgram.Piece> pieces = new ArrayList<>();
		int cut = random.nextBoolean() ? 16 : 1 + random.nextInt(15);
		pieces.add(new DriverProgram.Piece(HEADER, cut, false));
		if (cut < 16) {
			pieces.add(new DriverProgram.Piece(HEADER + cut, 16 - cut, false));
		}
		for (int at = 0; at < length;) {
			int piece = pieces.size() > 8 ? length - at : Math.min(length - at, 1 + random.nextInt(random.nextBoolean() ? length : 700));
			pieces.add(new DriverProgram.Piece(DATA + at, piece, type == 0));
			at += piece;
		}
		pieces.add(new DriverProgram.Piece(STATUS, 1, true));
		boolean isRight = sector >= 0 && sector + length / 512 <= SECTORS && length % 512 == 0 && !(readOnly && type == 1);
		// what a request that failed moved, the specification does not say
		program.request(pieces, isRight, what);
		program.load(STATUS, "status of " + what);
		boolean isKnown = unknown.stream().noneMatch(range -> sector < range[1] && sector + length / 512 > range[0]);
		if (isRight && type == 0 && isKnown) {
			program.sum(DATA, length + 64, "data of " + what);
		}
	}

	/** Discards or writes zeros. */
	private void range() {
		boolean zero = random.nextBoolean();
		boolean isFlagged = random.nextInt(4) == 0;
		// with a flag that is not known, the specification wants one answer whatever the range
		long sector = isFlagged ? random.nextInt(SECTORS - 200) : sector();
		int count = random.nextInt(4) == 0 && !isFlagged ? 12_000 : random.nextInt(100);
		int flags = isFlagged ? 1 << random.nextInt(32) : 0;
		String what = (zero ? "zeros for " : "discard of ") + count + " at sector " + Long.toUnsignedString(sector) + " with flags " + flags;
		header(zero ? WRITE_ZEROES : DISCARD, 0);
		program.store(DATA, sector, 8);
		program.store(DATA + 8, count & 0xffff_ffffL | (long) flags << 32, 8);
		program.request(List.of(new DriverProgram.Piece(HEADER, 16, false), new DriverProgram.Piece(DATA, 16, false),
				new DriverProgram.Piece(STATUS, 1, true)), true, what);
		program.load(STATUS, "status of " + what);
		if (!zero && sector >= 0 && sector < SECTORS) {
			unknown.add(new int[] {(int) sector, (int) Math.min(SECTORS, sector + count)});
		}
	}
}
