/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.FloatCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvF;
import org.ringside.isa.RvVConfig;
import org.ringside.isa.VectorType;
import org.ringside.isa.Zfbfmin;
import org.ringside.isa.Zfh;
import org.ringside.isa.Zvfbf;

/**
 * BF16 (Unprivileged, Zfbfmin, Zvfbfmin, Zvfbfwma): it has the exponents of single precision and the upper 7 bits of its fractions,
 * so that conversions are what happens to the lower 16 bits.
 */
class BrainFloatTest {

	private static final long BOX16 = 0xffff_ffff_ffff_0000L;
	private static final long BOX32 = 0xffff_ffff_0000_0000L;
	private static final int INEXACT = 1;
	private static final int UNDERFLOW = 2;
	private static final int OVERFLOW = 4;
	private static final int INVALID = 16;
	private static TestBoard board;
	private final Random random = new Random(53);

	@BeforeAll
	static void open() {
		board = OneInstruction.board("rv64gcv_zvfbfwma");
	}

	@AfterAll
	static void close() {
		board.close();
	}

	private static void does(Instruction instruction, long... operands) {
		assertEquals(null, OneInstruction.execute(board, instruction, operands), instruction.mnemonic());
	}

	private static void configure(TestBoard on, int sew, long length) {
		on.hart().setX(6, length);
		assertEquals(null, OneInstruction.execute(on, RvVConfig.VSETVLI, 5, 6, new VectorType(sew, 0, false, false).bits()));
	}

	private int single() {
		return switch (random.nextInt(6)) {
			case 0 -> random.nextInt() & 0x807f_ffff;
			case 1 -> 0x7f7f_0000 | random.nextInt() & 0x8000_ffff;
			case 2 -> random.nextInt() & 0xffff_0000 | 0x8000;
			case 3 -> 0x7f80_0000 | random.nextInt() & (random.nextBoolean() ? 0x8000_0000 : 0x807f_ffff);
			case 4 -> 0x007f_0000 | random.nextInt() & 0x8000_ffff;
			default -> random.nextInt();
		};
	}

	/** The BF16 for a single-precision number, and the flags above it. */
	private static int narrow(int bits, int mode) {
		if ((bits & 0x7fff_ffff) > 0x7f80_0000) {
			return 0x7fc0 | ((bits & 0x40_0000) == 0 ? INVALID << 16 : 0);
		}
		boolean negative = bits < 0;
		int magnitude = bits & 0x7fff_ffff;
		int result = magnitude + increment(magnitude, negative, mode) >>> 16;
		int flags = 0;
		if ((magnitude & 0xffff) != 0) {
			flags = INEXACT;
			if (result == 0x7f80) {
				flags |= OVERFLOW;
			} else if (magnitude < 0x80_0000) {
				// Tininess is detected after rounding as if the exponent had no limit.
				int leading = magnitude << Integer.numberOfLeadingZeros(magnitude) - 8;
				boolean becomesNormal = magnitude >= 0x40_0000 && leading + increment(leading, negative, mode) >= 0x100_0000;
				flags |= becomesNormal ? 0 : UNDERFLOW;
			}
		}
		return result | (negative ? 0x8000 : 0) | flags << 16;
	}

	private static int increment(int magnitude, boolean negative, int mode) {
		return switch (mode) {
			case 0 -> 0x7fff + (magnitude >>> 16 & 1);
			case 1 -> 0;
			case 2 -> negative ? 0xffff : 0;
			case 3 -> negative ? 0 : 0xffff;
			default -> 0x8000;
		};
	}

	@Test
	void narrows() {
		for (int i = 0; i < 20_000; i++) {
			int bits = single();
			int mode = random.nextInt(5);
			int expected = narrow(bits, mode);
			board.hart().setF(2, BOX32 | bits & 0xffff_ffffL);
			board.hart().pokeCsr(FloatCsrs.FCSR, 0);
			does(Zfbfmin.FCVT_BF16_S, 1, 2, mode);
			String what = Integer.toHexString(bits) + " in mode " + mode;
			assertEquals(Long.toHexString(BOX16 | expected & 0xffff), Long.toHexString(board.hart().f(1)), what);
			assertEquals(expected >>> 16, board.hart().peekCsr(FloatCsrs.FFLAGS), "flags of " + what);
			if (i % 4 == 0) {
				configure(board, 1, 1);
				vector(4, bits);
				board.hart().pokeCsr(FloatCsrs.FCSR, mode << 5);
				does(Zvfbf.VFNCVTBF16_F_F_W, 8, 4, 1);
				assertEquals(expected & 0xffff, vector(8) & 0xffff, what);
				assertEquals(expected >>> 16, board.hart().peekCsr(FloatCsrs.FFLAGS), "flags of " + what);
			}
		}
	}

