/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.flash;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.ringside.machine.Saveable;

/**
 * One bank: what reads and writes mean after which commands. A command goes to both chips at once and is looked at in the
 * lowest byte; what the chips say of themselves stands in both halves of a word. Everything is done at once, so the status
 * is always ready. Source: Intel, 28F128J3 datasheet, section 4 (commands); behaviour beside it as QEMU 7.2 has it.
 */
final class FlashBank implements Saveable {

	/** Bytes of a word of the bank. */
	static final int WIDTH = 4;
	private static final int CHIP_WIDTH = 2;

	/** Bytes of the buffers of both chips. */
	private static final int BUFFER = 4096;
	private static final int NOWHERE = -1;

	private static final int READ_ARRAY = 0x00;
	private static final int PROGRAM = 0x10;
	private static final int ERASE = 0x20;
	private static final int PROGRAM_TOO = 0x40;
	private static final int CLEAR_STATUS = 0x50;
	private static final int LOCK = 0x60;
	private static final int READ_STATUS = 0x70;
	private static final int IDENTIFY = 0x90;
	private static final int QUERY = 0x98;
	private static final int CONFIRM = 0xd0;
	private static final int LOCK_SECTOR = 0x01;
	private static final int WRITE_BUFFER = 0xe8;
	private static final int READ_ARRAY_AGAIN = 0xff;

	private static final int READY = 0x80;
	private static final int ERASE_FAILED = 0x20;
	private static final int PROGRAM_FAILED = 0x10;

	private static final int MANUFACTURER = 0x89;
	private static final int DEVICE = 0x18;

	/** What the next write is. */
	private enum Expects {
		COMMAND,
		/** Its argument: data to program, a confirmation, or how much will come. */
		ARGUMENT,
		/** A word for the buffer. */
		DATA,
		/** That what was put into the buffer shall be written. */
		CONFIRMATION
	}

	private final FlashContents contents;
	private Expects expects = Expects.COMMAND;
	private int command = READ_ARRAY;
	private int status = READY;
	/** Words that come after the next one. */
	private int left;
	/** Where the buffer begins while it is filled; a multiple of its size. */
	private int bufferAt = NOWHERE;
	private final byte[] buffer = new byte[BUFFER];

	FlashBank(FlashContents contents) {
		this.contents = contents;
	}

	long read(int offset, int size) {
		return switch (command) {
		case READ_ARRAY -> array(offset, size);
		case IDENTIFY -> twice(identity(address(offset)), size);
		case QUERY -> twice(CfiTable.at(address(offset)), size);
		default -> twice(status, size);
		};
	}

	private long array(int offset, int size) {
		try {
			return contents.read(offset, size);
		} catch (IOException e) {
			// a chip that cannot be read says nothing
			return -1L >>> 64 - 8 * size;
		}
	}

	/** The address that each chip sees. */
	private static int address(int offset) {
		return offset / WIDTH;
	}

	private static int identity(int address) {
		return switch (address & 0xff) {
		case 0 -> MANUFACTURER;
		case 1 -> DEVICE;
		default -> 0;
		};
	}

	private static long twice(int word, int size) {
		return size <= CHIP_WIDTH ? word : word | (long) word << 8 * CHIP_WIDTH;
	}

	void write(int offset, int size, long value) {
		int low = (int) value & 0xff;
		switch (expects) {
		case COMMAND -> begin(low);
		case ARGUMENT -> argument(offset, size, value, low);
		case DATA -> {
			fill(offset, size, value);
			if (left == 0) {
				expects = Expects.CONFIRMATION;
			}
			left--;
		}
		case CONFIRMATION -> {
			// a failure stays until the status is cleared, and keeps further buffers from being written
			boolean isWritten = low == CONFIRM && (status & PROGRAM_FAILED) == 0 && writeBuffer();
			confirm(isWritten ? CONFIRM : READ_ARRAY_AGAIN);
			bufferAt = NOWHERE;
		}
		}
	}

	/** The buffer is for the block at which its count was told; what is not put into it stays. */
	private void prepare(int offset) {
		bufferAt = offset & -BUFFER;
		try {
			for (int i = 0; i < BUFFER; i += WIDTH) {
				FlashContents.put(buffer, i, WIDTH, contents.read(bufferAt + i, WIDTH));
			}
		} catch (IOException e) {
			status |= PROGRAM_FAILED;
		}
	}

