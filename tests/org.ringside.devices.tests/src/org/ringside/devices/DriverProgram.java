/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.ringside.isa.Encoder;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;

/**
 * A program without firmware that drives a device on any board that is laid out as {@code virt}: it looks for a virtio
 * device, works its registers and one queue, or does without, and sends what it read, eight bytes an answer, over the serial
 * port. It is straight-line code; values that do not fit an instruction lie behind it.
 */
public final class DriverProgram {

	public static final long CODE = 0x8000_0000L;
	/** Where requests may put what they like. */
	public static final long MEMORY = CODE + 0x20_0000;
	private static final int VALUES = 0x8_0000;
	private static final int ANSWERS = 0x10_0000;
	private static final int FIRST_SLOT = 0x1000_1000;
	private static final int UART = 0x1000_0000;
	private static final int FINISHER = 0x10_0000;
	private static final long RING = CODE + 0x18_0000;
	private static final int QUEUE_SIZE = 16;
	private static final int A0 = 10;
	private static final int A1 = 11;
	private static final int A2 = 12;
	private static final int S0 = 8;
	private static final int S1 = 9;
	/** Where the device is. */
	private static final int S2 = 18;
	private static final int T0 = 5;
	private static final int T1 = 6;

	/** A piece of a request. */
	public record Piece(long address, int length, boolean forDevice) {
	}

	private final List<Integer> words = new ArrayList<>();
	private final List<Long> values = new ArrayList<>();
	private final List<String> questions = new ArrayList<>();
	private int requests;

	/** A program that looks for no device. */
	public DriverProgram() {
		emit(RvI.BEQ, A0, 0, 3 * 4);
		emit(RvPrivileged.WFI);
		emit(RvI.JAL, 0, -4);
		emit(RvI.AUIPC, T0, 0);
		emit(RvI.LUI, T1, VALUES);
		emit(RvI.ADDI, T0, T0, -3 * 4);
		emit(RvI.ADD, S0, T0, T1);
		emit(RvI.LUI, T1, ANSWERS);
		emit(RvI.ADD, S1, T0, T1);
	}

	/** @param type the device ID of the virtio device to look for */
	public DriverProgram(int type) {
		this();
		emit(RvI.LUI, S2, FIRST_SLOT);
		emit(RvI.ADDI, A1, 0, type);
		emit(RvI.LUI, T1, 0x1000);
		emit(RvI.LWU, A0, 8, S2);
		emit(RvI.BEQ, A0, A1, 3 * 4);
		emit(RvI.ADD, S2, S2, T1);
		emit(RvI.JAL, 0, -3 * 4);
	}

	/** @return what each answer answers */
	public List<String> questions() {
		return questions;
	}

	private void emit(Instruction instruction, long... operands) {
		words.add(Encoder.encode(instruction, operands));
	}

	private void value(int register, long value) {
		values.add(value);
		emit(RvI.LD, register, 0, S0);
		emit(RvI.ADDI, S0, S0, 8);
	}

	private void answer(String question) {
		emit(RvI.SD, A0, 0, S1);
		emit(RvI.ADDI, S1, S1, 8);
		questions.add(question);
	}

	/** Answers what a register of the device holds. */
	public void read(int offset, String question) {
		emit(RvI.LWU, A0, offset, S2);
		answer(question);
	}

	/** Answers some bits of what a register of the device holds. */
	public void readMasked(int offset, long mask, String question) {
		value(A1, mask);
		emit(RvI.LWU, A0, offset, S2);
		emit(RvI.AND, A0, A0, A1);
		answer(question);
	}

	/** Answers what a byte of its registers holds. */
	public void readByte(int offset, String question) {
		emit(RvI.LBU, A0, offset, S2);
		answer(question);
	}

	/** Writes a register of the device. */
	public void write(int offset, long what) {
		value(A2, what);
		emit(RvI.SW, A2, offset, S2);
	}

	public void writeByte(int offset, int what) {
		emit(RvI.ADDI, A2, 0, what);
		emit(RvI.SB, A2, offset, S2);
	}

	/** Makes the device ready with its queue 0. */
	public void start(boolean legacy, long features) {
		write(0x70, 0);
		write(0x70, 1);
		write(0x70, 3);
		for (int half = 0; half < 2; half++) {
			write(0x24, half);
			write(0x20, features >>> 32 * half & 0xffff_ffffL);
		}
		if (!legacy) {
			write(0x70, 11);
			read(0x70, "status after FEATURES_OK");
		}
		write(0x30, 0);
		write(0x38, QUEUE_SIZE);
		if (legacy) {
			write(0x28, 4096);
			write(0x3c, 4096);
			write(0x40, RING >>> 12);
		} else {
			write(0x80, RING);
			write(0x90, RING + 16 * QUEUE_SIZE);
			write(0xa0, RING + 4096);
			for (int high = 0x84; high < 0xb0; high += 0x10) {
				write(high, 0);
			}
			write(0x44, 1);
		}
		write(0x70, legacy ? 7 : 15);
		read(0x70, "status when it is ready");
		store(RING + 16 * QUEUE_SIZE, 0, 8);
		store(RING + 4096, 0, 8);
		requests = 0;
	}

