/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.firmware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@link FwCfg} offers: items by number, and files by name with a directory of their own. All of it is settled before
 * the machine runs its first instruction. Source: QEMU, "QEMU Firmware Configuration (fw_cfg) Device".
 */
public final class FirmwareItems {

	/** Numbers below this are items with a fixed meaning, from here on files. */
	static final int FIRST_FILE = 0x20;

	private static final int SIGNATURE = 0x00;
	private static final int ID = 0x01;
	private static final int UUID = 0x02;
	private static final int RAM_SIZE = 0x03;
	private static final int NO_GRAPHICS = 0x04;
	private static final int HARTS = 0x05;
	private static final int MOST_HARTS = 0x0f;
	private static final int KERNEL_ADDRESS = 0x07;
	private static final int KERNEL_SIZE = 0x08;
	private static final int KERNEL_DATA = 0x11;
	private static final int INITRD_ADDRESS = 0x0a;
	private static final int INITRD_SIZE = 0x0b;
	private static final int INITRD_DATA = 0x12;
	private static final int ARGUMENTS_SIZE = 0x14;
	private static final int ARGUMENTS = 0x15;
	private static final int DIRECTORY = 0x19;
	/** The traditional interface, and that by direct memory access. */
	private static final int FEATURES = 1 | 2;
	/** Bytes of an entry in the directory: size, number, reserved, name. */
	private static final int ENTRY = 64;
	private static final int NAME = 56;
	private static final int MOST_FILES = 32;

	private final Map<Integer, byte[]> items = new HashMap<>();
	private final SortedMap<String, byte[]> files = new TreeMap<>();

	/**
	 * @param memoryBytes size of RAM
	 * @param harts how many harts there are
	 */
	public FirmwareItems(long memoryBytes, int harts) {
		items.put(SIGNATURE, "QEMU".getBytes(StandardCharsets.US_ASCII));
		items.put(ID, little(4).putInt(FEATURES).array());
		items.put(UUID, new byte[16]);
		items.put(RAM_SIZE, little(8).putLong(memoryBytes).array());
		items.put(NO_GRAPHICS, little(2).putShort((short) 1).array());
		items.put(HARTS, little(2).putShort((short) harts).array());
		items.put(MOST_HARTS, little(2).putShort((short) harts).array());
		// firmware that asks in what order to boot finds that the user has no wish
		file("bootorder", new byte[0]);
	}

	private static ByteBuffer little(int bytes) {
		return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** The kernel that lies at an address, for firmware that loads it from here. */
	public FirmwareItems kernel(long address, byte[] contents) {
		items.put(KERNEL_ADDRESS, little(8).putLong(address).array());
		items.put(KERNEL_SIZE, little(4).putInt(contents.length).array());
		items.put(KERNEL_DATA, contents);
		return this;
	}

	/** The initial RAM disk. */
	public FirmwareItems initrd(long address, byte[] contents) {
		items.put(INITRD_ADDRESS, little(8).putLong(address).array());
		items.put(INITRD_SIZE, little(4).putInt(contents.length).array());
		items.put(INITRD_DATA, contents);
		return this;
	}

	/** The kernel's command line. */
	public FirmwareItems arguments(String text) {
		byte[] line = (text + '\0').getBytes(StandardCharsets.UTF_8);
		items.put(ARGUMENTS_SIZE, little(4).putInt(line.length).array());
		items.put(ARGUMENTS, line);
		return this;
	}

	/**
	 * A file.
	 *
	 * @param name a path such as {@code opt/org.example/seed}, at most 55 characters
	 */
	public FirmwareItems file(String name, byte[] contents) {
		if (name.isEmpty() || name.getBytes(StandardCharsets.US_ASCII).length >= NAME) {
			throw new IllegalArgumentException("The name of a firmware file has 1 to " + (NAME - 1) + " characters, unlike '" + name + "'");
		}
		if (files.size() == MOST_FILES && !files.containsKey(name)) {
			throw new IllegalArgumentException("There can be " + MOST_FILES + " firmware files at most");
		}
		files.put(name, Objects.requireNonNull(contents));
		return this;
	}

	/** All items by number, with the directory of the files, which are numbered in the order of their names. */
	Map<Integer, byte[]> byNumber() {
		Map<Integer, byte[]> all = new HashMap<>(items);
		ByteBuffer directory = ByteBuffer.allocate(4 + MOST_FILES * ENTRY).putInt(files.size());
		int number = FIRST_FILE;
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			byte[] name = new byte[NAME];
			byte[] text = file.getKey().getBytes(StandardCharsets.US_ASCII);
			System.arraycopy(text, 0, name, 0, text.length);
			directory.putInt(file.getValue().length).putShort((short) number).putShort((short) 0).put(name);
			all.put(number++, file.getValue());
		}
		all.put(DIRECTORY, directory.array());
		return all;
	}
}
