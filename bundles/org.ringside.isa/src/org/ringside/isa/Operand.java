/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field of an instruction word: where its bits lie, which values it can hold, how it is named.
 *
 * <p>The value of an operand is what the instruction uses: sign-extended, scaled, and for the three-bit register
 * fields of compressed instructions the full register number. The value of an upper immediate is the whole multiple of 4096.
 */
public enum Operand {
	/** Destination register. */
	RD("rd", 'd', Role.RD, Kind.INTEGER_REGISTER, "11:7>0"),
	/** First source register. */
	RS1("rs1", 's', Role.RS1, Kind.INTEGER_REGISTER, "19:15>0"),
	/** Second source register. */
	RS2("rs2", 't', Role.RS2, Kind.INTEGER_REGISTER, "24:20>0"),
	/** Even destination register of a register pair (Zacas). */
	RD_PAIR("rd", 'd', Role.RD, Kind.EVEN_REGISTER, "11:7>0"),
	/** Even second source register of a register pair (Zacas). */
	RS2_PAIR("rs2", 't', Role.RS2, Kind.EVEN_REGISTER, "24:20>0"),
	/** Floating-point destination register. */
	FD("rd", 'd', Role.RD, Kind.FLOAT_REGISTER, "11:7>0"),
	/** First floating-point source register. */
	FS1("rs1", 's', Role.RS1, Kind.FLOAT_REGISTER, "19:15>0"),
	/** Second floating-point source register. */
	FS2("rs2", 't', Role.RS2, Kind.FLOAT_REGISTER, "24:20>0"),
	/** Third floating-point source register. */
	FS3("rs3", 'u', Role.RS3, Kind.FLOAT_REGISTER, "31:27>0"),

