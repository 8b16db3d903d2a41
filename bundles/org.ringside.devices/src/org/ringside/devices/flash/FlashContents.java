/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.flash;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.ringside.image.disk.Disk;
import org.ringside.machine.Saveable;

/** The bytes of a bank, in sectors that are erased as a whole. Who reads beyond what there is finds it erased. */
sealed interface FlashContents extends Saveable {

	/** Bytes that are erased together. */
	int SECTOR = 256 << 10;
	/** What an erased byte holds. */
	byte ERASED = -1;

	/** Reads 1, 2 or 4 bytes, little-endian, within a sector. */
	long read(int offset, int size) throws IOException;

	/** Writes 1, 2 or 4 bytes, little-endian, within a sector. */
	void write(int offset, int size, long value) throws IOException;

	/** Whether anything can be changed. */
	boolean isWritable();

	/** Erases the sector in which a byte lies. */
	void erase(int offset) throws IOException;

	static long get(byte[] bytes, int at, int size) {
		long value = 0;
		for (int i = size - 1; i >= 0; i--) {
			value = value << 8 | bytes[at + i] & 0xff;
		}
		return value;
	}

	static void put(byte[] bytes, int at, int size, long value) {
		for (int i = 0; i < size; i++) {
			bytes[at + i] = (byte) (value >>> 8 * i);
		}
	}

	private static byte[] erased() {
		byte[] bytes = new byte[SECTOR];
		Arrays.fill(bytes, ERASED);
		return bytes;
	}

	/** A bank that nobody has given a file: it begins erased, and is forgotten at the end. */
	final class InMemory implements FlashContents {
		private final Map<Integer, byte[]> sectors = new TreeMap<>();

		@Override
		public long read(int offset, int size) {
			byte[] sector = sectors.get(offset / SECTOR);
			return sector == null ? -1L >>> 64 - 8 * size : get(sector, offset % SECTOR, size);
		}

		@Override
		public void write(int offset, int size, long value) {
			put(sectors.computeIfAbsent(offset / SECTOR, number -> erased()), offset % SECTOR, size, value);
		}

		@Override
		public boolean isWritable() {
			return true;
		}

		@Override
		public void erase(int offset) {
			sectors.remove(offset / SECTOR);
		}

		@Override
		public void save(DataOutput out) throws IOException {
			out.writeInt(sectors.size());
			for (Map.Entry<Integer, byte[]> sector : sectors.entrySet()) {
				out.writeInt(sector.getKey());
				out.write(sector.getValue());
			}
		}

		@Override
		public void load(DataInput in) throws IOException {
			int count = in.readInt();
			if (count < 0 || count > CfiFlash.BANK_SIZE / SECTOR) {
				throw new IOException("The snapshot's flash has " + count + " sectors; a bank has " + CfiFlash.BANK_SIZE / SECTOR + ".");
			}
			sectors.clear();
			for (int i = 0; i < count; i++) {
				int number = in.readInt();
				if (number < 0 || number >= CfiFlash.BANK_SIZE / SECTOR) {
					throw new IOException("The snapshot's flash has a sector " + number + "; a bank has " + CfiFlash.BANK_SIZE / SECTOR + ".");
				}
				byte[] sector = new byte[SECTOR];
				in.readFully(sector);
				sectors.put(number, sector);
			}
		}
	}

	/** A bank whose bytes are those of a disk image. What lies behind the image's end cannot be changed. */
	final class OnDisk implements FlashContents {
		private final Disk disk;
		/** The sector that was asked for last, as whole sectors are read one after the other. */
		private final byte[] recent = new byte[SECTOR];
		private int recentNumber = -1;

		OnDisk(Disk disk) {
			this.disk = disk;
		}

		@Override
		public long read(int offset, int size) throws IOException {
			return get(sector(offset / SECTOR), offset % SECTOR, size);
		}

		private byte[] sector(int number) throws IOException {
			if (recentNumber != number) {
				recentNumber = -1;
				int length = length(number);
				disk.read((long) number * SECTOR, recent, 0, length);
				Arrays.fill(recent, length, SECTOR, ERASED);
				recentNumber = number;
			}
			return recent;
		}

		/** How much of a sector the image has. */
		private int length(int number) {
			return (int) Math.clamp(disk.size() - (long) number * SECTOR, 0, SECTOR);
		}

		@Override
		public void write(int offset, int size, long value) throws IOException {
			if (offset + size > disk.size()) {
				throw new IOException("the image ends before");
			}
			byte[] sector = sector(offset / SECTOR);
			byte[] bytes = new byte[size];
			put(bytes, 0, size, value);
			disk.write(offset, bytes, 0, size);
			put(sector, offset % SECTOR, size, value);
		}

		@Override
		public boolean isWritable() {
			return disk.isWritable();
		}

		@Override
		public void erase(int offset) throws IOException {
			int number = offset / SECTOR;
			if (length(number) < SECTOR) {
				throw new IOException("the image ends before");
			}
			recentNumber = -1;
			disk.write((long) number * SECTOR, erased(), 0, SECTOR);
		}

		@Override
		public void save(DataOutput out) throws IOException {
			out.writeLong(disk.size());
			disk.saveChanges(out);
		}

		@Override
		public void load(DataInput in) throws IOException {
			long size = in.readLong();
			if (size != disk.size()) {
				throw new IOException("The snapshot's flash has an image of " + size + " bytes; this machine's has " + disk.size() + ".");
			}
			recentNumber = -1;
			disk.loadChanges(in);
		}
	}
}