	/** Stores 1, 2, 4 or 8 bytes into memory. */
	public void store(long address, long what, int size) {
		value(A1, address);
		value(A2, what);
		emit(size == 1 ? RvI.SB : size == 2 ? RvI.SH : size == 4 ? RvI.SW : RvI.SD, A2, 0, A1);
	}

	/** Fills words of eight bytes with a pattern of its own; {@code step} 0 fills with the same word. */
	public void fill(long address, int bytes, long first, long step) {
		value(A1, address);
		value(A2, address + (bytes + 7 & -8));
		value(T0, first);
		value(T1, step);
		emit(RvI.BEQ, A1, A2, 5 * 4);
		emit(RvI.SD, T0, 0, A1);
		emit(RvI.ADD, T0, T0, T1);
		emit(RvI.ADDI, A1, A1, 8);
		emit(RvI.BNE, A1, A2, -3 * 4);
	}

	/** Answers a sum of words of eight bytes in which their order counts. */
	public void sum(long address, int bytes, String question) {
		value(A1, address);
		value(A2, address + (bytes + 7 & -8));
		emit(RvI.ADDI, A0, 0, 0);
		emit(RvI.BEQ, A1, A2, 7 * 4);
		emit(RvI.LD, T0, 0, A1);
		emit(RvI.SLLI, T1, A0, 5);
		emit(RvI.SUB, A0, T1, A0);
		emit(RvI.ADD, A0, A0, T0);
		emit(RvI.ADDI, A1, A1, 8);
		emit(RvI.BNE, A1, A2, -5 * 4);
		answer(question);
	}

	/** Answers 1, 2 or 4 bytes at an address. */
	public void peek(long address, int size, String question) {
		value(A1, address);
		emit(size == 1 ? RvI.LBU : size == 2 ? RvI.LHU : RvI.LWU, A0, 0, A1);
		answer(question);
	}

	/** Answers a byte of memory. */
	public void load(long address, String question) {
		value(A1, address);
		emit(RvI.LBU, A0, 0, A1);
		answer(question);
	}

	/** Makes one buffer available, waits until it is used, and answers how long the device says that it is. */
	public void request(List<Piece> pieces, boolean tellLength, String question) {
		for (int i = 0; i < pieces.size(); i++) {
			Piece piece = pieces.get(i);
			boolean isLast = i == pieces.size() - 1;
			store(RING + 16 * i, piece.address, 8);
			long flags = (piece.forDevice ? 2 : 0) | (isLast ? 0 : 1);
			store(RING + 16 * i + 8, piece.length & 0xffff_ffffL | flags << 32 | (isLast ? 0L : i + 1L) << 48, 8);
		}
		long available = RING + 16 * QUEUE_SIZE;
		store(available + 4 + 2 * (requests % QUEUE_SIZE), 0, 2);
		long used = RING + 4096 + 4 + 8 * (requests % QUEUE_SIZE);
		requests++;
		emit(RvI.FENCE, 15, 15);
		store(available + 2, requests, 2);
		emit(RvI.FENCE, 15, 15);
		write(0x50, 0);
		value(A1, RING + 4096);
		value(A2, requests & 0xffff);
		emit(RvI.LHU, A0, 2, A1);
		emit(RvI.BNE, A0, A2, -4);
		emit(RvI.FENCE, 15, 15);
		if (tellLength) {
			value(A1, used);
			emit(RvI.LWU, A0, 4, A1);
			answer("length of " + question);
		}
		read(0x60, "interrupts after " + question);
		write(0x64, 3);
	}

	/** @return the image for {@link #CODE}, ended by sending the answers and switching off */
	public byte[] image() {
		value(A2, CODE + ANSWERS);
		emit(RvI.LUI, A1, UART);
		emit(RvI.LBU, T0, 5, A1);
		emit(RvI.ANDI, T0, T0, 0x20);
		emit(RvI.BEQ, T0, 0, -8);
		emit(RvI.LBU, T0, 0, A2);
		emit(RvI.SB, T0, 0, A1);
		emit(RvI.ADDI, A2, A2, 1);
		emit(RvI.BNE, A2, S1, -24);
		emit(RvI.LUI, A1, FINISHER);
		emit(RvI.LUI, T0, 0x5000);
		emit(RvI.ADDI, T0, T0, 0x555);
		emit(RvI.SW, T0, 0, A1);
		emit(RvI.JAL, 0, 0);
		ByteBuffer image = ByteBuffer.allocate(ANSWERS).order(ByteOrder.LITTLE_ENDIAN);
		if (words.size() * 4 > VALUES || values.size() * 8 > ANSWERS - VALUES) {
			throw new IllegalStateException("the program is too long");
		}
		words.forEach(image::putInt);
		image.position(VALUES);
		values.forEach(image::putLong);
		return image.array();
	}
}