	/** Signed 12-bit immediate of I-type instructions. */
	IMM_I("imm", 'i', Role.IMM, Kind.SIGNED, "31:20>0"),
	/** Signed 12-bit offset of stores. */
	IMM_S("imm", 'i', Role.IMM, Kind.SIGNED, "31:25>5 11:7>0"),
	/** Branch distance in bytes. */
	IMM_B("target", 'i', Role.IMM, Kind.TARGET, "31>12 7>11 30:25>5 11:8>1"),
	/** Upper immediate: the value is a multiple of 4096. */
	IMM_U("imm", 'i', Role.IMM, Kind.UPPER, "31:12>12"),
	/** Jump distance in bytes. */
	IMM_J("target", 'i', Role.IMM, Kind.TARGET, "31>20 19:12>12 20>11 30:21>1"),
	/** Shift amount of 64-bit shifts. */
	SHAMT("shamt", 'h', Role.IMM, Kind.SHIFT, "25:20>0"),
	/** Shift amount of 32-bit shifts. */
	SHAMTW("shamt", 'h', Role.IMM, Kind.SHIFT, "24:20>0"),
	/** Offset of prefetches: a multiple of 32. */
	IMM_PREFETCH("imm", 'i', Role.IMM, Kind.SIGNED, "31:25>5"),
	/** CSR number. */
	CSR("csr", 'c', Role.CSR, Kind.CSR, "31:20>0"),
	/** Unsigned 5-bit immediate of CSR instructions. */
	ZIMM("imm", 'z', Role.IMM, Kind.UNSIGNED, "19:15>0"),
	/** Rounding mode; left away it is dynamic. */
	RM("rm", 'm', Role.RM, Kind.ROUNDING_MODE, "14:12>0", 7),
	/** Rounding mode of a conversion that is always exact; left away it is round-to-nearest-even. */
	RM_EXACT("rm", 'm', Role.RM, Kind.ROUNDING_MODE, "14:12>0", 0),
	/** Acquire (2) and release (1) bits of atomics. */
	AQRL("aqrl", 'a', Role.AQRL, Kind.ORDERING, "26:25>0", 0),
	/** Fence predecessor set, bits i, o, r, w from 8 down. */
	PRED("pred", 'p', Role.PRED, Kind.FENCE_SET, "27:24>0"),
	/** Fence successor set. */
	SUCC("succ", 'q', Role.SUCC, Kind.FENCE_SET, "23:20>0"),
	/** Fence mode; reserved values behave as 0. */
	FM("fm", 'f', Role.IGNORED, Kind.UNSIGNED, "31:28>0", 0),
	/** A destination field that hardware ignores. */
	RD_IGNORED("rd", 'd', Role.IGNORED, Kind.UNSIGNED, "11:7>0", 0),
	/** A source field that hardware ignores. */
	RS1_IGNORED("rs1", 's', Role.IGNORED, Kind.UNSIGNED, "19:15>0", 0),
	/** An immediate field that hardware ignores. */
	IMM_IGNORED("imm", 'i', Role.IGNORED, Kind.UNSIGNED, "31:20>0", 0),
	/** Byte select of the scalar SM4 instructions. */
	BS("bs", 'b', Role.IMM, Kind.SHIFT, "31:30>0"),
	/** Round number of {@code aes64ks1i}. */
	RNUM("rnum", 'n', Role.IMM, Kind.ROUND_NUMBER, "23:20>0"),
	/** Index of a floating-point constant (Zfa). */
	FLI("constant", 's', Role.IMM, Kind.FLOAT_CONSTANT, "19:15>0"),
	/** Vector destination register, or the first of a group. */
	VD("vd", 'd', Role.RD, Kind.VECTOR_REGISTER, "11:7>0"),
	/** First vector source. */
	VS1("vs1", 's', Role.RS1, Kind.VECTOR_REGISTER, "19:15>0"),
	/** Second vector source. */
	VS2("vs2", 't', Role.RS2, Kind.VECTOR_REGISTER, "24:20>0"),
	/** The vector register that is stored. */
	VS3("vs3", 'd', Role.RS3, Kind.VECTOR_REGISTER, "11:7>0"),
	/** Whether all elements are worked on (1) or those whose bit in v0 is set (0). */
	VM("v0.t", 'v', Role.MASK, Kind.MASK, "25>0", 1),
	/** Signed 5-bit immediate of vector instructions. */
	SIMM5("imm", 'i', Role.IMM, Kind.SIGNED, "19:15>0"),
	/** Unsigned 6-bit immediate of vector rotations. */
	ZIMM6("imm", 'z', Role.IMM, Kind.UNSIGNED, "19:15>0 26>5"),
	/** Element width, register grouping and policies, 11 bits. */
	VTYPEI("vtype", 'i', Role.IMM, Kind.VECTOR_TYPE, "30:20>0"),
	/** The same in 10 bits, beside an immediate. */
	VTYPEI10("vtype", 'i', Role.TYPE, Kind.VECTOR_TYPE, "29:20>0"),
	/** All bits of a word that means nothing. */
	ANY("word", 'i', Role.IGNORED, Kind.UNSIGNED, "31:0>0", 0),