	private static void vector(int register, int value) {
		board.hart().vector.setRegister(register, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
	}

	private static int vector(int register) {
		return ByteBuffer.wrap(board.hart().vector.register(register)).order(ByteOrder.LITTLE_ENDIAN).getInt();
	}

	@Test
	void widens() {
		for (int bits = 0; bits < 0x10000; bits += 1 + random.nextInt(5)) {
			boolean nan = (bits & 0x7fff) > 0x7f80;
			int expected = nan ? 0x7fc0_0000 : bits << 16;
			int flags = nan && (bits & 0x40) == 0 ? INVALID : 0;
			board.hart().setF(2, BOX16 | bits);
			board.hart().pokeCsr(FloatCsrs.FCSR, 0);
			does(Zfbfmin.FCVT_S_BF16, 1, 2, 0);
			assertEquals(BOX32 | expected & 0xffff_ffffL, board.hart().f(1));
			assertEquals(flags, board.hart().peekCsr(FloatCsrs.FFLAGS));
			configure(board, 1, 1);
			vector(4, bits);
			board.hart().pokeCsr(FloatCsrs.FCSR, 0);
			does(Zvfbf.VFWCVTBF16_F_F_V, 8, 4, 1);
			assertEquals(expected, vector(8));
			assertEquals(flags, board.hart().peekCsr(FloatCsrs.FFLAGS));
		}
		board.hart().setF(2, 0x3f80);
		does(Zfbfmin.FCVT_S_BF16, 1, 2, 0);
		assertEquals(BOX32 | 0x7fc0_0000L, board.hart().f(1), "a number that is not in a box is a NaN");
	}

	/** The product and sum are those of single precision, rounded once. */
	@Test
	void multipliesAndAdds() {
		for (int i = 0; i < 10_000; i++) {
			int a = single() >>> 16;
			int b = single() >>> 16;
			int c = random.nextBoolean() ? single() : Float.floatToRawIntBits(-Float.intBitsToFloat(a << 16) * Float.intBitsToFloat(b << 16)) ^ random.nextInt(4);
			int mode = random.nextInt(5);
			board.hart().setF(2, BOX32 | a << 16 & 0xffff_ffffL);
			board.hart().setF(3, BOX32 | b << 16 & 0xffff_ffffL);
			board.hart().setF(4, BOX32 | c & 0xffff_ffffL);
			board.hart().pokeCsr(FloatCsrs.FCSR, 0);
			does(RvF.FMADD_S, 1, 2, 3, 4, mode);
			int expected = (int) board.hart().f(1);
			long flags = board.hart().peekCsr(FloatCsrs.FFLAGS);
			configure(board, 1, 1);
			for (Zvfbf row : List.of(Zvfbf.VFWMACCBF16_VV, Zvfbf.VFWMACCBF16_VF)) {
				vector(4, a);
				vector(2, b);
				vector(8, c);
				board.hart().setF(2, BOX16 | b);
				board.hart().pokeCsr(FloatCsrs.FCSR, mode << 5);
				does(row, 8, 2, 4, 1);
				String what = Integer.toHexString(a) + " " + Integer.toHexString(b) + " " + Integer.toHexString(c) + " in mode " + mode;
				assertEquals(Integer.toHexString(expected), Integer.toHexString(vector(8)), what);
				assertEquals(flags, board.hart().peekCsr(FloatCsrs.FFLAGS), "flags of " + what);
			}
		}
		vector(4, 0x3f80);
		vector(8, 0);
		board.hart().setF(2, 0x3f80);
		does(Zvfbf.VFWMACCBF16_VF, 8, 2, 4, 1);
		assertEquals(0x7fc0_0000, vector(8), "a number that is not in a box is a NaN");
	}

	@Test
	void whatEachExtensionHas() {
		ExceptionCause illegal = ExceptionCause.ILLEGAL_INSTRUCTION;
		for (String more : List.of("", "_zfbfmin", "_zvfbfmin", "_zvfbfwma", "_zvfh")) {
			try (TestBoard other = OneInstruction.board("rv64gcv" + more)) {
				boolean scalar = more.matches("_zfbfmin|_zvfbfwma");
				assertEquals(scalar ? null : illegal, OneInstruction.execute(other, Zfbfmin.FCVT_BF16_S, 1, 2, 0), more);
				assertEquals(scalar || more.equals("_zvfh") ? null : illegal, OneInstruction.execute(other, Zfh.FMV_X_H, 1, 2), more);
				assertEquals(more.equals("_zvfh") ? null : illegal, OneInstruction.execute(other, Zfh.FCVT_H_S, 1, 2, 0), more);
				for (int sew = 0; sew < 4; sew++) {
					configure(other, sew, 1);
					boolean fits = sew == 1;
					assertEquals(fits && more.startsWith("_zvfbf") ? null : illegal, OneInstruction.execute(other, Zvfbf.VFNCVTBF16_F_F_W, 8, 4, 1), more);
					assertEquals(fits && more.startsWith("_zvfbf") ? null : illegal, OneInstruction.execute(other, Zvfbf.VFWCVTBF16_F_F_V, 8, 4, 1), more);
					assertEquals(fits && more.equals("_zvfbfwma") ? null : illegal, OneInstruction.execute(other, Zvfbf.VFWMACCBF16_VV, 8, 2, 4, 1), more);
				}
			}
		}
		configure(board, 1, 1);
		board.hart().pokeCsr(FloatCsrs.FCSR, 5 << 5);
		assertEquals(illegal, OneInstruction.execute(board, Zvfbf.VFWCVTBF16_F_F_V, 8, 4, 1), "with a reserved rounding mode");
		board.hart().pokeCsr(FloatCsrs.FCSR, 0);
		assertEquals(illegal, OneInstruction.execute(board, Zvfbf.VFWCVTBF16_F_F_V, 0, 4, 0), "the mask is the destination");
		assertEquals(illegal, OneInstruction.execute(board, Zvfbf.VFWCVTBF16_F_F_V, 8, 8, 1), "the lower part of the destination");
	}
}
