/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.flash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.devices.BothBoards;
import org.ringside.devices.DriverProgram;
import org.ringside.devices.board.AiaChoice;
import org.ringside.devices.board.BoardOptions;
import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskAccess;
import org.ringside.image.disk.DiskFile;

/** Programs that give flash commands of all kinds, right ones and wrong ones, read the same on our board as on QEMU's. */
class QemuFlashTest {

	private static final int SEEDS = Integer.getInteger("ringside.flash.programs", 4);
	private static final int STEPS = 700;
	/** The second bank: from the first, QEMU would start. */
	private static final long BANK = VirtBoard.FLASH + CfiFlash.BANK_SIZE;
	private static final int[] COMMANDS = {0x00, 0x50, 0x70, 0x90, 0x98, 0xff, 0xf0, 0x60, 0x01, 0xd0, 0x10, 0x40, 0x33};

	@TempDir
	private Path folder;

	private Random random;
	private DriverProgram program;
	/** What was done last, for reports. */
	private String last = "";

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void readsAreTheSame(boolean readOnly) throws Exception {
		byte[] contents = new byte[CfiFlash.BANK_SIZE];
		new Random(3).nextBytes(contents);
		Path image = Files.write(folder.resolve("flash.img"), contents);
		Path first = Files.write(folder.resolve("first.img"), new byte[CfiFlash.BANK_SIZE]);
		for (int seed = 1; seed <= SEEDS; seed++) {
			random = new Random(seed);
			program = new DriverProgram();
			build();
			byte[] code = program.image();
			List<Long> theirs = BothBoards.qemu(folder, code, false,
					List.of("-drive", "if=pflash,unit=1,format=raw,file=" + image + (readOnly ? ",readonly=on" : ",snapshot=on")));
			List<Long> ours;
			try (Disk one = DiskFile.open(first, DiskAccess.OVERLAY, false);
					Disk two = DiskFile.open(image, readOnly ? DiskAccess.READ_ONLY : DiskAccess.OVERLAY, false)) {
				ours = BothBoards.ours(code,
						memory -> new BoardOptions(VirtioSlots.EMPTY, new FirmwareItems(0, 1), AiaChoice.NONE, List.of(one, two)));
			}
			BothBoards.expectSame(program.questions(), theirs, ours, "seed " + seed + (readOnly ? ", read-only" : ""));
		}
	}

	private int size() {
		return 1 << random.nextInt(3);
	}

	private long place() {
		long sector = random.nextInt(4) * (long) FlashContents.SECTOR;
		return BANK + sector + (random.nextInt(64) * 4L & -4);
	}

	/** Never an erase by mistake: QEMU carries it out before it is confirmed. */
	private long data() {
		long value = random.nextInt() & 0xffff_ffffL;
		return (value & 0xff) == 0x20 ? value ^ 1 : value;
	}

	private void command(long at, int value, String what) {
		program.store(at, value, size());
		last = what;
	}

	private void build() {
		// what a chip says of itself, from the first address to behind the last
		program.store(BANK, 0x98, 1);
		for (int i = 0; i < 0x60; i++) {
			program.peek(BANK + 4 * i, 4, "word " + Integer.toHexString(i) + " of the query");
		}
		program.store(BANK, 0xff, 1);
		for (int i = 0; i < STEPS; i++) {
			step();
			for (int n = random.nextInt(3); n >= 0; n--) {
				int size = size();
				long at = place();
				program.peek(at, size, size + " bytes at " + Long.toHexString(at) + " after step " + i + ", " + last);
			}
		}
	}

	private void step() {
		long at = place();
		switch (random.nextInt(8)) {
		case 0 -> {
			// confirmed at once: before that, QEMU has erased already
			command(at, 0x20, "erase");
			program.store(at, 0xd0, 1);
		}
		case 1, 2 -> {
			command(at, random.nextBoolean() ? 0x40 : 0x10, "program");
			program.store(place(), data(), size());
		}
		case 3 -> {
			int count = random.nextInt(6);
			command(at, 0xe8, "buffer of " + (count + 1));
			program.store(at, count, 2);
			for (int i = 0; i <= count; i++) {
				program.store(at + 4L * i, data(), 4);
			}
			program.store(at, random.nextInt(4) == 0 ? 0x12 : 0xd0, 1);
		}
		default -> {
			int value = COMMANDS[random.nextInt(COMMANDS.length)];
			command(at, value, "command " + Integer.toHexString(value));
		}
		}
	}
}