	/** Register of a compressed instruction that is destination and, where that fits, first source. */
	C_RD("rd", 'd', Role.RD, Kind.INTEGER_REGISTER, "11:7>0"),
	/** The same, other than x0. */
	C_RD_NZ("rd", 'd', Role.RD, Kind.NON_ZERO_REGISTER, "11:7>0"),
	/** The destination of {@code c.lui}, which cannot be x2: that word adjusts the stack pointer. */
	C_RD_NOT_SP("rd", 'd', Role.RD, Kind.NON_SP_REGISTER, "11:7>0"),
	/** First source of compressed jumps, other than x0. */
	C_RS1_NZ("rs1", 's', Role.RS1, Kind.NON_ZERO_REGISTER, "11:7>0"),
	/** Second source of compressed instructions. */
	C_RS2("rs2", 't', Role.RS2, Kind.INTEGER_REGISTER, "6:2>0"),
	/** The same, other than x0. */
	C_RS2_NZ("rs2", 't', Role.RS2, Kind.NON_ZERO_REGISTER, "6:2>0"),
	/** Destination among x8 to x15. */
	C_RDP("rd'", 'd', Role.RD, Kind.POPULAR_REGISTER, "4:2>0"),
	/** First source among x8 to x15. */
	C_RS1P("rs1'", 's', Role.RS1, Kind.POPULAR_REGISTER, "9:7>0"),
	/** Destination and first source among x8 to x15. */
	C_RDRS1P("rd'", 'd', Role.RD, Kind.POPULAR_REGISTER, "9:7>0"),
	/** Second source among x8 to x15. */
	C_RS2P("rs2'", 't', Role.RS2, Kind.POPULAR_REGISTER, "4:2>0"),
	/** Floating-point destination of compressed loads. */
	C_FD("rd", 'd', Role.RD, Kind.FLOAT_REGISTER, "11:7>0"),
	/** Floating-point source of compressed stores. */
	C_FS2("rs2", 't', Role.RS2, Kind.FLOAT_REGISTER, "6:2>0"),
	/** Floating-point destination among f8 to f15. */
	C_FDP("rd'", 'd', Role.RD, Kind.POPULAR_FLOAT_REGISTER, "4:2>0"),
	/** Floating-point source among f8 to f15. */
	C_FS2P("rs2'", 't', Role.RS2, Kind.POPULAR_FLOAT_REGISTER, "4:2>0"),
	/** Signed 6-bit immediate. */
	C_IMM("imm", 'i', Role.IMM, Kind.SIGNED, "12>5 6:2>0"),
	/** Immediate of {@code c.nop}, which is a hint if it is not zero. */
	C_NOP_IMM("imm", 'i', Role.IGNORED, Kind.SIGNED, "12>5 6:2>0", 0),
	/** Six-bit shift amount. */
	C_SHAMT("shamt", 'h', Role.IMM, Kind.SHIFT, "12>5 6:2>0"),
	/** Upper immediate other than zero. */
	C_IMM_U("imm", 'i', Role.IMM, Kind.NON_ZERO_UPPER, "12>17 6:2>12"),
	/** Stack adjustment other than zero. */
	C_IMM_16SP("imm", 'i', Role.IMM, Kind.NON_ZERO_SIGNED, "12>9 6>4 5>6 4:3>7 2>5"),
	/** Offset from the stack pointer other than zero. */
	C_IMM_4SPN("imm", 'i', Role.IMM, Kind.NON_ZERO_UNSIGNED, "12:11>4 10:7>6 6>2 5>3"),
	/** Byte offset of Zcb. */
	C_IMM_BYTE("imm", 'i', Role.IMM, Kind.UNSIGNED, "6>0 5>1"),
	/** Half-word offset of Zcb. */
	C_IMM_HALF("imm", 'i', Role.IMM, Kind.UNSIGNED, "5>1"),
	/** Word offset. */
	C_IMM_W("imm", 'i', Role.IMM, Kind.UNSIGNED, "12:10>3 6>2 5>6"),
	/** Double-word offset. */
	C_IMM_D("imm", 'i', Role.IMM, Kind.UNSIGNED, "12:10>3 6:5>6"),
	/** Word offset of loads from the stack. */
	C_IMM_LWSP("imm", 'i', Role.IMM, Kind.UNSIGNED, "12>5 6:4>2 3:2>6"),
	/** Double-word offset of loads from the stack. */
	C_IMM_LDSP("imm", 'i', Role.IMM, Kind.UNSIGNED, "12>5 6:5>3 4:2>6"),
	/** Word offset of stores to the stack. */
	C_IMM_SWSP("imm", 'i', Role.IMM, Kind.UNSIGNED, "12:9>2 8:7>6"),
	/** Double-word offset of stores to the stack. */
	C_IMM_SDSP("imm", 'i', Role.IMM, Kind.UNSIGNED, "12:10>3 9:7>6"),
	/** Jump distance in bytes. */
	C_IMM_J("target", 'i', Role.IMM, Kind.TARGET, "12>11 11>4 10:9>8 8>10 7>6 6>7 5:3>1 2>5"),
	/** Branch distance in bytes. */
	C_IMM_B("target", 'i', Role.IMM, Kind.TARGET, "12>8 11:10>3 6:5>6 4:3>1 2>5");

	/** What an operand is for, whatever its encoding. */
	public enum Role {
		/** Destination. */
		RD,
		/** First source. */
		RS1,
		/** Second source. */
		RS2,
		/** Third source. */
		RS3,
		/** Immediate of any form. */
		IMM,
		/** CSR number. */
		CSR,
		/** Rounding mode. */
		RM,
		/** Acquire and release. */
		AQRL,
		/** Fence predecessor set. */
		PRED,
		/** Fence successor set. */
		SUCC,
		/** Whether a mask chooses elements. */
		MASK,
		/** Vector type beside another immediate. */
		TYPE,
		/** A field without effect. */
		IGNORED
	}