	private void fill(int offset, int size, long value) {
		if (!contents.isWritable() || (offset & -BUFFER) != bufferAt) {
			status |= PROGRAM_FAILED;
		} else {
			FlashContents.put(buffer, offset - bufferAt, size, value);
		}
		status |= READY;
	}

	private boolean writeBuffer() {
		try {
			for (int i = 0; i < BUFFER; i += WIDTH) {
				contents.write(bufferAt + i, WIDTH, FlashContents.get(buffer, i, WIDTH));
			}
			return true;
		} catch (IOException e) {
			status |= PROGRAM_FAILED;
			return false;
		}
	}

	private void begin(int given) {
		switch (given) {
		case ERASE, WRITE_BUFFER -> status |= READY;
		case PROGRAM, PROGRAM_TOO, LOCK, QUERY -> {
			// its argument follows
		}
		case READ_STATUS, IDENTIFY -> {
			command = given;
			return;
		}
		case CLEAR_STATUS -> {
			status = 0;
			readArray();
			return;
		}
		default -> {
			readArray();
			return;
		}
		}
		command = given;
		expects = Expects.ARGUMENT;
	}

	private void argument(int offset, int size, long value, int low) {
		switch (command) {
		case PROGRAM, PROGRAM_TOO -> {
			program(offset, size, value);
			expects = Expects.COMMAND;
		}
		case ERASE -> {
			if (low == CONFIRM) {
				erase(offset);
			}
			confirm(low);
		}
		case WRITE_BUFFER -> {
			left = (int) value & (1 << 8 * CHIP_WIDTH) - 1;
			prepare(offset);
			expects = Expects.DATA;
		}
		case LOCK -> confirm(low == LOCK_SECTOR ? CONFIRM : low);
		case QUERY -> {
			if (low == READ_ARRAY_AGAIN) {
				readArray();
			}
		}
		default -> throw new IllegalStateException("command " + command + " takes no argument");
		}
	}

	private void confirm(int given) {
		if (given == CONFIRM) {
			status |= READY;
			expects = Expects.COMMAND;
		} else {
			readArray();
		}
	}

	private void readArray() {
		command = READ_ARRAY;
		expects = Expects.COMMAND;
	}

	private void program(int offset, int size, long value) {
		try {
			contents.write(offset, size, value);
		} catch (IOException e) {
			status |= PROGRAM_FAILED;
		}
		status |= READY;
	}

	private void erase(int offset) {
		try {
			contents.erase(offset);
		} catch (IOException e) {
			status |= ERASE_FAILED;
		}
	}

	void reset() {
		readArray();
		status = READY;
		left = 0;
		bufferAt = NOWHERE;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeByte(expects.ordinal());
		out.writeByte(command);
		out.writeByte(status);
		out.writeInt(left);
		out.writeInt(bufferAt);
		out.write(buffer);
		contents.save(out);
	}

	@Override
	public void load(DataInput in) throws IOException {
		int number = in.readUnsignedByte();
		if (number >= Expects.values().length) {
			throw new IOException("The snapshot's flash expects a write of the unknown kind " + number + ".");
		}
		expects = Expects.values()[number];
		command = in.readUnsignedByte();
		boolean takesArgument = switch (command) {
		case PROGRAM, PROGRAM_TOO, ERASE, LOCK, QUERY, WRITE_BUFFER -> true;
		default -> false;
		};
		if (expects != Expects.COMMAND && !takesArgument) {
			throw new IOException("The snapshot's flash waits for the rest of the command " + command + ", which has none.");
		}
		status = in.readUnsignedByte();
		left = in.readInt();
		bufferAt = in.readInt();
		if (bufferAt != NOWHERE && (bufferAt % BUFFER != 0 || bufferAt < 0 || bufferAt >= CfiFlash.BANK_SIZE)
				|| bufferAt == NOWHERE && (expects == Expects.DATA || expects == Expects.CONFIRMATION)) {
			throw new IOException("The snapshot's flash has a buffer for byte " + bufferAt + " of a bank.");
		}
		in.readFully(buffer);
		contents.load(in);
	}
}
