/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes the x86-64 instructions that translated code is made of (Intel 64 Software Developer's Manual, volume 2). Operands are
 * 64 bits wide where a method does not say otherwise. Registers are given by their numbers; memory operands as an {@link Operand}.
 */
public final class Assembler {

	public static final int RAX = 0;
	public static final int RCX = 1;
	public static final int RDX = 2;
	public static final int RBX = 3;
	public static final int RSP = 4;
	public static final int RBP = 5;
	public static final int RSI = 6;
	public static final int RDI = 7;
	public static final int R8 = 8;
	public static final int R9 = 9;
	public static final int R10 = 10;
	public static final int R11 = 11;
	public static final int R12 = 12;
	public static final int R13 = 13;
	public static final int R14 = 14;
	public static final int R15 = 15;

	/** What the ModRM byte and its followers name: a register, or memory at a base, an index and a displacement. */
	public sealed interface Operand {

		static Operand register(int number) {
			return new Register(number);
		}

		static Operand memory(int base, int displacement) {
			return new Memory(base, -1, displacement);
		}

		static Operand memory(int base, int index, int displacement) {
			return new Memory(base, index, displacement);
		}
	}

	/** A register. */
	public record Register(int number) implements Operand {
	}

	/** Memory at {@code base + index + displacement}; the index is -1 for none. The index is not RSP. */
	public record Memory(int base, int index, int displacement) implements Operand {
	}

	/** The two-operand instructions {@code op register, operand} with a common form; the value is the opcode. */
	public enum Alu {
		ADD(0x03, 0), OR(0x0b, 1), AND(0x23, 4), SUB(0x2b, 5), XOR(0x33, 6), CMP(0x3b, 7);

		private final int opcode;
		/** What stands in the ModRM byte of the form with an immediate. */
		private final int extension;

		Alu(int opcode, int extension) {
			this.opcode = opcode;
			this.extension = extension;
		}
	}

	/** Shifts; the value stands in the ModRM byte. */
	public enum Shift {
		LEFT(4), RIGHT(5), ARITHMETIC(7), ROTATE_LEFT(0), ROTATE_RIGHT(1);

		private final int extension;

		Shift(int extension) {
			this.extension = extension;
		}
	}

	/** What is done to a bit, beside setting the condition {@link Condition#BELOW} if it was 1; the value stands in the ModRM byte. */
	public enum BitTest {
		TEST(4), SET(5), CLEAR(6), INVERT(7);

		private final int extension;

		BitTest(int extension) {
			this.extension = extension;
		}
	}

	/** Conditions of jumps and of {@code setcc}, by their encoding. */
	public enum Condition {
		BELOW(2), ABOVE_OR_EQUAL(3), EQUAL(4), NOT_EQUAL(5), BELOW_OR_EQUAL(6), ABOVE(7), SIGN(8), PARITY(10), LESS(12), GREATER_OR_EQUAL(13),
		LESS_OR_EQUAL(14), GREATER(15);

		private final int code;

		Condition(int code) {
			this.code = code;
		}
	}

	/** A place in the code, which may be jumped to before it is known. */
	public static final class Label {
		private int at = -1;
		private final List<Integer> uses = new ArrayList<>();

		/** Its offset from the start of the code. */
		public int offset() {
			if (at < 0) {
				throw new IllegalStateException("The label stands nowhere");
			}
			return at;
		}
	}

	private byte[] bytes = new byte[1024];
	private int length;

	/** Bytes so far. */
	public int length() {
		return length;
	}

	/** All that was encoded; every label that was jumped to must stand somewhere. */
	public byte[] code() {
		return Arrays.copyOf(bytes, length);
	}

	public void mark(Label label) {
		label.at = length;
		label.uses.forEach(use -> patch(use, length - use - 4));
		label.uses.clear();
	}

	private void patch(int at, int value) {
		for (int i = 0; i < 4; i++) {
			bytes[at + i] = (byte) (value >>> 8 * i);
		}
	}

	void emit(int value) {
		if (length == bytes.length) {
			bytes = Arrays.copyOf(bytes, 2 * length);
		}
		bytes[length++] = (byte) value;
	}

	private void emit32(int value) {
		for (int i = 0; i < 4; i++) {
			emit(value >>> 8 * i);
		}
	}

	// ---- forms

	private static int number(int register) {
		return register & 7;
	}

	/** The prefix for registers above 7 and for 64 bits. */
	private void rex(boolean wide, int register, Operand operand, boolean always) {
		int rex = (wide ? 8 : 0) | (register >= 8 ? 4 : 0);
		switch (operand) {
			case Register(int n) -> rex |= n >= 8 ? 1 : 0;
			case Memory(int base, int index, int displacement) -> rex |= (base >= 8 ? 1 : 0) | (index >= 8 ? 2 : 0);
		}
		if (rex != 0 || always) {
			emit(0x40 | rex);
		}
	}

	/** Whether the low byte is one that only code with a prefix can name. */
	private static boolean isNewByte(Operand operand) {
		return operand instanceof Register(int n) && n >= RSP;
	}

	/** The ModRM byte and its followers. */
	void operand(int register, Operand operand) {
		switch (operand) {
			case Register(int n) -> emit(0xc0 | number(register) << 3 | number(n));
			case Memory(int base, int index, int displacement) -> {
				boolean small = displacement == (byte) displacement;
				int mode = displacement == 0 && number(base) != RBP ? 0 : small ? 0x40 : 0x80;
				if (index < 0) {
					emit(mode | number(register) << 3 | number(base));
					if (number(base) == RSP) {
						emit(RSP << 3 | RSP);
					}
				} else {
					emit(mode | number(register) << 3 | RSP);
					emit(number(index) << 3 | number(base));
				}
				if (mode == 0x40) {
					emit(displacement);
				} else if (mode == 0x80) {
					emit32(displacement);
				}
			}
		}
	}

	private void form(boolean wide, int opcode, int register, Operand operand) {
		rex(wide, register, operand, false);
		if (opcode > 0xff) {
			emit(opcode >>> 8);
		}
		emit(opcode);
		operand(register, operand);
	}

	// ---- moves

	public void load(int register, Operand from) {
		if (!(from instanceof Register(int n) && n == register)) {
			form(true, 0x8b, register, from);
		}
	}

	/** Loads 32 bits and clears the upper half. */
	public void loadWord(int register, Operand from) {
		form(false, 0x8b, register, from);
	}

	/** Loads 32 bits with sign. */
	public void loadSignedWord(int register, Operand from) {
		form(true, 0x63, register, from);
	}

	/** Loads 8 or 16 bits of memory, or of a register below RSP, with or without sign. */
	public void loadSmall(int register, Operand from, int size, boolean signed) {
		rex(signed, register, from, size == 1 && isNewByte(from));
		emit(0x0f);
		emit((signed ? 0xbe : 0xb6) | (size == 2 ? 1 : 0));
		operand(register, from);
	}

	/** Stores 1, 2, 4 or 8 bytes of a register. */
	public void store(int register, Operand to, int size) {
		if (size == 2) {
			emit(0x66);
		}
		rex(size == 8, register, to, size == 1 && (register >= RSP || isNewByte(to)));
		emit(size == 1 ? 0x88 : 0x89);
		operand(register, to);
	}

	/** Sets a register to a constant. */
	public void constant(int register, long value) {
		if (value == 0) {
			form(false, 0x33, register, Operand.register(register));
		} else if (value == (int) value) {
			storeConstant(Operand.register(register), (int) value);
		} else if (value >>> 32 == 0) {
			rex(false, 0, Operand.register(register), false);
			emit(0xb8 | number(register));
			emit32((int) value);
		} else {
			rex(true, 0, Operand.register(register), false);
			emit(0xb8 | number(register));
			emit32((int) value);
			emit32((int) (value >>> 32));
		}
	}

	/** Sets 64 bits to a constant of 32 bits with sign. */
	public void storeConstant(Operand to, int value) {
		form(true, 0xc7, 0, to);
		emit32(value);
	}

	public void loadAddress(int register, Memory address) {
		form(true, 0x8d, register, address);
	}

	public void push(int register) {
		rex(false, 0, Operand.register(register), false);
		emit(0x50 | number(register));
	}

	public void pop(int register) {
		rex(false, 0, Operand.register(register), false);
		emit(0x58 | number(register));
	}

	// ---- arithmetic

	public void alu(Alu operation, int register, Operand operand) {
		form(true, operation.opcode, register, operand);
	}

	/** The same on 32 bits. */
	public void aluWord(Alu operation, int register, Operand operand) {
		form(false, operation.opcode, register, operand);
	}

	/** The same with a constant of 32 bits with sign, and with either kind of operand as the first. */
	public void alu(Alu operation, Operand operand, int value) {
		aluConstant(true, operation, operand, value);
	}

	public void aluWord(Alu operation, Operand operand, int value) {
		aluConstant(false, operation, operand, value);
	}

	private void aluConstant(boolean wide, Alu operation, Operand operand, int value) {
		boolean small = value == (byte) value;
		form(wide, small ? 0x83 : 0x81, operation.extension, operand);
		if (small) {
			emit(value);
		} else {
			emit32(value);
		}
	}

	/** Multiplies; the lower half of the product stays. */
	public void multiply(int register, Operand operand) {
		form(true, 0x0faf, register, operand);
	}

	public void multiplyWord(int register, Operand operand) {
		form(false, 0x0faf, register, operand);
	}

	/** Multiplies RAX; the upper half of the product goes to RDX, the lower to RAX. */
	public void multiplyLong(Operand operand, boolean signed) {
		form(true, 0xf7, signed ? 5 : 4, operand);
	}

	/** Shifts by a constant. */
	public void shift(Shift kind, boolean wide, int register, int distance) {
		form(wide, 0xc1, kind.extension, Operand.register(register));
		emit(distance);
	}

	/** Shifts by what RCX says, of which the low 6 bits count, or 5 of 32-bit shifts. */
	public void shiftByRcx(Shift kind, boolean wide, int register) {
		form(wide, 0xd3, kind.extension, Operand.register(register));
	}

	/** Fills RDX, or its lower half, with the sign of RAX. */
	public void extendRax(boolean wide) {
		if (wide) {
			emit(0x48);
		}
		emit(0x99);
	}

	/** Divides RDX and RAX, or their lower halves; the quotient goes to RAX, the remainder to RDX. */
	public void divide(Operand divisor, boolean wide, boolean signed) {
		form(wide, 0xf7, signed ? 7 : 6, divisor);
	}

	public void negate(int register) {
		form(true, 0xf7, 3, Operand.register(register));
	}

	/** Does something to a bit of a register. */
	public void bit(BitTest kind, int register, int number) {
		form(true, 0x0fba, kind.extension, Operand.register(register));
		emit(number);
	}

	/** The same for the bit whose number, modulo 64, is in RCX. */
	public void bitByRcx(BitTest kind, int register) {
		form(true, 0x0f83 | kind.extension << 3, RCX, Operand.register(register));
	}

	/** Sets a register to the number of its highest or lowest bit that is set; the condition is {@link Condition#EQUAL} if there is none. */
	public void findBit(boolean highest, boolean wide, int register) {
		form(wide, highest ? 0x0fbd : 0x0fbc, register, Operand.register(register));
	}

	public void reverseBytes(int register) {
		rex(true, 0, Operand.register(register), false);
		emit(0x0f);
		emit(0xc8 | number(register));
	}

	/** Loads if a condition holds; without it a load of 32 bits clears the upper half all the same. */
	public void move(Condition condition, boolean wide, int register, Operand from) {
		form(wide, 0x0f40 | condition.code, register, from);
	}

	public void not(int register) {
		form(true, 0xf7, 2, Operand.register(register));
	}

	/** Sets RAX to 1 or 0. */
	public void setRax(Condition condition) {
		emit(0x0f);
		emit(0x90 | condition.code);
		emit(0xc0);
		form(false, 0x0fb6, RAX, Operand.register(RAX));
	}

	/** Orders all accesses before it before all behind it. */
	public void fence() {
		emit(0x0f);
		emit(0xae);
		emit(0xf0);
	}

	// ---- jumps

	public void jump(Label label) {
		emit(0xe9);
		distance(label);
	}

	public void jump(Condition condition, Label label) {
		emit(0x0f);
		emit(0x80 | condition.code);
		distance(label);
	}

	private void distance(Label label) {
		if (label.at >= 0) {
			emit32(label.at - length - 4);
		} else {
			label.uses.add(length);
			emit32(0);
		}
	}

	public void jump(Operand to) {
		form(false, 0xff, 4, to);
	}

	public void ret() {
		emit(0xc3);
	}
}