	/** What sort of value an operand holds: decides range and how it is written. */
	public enum Kind {
		/** x0 to x31. */
		INTEGER_REGISTER,
		/** x1 to x31. */
		NON_ZERO_REGISTER,
		/** Any but x2. */
		NON_SP_REGISTER,
		/** An even number, of a register pair. */
		EVEN_REGISTER,
		/** x8 to x15. */
		POPULAR_REGISTER,
		/** f0 to f31. */
		FLOAT_REGISTER,
		/** f8 to f15. */
		POPULAR_FLOAT_REGISTER,
		/** v0 to v31. */
		VECTOR_REGISTER,
		/** Two's complement. */
		SIGNED,
		/** Two's complement without zero. */
		NON_ZERO_SIGNED,
		/** Not negative. */
		UNSIGNED,
		/** Positive. */
		NON_ZERO_UNSIGNED,
		/** Multiple of 4096; written as the upper 20 bits. */
		UPPER,
		/** The same without zero. */
		NON_ZERO_UPPER,
		/** Distance from the instruction in bytes; written as an address. */
		TARGET,
		/** Not negative; written in hexadecimal. */
		SHIFT,
		/** Round of the AES key schedule, 0 to 10. */
		ROUND_NUMBER,
		/** CSR number; written by name. */
		CSR,
		/** Rounding mode; written by name. */
		ROUNDING_MODE,
		/** Suffix of the mnemonic. */
		ORDERING,
		/** A subset of {@code iorw}. */
		FENCE_SET,
		/** Index into the constants of {@code fli}. */
		FLOAT_CONSTANT,
		/** Written as {@code v0.t} if 0, else left away. */
		MASK,
		/** Written as {@code e32, m1, ta, ma}. */
		VECTOR_TYPE;

		/** Whether a value is a register number of any file. */
		public boolean isRegister() {
			return ordinal() <= VECTOR_REGISTER.ordinal();
		}

		/** Whether a value is a floating-point register number. */
		public boolean isFloatRegister() {
			return this == FLOAT_REGISTER || this == POPULAR_FLOAT_REGISTER;
		}

		/** Whether a field is two's complement. */
		public boolean isSigned() {
			return this == SIGNED || this == NON_ZERO_SIGNED || this == UPPER || this == NON_ZERO_UPPER || this == TARGET;
		}

		/** Whether zero is not a value: such words are reserved or another instruction. */
		public boolean excludesZero() {
			return this == NON_ZERO_REGISTER || this == NON_ZERO_SIGNED || this == NON_ZERO_UNSIGNED || this == NON_ZERO_UPPER;
		}
	}

	private record Segment(int wordLow, int width, int valueLow) {
	}

	private static final long NO_DEFAULT = Long.MIN_VALUE;

	private final String label;
	private final char letter;
	private final Role role;
	private final Kind kind;
	private final Segment[] segments;
	private final int wordMask;
	private final int highBit;
	private final int lowBit;
	private final long defaultValue;

	Operand(String label, char letter, Role role, Kind kind, String layout) {
		this(label, letter, role, kind, layout, NO_DEFAULT);
	}

	/** The layout lists {@code high:low>value} segments: word bits high to low are value bits from {@code value} up. */
	Operand(String label, char letter, Role role, Kind kind, String layout, long defaultValue) {
		this.label = label;
		this.letter = letter;
		this.role = role;
		this.kind = kind;
		this.defaultValue = defaultValue;
		List<Segment> list = new ArrayList<>();
		int mask = 0;
		int top = 0;
		int bottom = 63;
		for (String part : layout.split(" ")) {
			String[] sides = part.split(">");
			String[] bits = sides[0].split(":");
			int high = Integer.parseInt(bits[0]);
			int low = Integer.parseInt(bits[bits.length - 1]);
			Segment segment = new Segment(low, high - low + 1, Integer.parseInt(sides[1]));
			list.add(segment);
			mask |= (int) ((1L << segment.width) - 1 << low);
			top = Math.max(top, segment.valueLow + segment.width - 1);
			bottom = Math.min(bottom, segment.valueLow);
		}
		segments = list.toArray(Segment[]::new);
		wordMask = mask;
		highBit = top;
		lowBit = bottom;
	}

	/** Its name in a written form: {@code rd}, {@code imm}, {@code target}. */
	public String label() {
		return label;
	}

	/** The letter that stands for its bits in {@link Instruction#pattern()}. */
	public char letter() {
		return letter;
	}

	/** What it is for. */
	public Role role() {
		return role;
	}

	/** What sort of value it holds. */
	public Kind kind() {
		return kind;
	}

	/** The bits of the word that it takes. */
	public int wordMask() {
		return wordMask;
	}

	/** The value that it has where it is left away; empty where it must be given. */
	public Optional<Long> defaultValue() {
		return defaultValue == NO_DEFAULT ? Optional.empty() : Optional.of(defaultValue);
	}

	/** The least value. */
	public long minimum() {
		return switch (kind) {
			case POPULAR_REGISTER, POPULAR_FLOAT_REGISTER -> 8;
			case NON_ZERO_REGISTER -> 1;
			case NON_ZERO_UNSIGNED -> alignment();
			default -> kind.isSigned() ? -(1L << highBit) : 0;
		};
	}

	/** The greatest value. */
	public long maximum() {
		return switch (kind) {
			case POPULAR_REGISTER, POPULAR_FLOAT_REGISTER -> 15;
			case EVEN_REGISTER -> 30;
			case ROUND_NUMBER -> 10;
			default -> (kind.isSigned() ? 1L << highBit : 1L << highBit + 1) - alignment();
		};
	}

	/** Every value is a multiple of this. */
	public long alignment() {
		return kind == Kind.EVEN_REGISTER ? 2 : 1L << lowBit;
	}

	/** Takes the value from a word. */
	public long extract(int word) {
		long value = 0;
		for (Segment segment : segments) {
			value |= ((word & 0xffff_ffffL) >>> segment.wordLow & (1L << segment.width) - 1) << segment.valueLow;
		}
		if (kind.isSigned()) {
			int shift = 63 - highBit;
			return value << shift >> shift;
		}
		return kind == Kind.POPULAR_REGISTER || kind == Kind.POPULAR_FLOAT_REGISTER ? value + 8 : value;
	}

	/** Whether there are field values that the operand cannot have, so that a decoder must look. */
	boolean isRestricted() {
		return kind.excludesZero() || kind == Kind.EVEN_REGISTER || kind == Kind.ROUND_NUMBER;
	}

	/** Whether the field of this word holds a value that the operand can have. */
	boolean accepts(int word) {
		if (kind.excludesZero()) {
			return (word & wordMask) != 0;
		}
		return switch (kind) {
			case EVEN_REGISTER -> (extract(word) & 1) == 0;
			case ROUND_NUMBER -> extract(word) <= 10;
			default -> true;
		};
	}

	/**
	 * Puts a value into a word, over what was there.
	 *
	 * @throws IllegalArgumentException if the operand cannot hold the value
	 */
	public int insert(int word, long value) {
		Optional<String> problem = check(value);
		if (problem.isPresent()) {
			throw new IllegalArgumentException(problem.get());
		}
		long bits = kind == Kind.POPULAR_REGISTER || kind == Kind.POPULAR_FLOAT_REGISTER ? value - 8 : value;
		int result = word & ~wordMask;
		for (Segment segment : segments) {
			result |= (int) ((bits >>> segment.valueLow & (1L << segment.width) - 1) << segment.wordLow);
		}
		return result;
	}

	/** Says in one sentence why the operand cannot hold the value; empty if it can. */
	public Optional<String> check(long value) {
		if (value >= minimum() && value <= maximum() && value % alignment() == 0 && !(value == 0 && kind.excludesZero())
				&& !(value == 2 && kind == Kind.NON_SP_REGISTER)) {
			return Optional.empty();
		}
		String multiple = alignment() == 1 ? "" : " in steps of " + alignment();
		String zero = kind.excludesZero() && minimum() < 0 ? " but not 0" : "";
		return Optional.of("The operand " + label + " is " + value + ", but must be from " + minimum() + " to " + maximum()
				+ multiple + zero + ".");
	}
}
