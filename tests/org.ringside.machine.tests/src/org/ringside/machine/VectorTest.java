/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.Extension;
import org.ringside.isa.FloatCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.Operand;
import org.ringside.isa.RvVConfig;
import org.ringside.isa.RvVFixed;
import org.ringside.isa.RvVFloat;
import org.ringside.isa.RvVInteger;
import org.ringside.isa.RvVLoad;
import org.ringside.isa.RvVPermutation;
import org.ringside.isa.RvVSegmentLoad;
import org.ringside.isa.RvVStore;
import org.ringside.isa.VectorCsrs;
import org.ringside.isa.VectorType;
import org.ringside.isa.Zvbb;
import org.ringside.isa.Zvbc;

/** What of vectors QEMU 7.2 has not, does wrong or does in another way that is allowed too, by the words of the specification. */
class VectorTest {

	private static final IsaProfile PROFILE = IsaProfile.parse("rv64gcv");
	private static final long END = TestBoard.RAM + (64 << 20);

	private static int type(int sew, int lmul) {
		return new VectorType(sew, lmul, false, false).bits();
	}

	private static TestBoard board(IsaProfile profile) {
		TestBoard board = new TestBoard(profile);
		board.hart().pokeCsr(MachineCsrs.MSTATUS, 0x2200);
		board.hart().setMonitored(true);
		return board;
	}

	/** Executes one instruction; the exception that it raised, or {@code null}. */
	private static ExceptionCause execute(TestBoard board, Instruction instruction, long... operands) {
		board.code(TestBoard.RAM, Encoder.encode(instruction, operands));
		board.hart().setPc(TestBoard.RAM);
		board.hart().invalidateCode(TestBoard.RAM);
		return board.hart().run(1) instanceof HartStop.MonitorTrap trap ? trap.cause() : null;
	}

	private static void configure(TestBoard board, int sew, int lmul, long length) {
		board.hart().setX(6, length);
		assertEquals(null, execute(board, RvVConfig.VSETVLI, 5, 6, type(sew, lmul)));
	}

	private static void fill(TestBoard board, int register, long low, long high) {
		board.hart().vector.setRegister(register,
				ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(low).putLong(high).array());
	}

	private static long low(TestBoard board, int register) {
		return ByteBuffer.wrap(board.hart().vector.register(register)).order(ByteOrder.LITTLE_ENDIAN).getLong();
	}

	@Test
	void nothingIsThereUnlessTheProfileNamesIt() {
		try (TestBoard board = board(IsaProfile.RV64GC)) {
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVConfig.VSETVLI, 5, 6, 0));
			assertFalse(board.hart().hasCsr(VectorCsrs.VL));
			assertEquals(0, board.hart().peekCsr(MachineCsrs.MSTATUS) & 0x600);
		}
		try (TestBoard board = board(PROFILE)) {
			board.hart().pokeCsr(MachineCsrs.MSTATUS, 0);
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVConfig.VSETVLI, 5, 6, 0), "with VS off");
			board.hart().pokeCsr(MachineCsrs.MSTATUS, 0x200);
			configure(board, 0, 0, 4);
			assertEquals(3, board.hart().peekCsr(MachineCsrs.MSTATUS) >>> 9 & 3, "dirty");
			assertTrue(board.hart().peekCsr(MachineCsrs.MSTATUS) < 0, "SD");
		}
	}

	@Test
	void registersAreAsLongAsTheProfileSays() {
		int[] lengths = {16, 16, 32, 64, 128};
		String[] profiles = {"rv64gcv", "rv64gcv_zvl64b", "rv64gcv_zvl256b", "rv64gcv_zvl512b", "rv64gcv_zvl1024b"};
		for (int i = 0; i < lengths.length; i++) {
			try (TestBoard board = board(IsaProfile.parse(profiles[i]))) {
				assertEquals(lengths[i], board.hart().peekCsr(VectorCsrs.VLENB));
				configure(board, 0, 3, -1);
				assertEquals(8 * lengths[i], board.hart().x(5));
			}
		}
		try (TestBoard board = board(IsaProfile.parse("rv64imac_zve32x"))) {
			assertEquals(4, board.hart().peekCsr(VectorCsrs.VLENB));
			configure(board, 3, 0, 1);
			assertTrue(board.hart().peekCsr(VectorCsrs.VTYPE) < 0, "no 64-bit elements");
			configure(board, 2, -1, 1);
			assertTrue(board.hart().peekCsr(VectorCsrs.VTYPE) < 0, "no 32-bit elements in half a register");
		}
	}

	@Test
	void subsetsLeaveOut() {
		try (TestBoard board = board(IsaProfile.parse("rv64gc_zve64x"))) {
			configure(board, 3, 0, 2);
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVInteger.VMULH_VV, 2, 4, 6, 1));
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVFixed.VSMUL_VV, 2, 4, 6, 1));
			assertEquals(null, execute(board, RvVInteger.VMUL_VV, 2, 4, 6, 1));
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVFloat.VFADD_VV, 2, 4, 6, 1));
			configure(board, 2, 0, 2);
			assertEquals(null, execute(board, RvVInteger.VMULH_VV, 2, 4, 6, 1));
		}
		try (TestBoard board = board(IsaProfile.parse("rv64gc_zve64f"))) {
			configure(board, 3, 0, 2);
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVFloat.VFADD_VV, 2, 4, 6, 1));
			configure(board, 2, 0, 2);
			assertEquals(null, execute(board, RvVFloat.VFADD_VV, 2, 4, 6, 1));
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVFloat.VFWADD_VV, 2, 4, 6, 1));
		}
		for (String half : List.of("", "_zvfhmin", "_zvfh")) {
			try (TestBoard board = board(IsaProfile.parse("rv64gcv" + half))) {
				configure(board, 1, 0, 2);
				ExceptionCause illegal = ExceptionCause.ILLEGAL_INSTRUCTION;
				assertEquals(half.equals("_zvfh") ? null : illegal, execute(board, RvVFloat.VFADD_VV, 2, 4, 6, 1), half);
				assertEquals(half.isEmpty() ? illegal : null, execute(board, RvVFloat.VFWCVT_F_F_V, 2, 4, 1), half);
				assertEquals(half.equals("_zvfh") ? null : illegal, execute(board, RvVFloat.VFNCVT_ROD_F_F_W, 2, 4, 1), half);
			}
		}
	}

	@Test
	void copiesOfWholeRegistersDependOnTheType() {
		try (TestBoard board = board(PROFILE)) {
			assertEquals(ExceptionCause.ILLEGAL_INSTRUCTION, execute(board, RvVPermutation.VMV1R_V, 1, 2), "vill after reset");
			board.hart().setX(10, TestBoard.RAM);
			assertEquals(null, execute(board, RvVLoad.VL1RE8_V, 2, 10), "loads of whole registers do not");
			configure(board, 2, 0, 0);
			fill(board, 2, 0x1122334455667788L, 0x99aabbccddeeff00L);
			fill(board, 1, 0, 0);
			board.hart().pokeCsr(VectorCsrs.VSTART, 1);
			assertEquals(null, execute(board, RvVPermutation.VMV1R_V, 1, 2));
			assertEquals(0x1122334400000000L, low(board, 1), "from the second element on, whatever vl is");
			board.hart().pokeCsr(VectorCsrs.VSTART, 100);
			assertEquals(null, execute(board, RvVPermutation.VMV1R_V, 2, 1));
			assertEquals(0x1122334455667788L, low(board, 2), "nothing behind the end");
			assertEquals(0, board.hart().peekCsr(VectorCsrs.VSTART));
		}
	}

	@Test
	void aFaultBehindTheFirstElementShortensTheLength() {
		try (TestBoard board = board(PROFILE)) {
			configure(board, 2, 0, 4);
			board.hart().setX(10, END - 8);
			fill(board, 8, -1, -1);
			assertEquals(null, execute(board, RvVLoad.VLE32FF_V, 8, 10, 1));
			assertEquals(2, board.hart().peekCsr(VectorCsrs.VL));
			configure(board, 2, 0, 4);
			board.hart().setX(10, END - 12);
			fill(board, 9, -1, -1);
			assertEquals(null, execute(board, RvVSegmentLoad.VLSEG2E32FF_V, 8, 10, 1));
			assertEquals(1, board.hart().peekCsr(VectorCsrs.VL));
			configure(board, 2, 0, 4);
			board.hart().setX(10, END);
			assertEquals(ExceptionCause.LOAD_ACCESS_FAULT, execute(board, RvVLoad.VLE32FF_V, 8, 10, 1));
			assertEquals(4, board.hart().peekCsr(VectorCsrs.VL));
			assertEquals(0, board.hart().peekCsr(VectorCsrs.VSTART));
		}
	}

	@Test
	void aFaultTellsTheElementAndTheInstructionGoesOnThere() {
		try (TestBoard board = board(PROFILE)) {
			configure(board, 1, 1, 16);
			for (int i = 0; i < 4; i++) {
				fill(board, 8 + i, 0x0101010101010101L * (i + 1), -1);
			}
			board.hart().setX(10, END - 6);
			assertEquals(ExceptionCause.STORE_ACCESS_FAULT, execute(board, RvVStore.VSE16_V, 8, 10, 1));
			assertEquals(3, board.hart().peekCsr(VectorCsrs.VSTART));
			board.hart().setX(10, END - 32);
			assertEquals(null, execute(board, RvVStore.VSE16_V, 8, 10, 1));
			assertEquals(0, board.hart().peekCsr(VectorCsrs.VSTART));
			byte[] stored = new byte[6];
			board.bus.read(END - 32, stored, 0, 6);
			assertArrayEquals(new byte[6], stored, "elements before vstart are left alone");
		}
	}

	/** Every row has a node that executes with some type, and every node is legal with some type. */
	@Test
	void everyInstructionExecutes() {
		IsaProfile profile = IsaProfile.parse("rv64gcv_zvfh");
		for (Instruction row : Instructions.all()) {
			if (row.extension() != Extension.V) {
				continue;
			}
			boolean executed = false;
			for (int sew = 0; sew < 4 && !executed; sew++) {
				try (TestBoard board = board(profile)) {
					configure(board, sew, 0, 1);
					long[] operands = row.operands().stream().mapToLong(operand -> switch (operand) {
						case VD, VS3 -> 8;
						case VS2 -> 16;
						case VS1 -> 24;
						case RS1 -> 10;
						case RS2, RD -> 11;
						case VM -> 1;
						case FS1, FD -> 3;
						default -> 1;
					}).toArray();
					board.hart().setX(10, TestBoard.RAM + 0x1000);
					executed = execute(board, row, operands) == null;
				}
			}
			assertTrue(executed, row.mnemonic());
		}
	}

	/**
	 * Bit manipulation and carry-less products, against bits that are computed one by one from the descriptions in Unprivileged,
	 * Zvbb and Zvbc.
	 */
	@Test
	void bitsOfVectors() {
		Random random = new Random(29);
		List<Instruction> rows = new ArrayList<>(List.of(Zvbb.values()));
		rows.addAll(List.of(Zvbc.values()));
		try (TestBoard board = board(IsaProfile.parse("rv64gcv_zvbb_zvbc"))) {
			for (Instruction row : rows) {
				String stem = row.mnemonic().substring(0, row.mnemonic().indexOf('.'));
				boolean wide = stem.equals("vwsll");
				for (int round = 0; round < 200; round++) {
					int sew = stem.startsWith("vclmul") ? 3 : random.nextInt(wide ? 3 : 4);
					int count = 16 >> sew;
					int bits = 8 << sew;
					configure(board, sew, 0, count);
					for (int register : new int[] {0, 8, 9, 16, 24}) {
						fill(board, register, random.nextLong() >>> random.nextInt(64), random.nextLong() << random.nextInt(64));
					}
					if (round % 8 == 0) {
						fill(board, 16, 0, -1);
					}
					board.hart().setX(10, random.nextLong());
					int immediate = random.nextInt(row.operands().contains(Operand.ZIMM6) ? 64 : 32);
					int unmasked = random.nextInt(2);
					byte[][] before = {board.hart().vector.register(0), board.hart().vector.register(8), board.hart().vector.register(9),
							board.hart().vector.register(16), board.hart().vector.register(24)};
					assertEquals(null, execute(board, row, row.operands().stream().mapToLong(operand -> switch (operand) {
						case VD -> 8;
						case VS2 -> 16;
						case VS1 -> 24;
						case RS1 -> 10;
						case VM -> unmasked;
						default -> immediate;
					}).toArray()), row.mnemonic());
					for (int i = 0; i < count; i++) {
						int width = wide ? 2 * bits : bits;
						BigInteger a = element(before[3], i, bits);
						BigInteger b = row.operands().contains(Operand.VS1) ? element(before[4], i, bits)
								: BigInteger.valueOf(row.operands().contains(Operand.RS1) ? board.hart().x(10) : immediate);
						boolean active = unmasked == 1 || (before[0][i >> 3] >> (i & 7) & 1) != 0;
						int inRegister = wide ? i % (count / 2) : i;
						int register = wide ? i / (count / 2) : 0;
						BigInteger expected = active ? bitwise(stem, a, b, bits) : element(before[1 + register], inRegister, width);
						assertEquals(expected, element(board.hart().vector.register(8 + register), inRegister, width),
								row.mnemonic() + " of " + a.toString(16) + " and " + b.toString(16) + " in " + bits + " bits");
					}
				}
			}
		}
	}

	private static BigInteger element(byte[] register, int index, int bits) {
		BigInteger result = BigInteger.ZERO;
		for (int i = 0; i < bits; i++) {
			int at = index * bits + i;
			result = (register[at >> 3] >> (at & 7) & 1) != 0 ? result.setBit(i) : result;
		}
		return result;
	}

	private static BigInteger bitwise(String stem, BigInteger a, BigInteger b, int bits) {
		int by = b.intValue();
		IntPredicate set = switch (stem) {
			case "vandn" -> i -> a.testBit(i) && !b.testBit(i);
			case "vbrev" -> i -> a.testBit(bits - 1 - i);
			case "vbrev8" -> i -> a.testBit(i / 8 * 8 + 7 - i % 8);
			case "vrev8" -> i -> a.testBit((bits / 8 - 1 - i / 8) * 8 + i % 8);
			case "vrol" -> i -> a.testBit(Math.floorMod(i - by, bits));
			case "vror" -> i -> a.testBit(Math.floorMod(i + by, bits));
			case "vwsll" -> i -> i >= Math.floorMod(by, 2 * bits) && a.testBit(i - Math.floorMod(by, 2 * bits));
			case "vclmul" -> i -> IntStream.rangeClosed(0, i).filter(j -> a.testBit(j) && b.testBit(i - j)).count() % 2 != 0;
			case "vclmulh" -> i -> IntStream.range(i + 1, 64).filter(j -> a.testBit(j) && b.testBit(i + 64 - j)).count() % 2 != 0;
			default -> null;
		};
		if (set == null) {
			IntStream ones = IntStream.range(0, bits).filter(a::testBit);
			return BigInteger.valueOf(switch (stem) {
				case "vclz" -> bits - 1 - ones.max().orElse(-1);
				case "vctz" -> ones.min().orElse(bits);
				case "vcpop" -> ones.count();
				default -> throw new IllegalArgumentException(stem);
			});
		}
		BigInteger result = BigInteger.ZERO;
		for (int i = 0; i < (stem.equals("vwsll") ? 2 * bits : bits); i++) {
			result = set.test(i) ? result.setBit(i) : result;
		}
		return result;
	}

	/** Unprivileged: Zvkb has a part of Zvbb; products of Zvbc have 64-bit elements only; the groups of a wider result are as for others. */
	@Test
	void bitsOfVectorsWhereTheyAreReserved() {
		ExceptionCause illegal = ExceptionCause.ILLEGAL_INSTRUCTION;
		for (String more : List.of("", "_zvkb", "_zvbb", "_zvbc")) {
			try (TestBoard board = board(IsaProfile.parse("rv64gcv" + more))) {
				configure(board, 3, 0, 2);
				assertEquals(more.matches("_zvkb|_zvbb") ? null : illegal, execute(board, Zvbb.VROR_VI, 8, 16, 33, 1), more);
				assertEquals(more.equals("_zvbb") ? null : illegal, execute(board, Zvbb.VCLZ_V, 8, 16, 1), more);
				assertEquals(more.equals("_zvbc") ? null : illegal, execute(board, Zvbc.VCLMUL_VV, 8, 16, 24, 1), more);
				assertEquals(illegal, execute(board, Zvbb.VWSLL_VV, 8, 16, 24, 1), "no elements of 128 bits");
				assertEquals(illegal, execute(board, Zvbb.VCLZ_V, 0, 16, 0), "the mask is the destination");
				configure(board, 2, 0, 2);
				assertEquals(illegal, execute(board, Zvbc.VCLMUL_VV, 8, 16, 24, 1), more);
				assertEquals(illegal, execute(board, Zvbc.VCLMULH_VX, 8, 16, 10, 1), more);
				assertEquals(more.equals("_zvbb") ? null : illegal, execute(board, Zvbb.VWSLL_VV, 8, 9, 24, 1), "the upper part of the destination");
				assertEquals(illegal, execute(board, Zvbb.VWSLL_VV, 8, 8, 24, 1), "the lower part of the destination");
				assertEquals(illegal, execute(board, Zvbb.VWSLL_VV, 9, 16, 24, 1), "an odd register of two");
			}
		}
	}

	/** Conversions with a rounding mode of their own: those by frm, which QEMU checks, give the same. */
	@Test
	void conversionsThatTruncate() {
		Random random = new Random(17);
		RvVFloat[][] pairs = {{RvVFloat.VFCVT_RTZ_X_F_V, RvVFloat.VFCVT_X_F_V}, {RvVFloat.VFCVT_RTZ_XU_F_V, RvVFloat.VFCVT_XU_F_V},
				{RvVFloat.VFWCVT_RTZ_X_F_V, RvVFloat.VFWCVT_X_F_V}, {RvVFloat.VFWCVT_RTZ_XU_F_V, RvVFloat.VFWCVT_XU_F_V},
				{RvVFloat.VFNCVT_RTZ_X_F_W, RvVFloat.VFNCVT_X_F_W}, {RvVFloat.VFNCVT_RTZ_XU_F_W, RvVFloat.VFNCVT_XU_F_W}};
		try (TestBoard board = board(PROFILE)) {
			configure(board, 2, 0, 2);
			for (int i = 0; i < 200; i++) {
				for (RvVFloat[] pair : pairs) {
					long bits = Double.doubleToRawLongBits(random.nextGaussian() * Math.scalb(1, random.nextInt(40)));
					boolean narrow = pair[0].mnemonic().startsWith("vfn");
					fill(board, 4, narrow ? bits : Float.floatToIntBits((float) Double.longBitsToDouble(bits)) & 0xffff_ffffL, bits);
					board.hart().pokeCsr(FloatCsrs.FCSR, 1 << 5);
					execute(board, pair[1], 8, 4, 1);
					long expected = low(board, 8);
					long flags = board.hart().peekCsr(FloatCsrs.FFLAGS);
					board.hart().pokeCsr(FloatCsrs.FCSR, random.nextInt(5) << 5);
					execute(board, pair[0], 8, 4, 1);
					assertEquals(expected, low(board, 8), pair[0].mnemonic());
					assertEquals(flags, board.hart().peekCsr(FloatCsrs.FFLAGS));
				}
			}
		}
	}

	/** Rounding to odd: exact results stay, of others that with the last bit set is taken (Unprivileged, V: Narrowing Conversions). */
	@Test
	void conversionThatRoundsToOdd() {
		try (TestBoard board = board(PROFILE)) {
			configure(board, 2, 0, 1);
			Object[][] cases = {{1.5, 1.5f, 0L}, {1 + 0x1p-40, 1 + 0x1p-23f, 1L}, {-(1 + 0x1p-24), -(1 + 0x1p-23f), 1L},
					{1 + 0x1p-23 + 0x1p-30, 1 + 0x1p-23f, 1L}, {1e300, Float.MAX_VALUE, 5L}, {1e-300, Float.MIN_VALUE, 3L},
					{Double.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 0L}};
			for (Object[] one : cases) {
				fill(board, 4, Double.doubleToRawLongBits((double) one[0]), 0);
				board.hart().pokeCsr(FloatCsrs.FCSR, 0);
				fill(board, 8, 0, 0);
				execute(board, RvVFloat.VFNCVT_ROD_F_F_W, 8, 4, 1);
				assertEquals(Float.floatToRawIntBits((float) one[1]) & 0xffff_ffffL, low(board, 8), "of " + one[0]);
				assertEquals(one[2], board.hart().peekCsr(FloatCsrs.FFLAGS), "flags of " + one[0]);
			}
		}
	}

	@Test
	void stateIsSaved() throws Exception {
		ByteArrayOutputStream saved = new ByteArrayOutputStream();
		byte[] register;
		try (TestBoard board = board(PROFILE)) {
			configure(board, 1, 2, 13);
			fill(board, 31, 0x0123456789abcdefL, 42);
			board.hart().pokeCsr(VectorCsrs.VSTART, 5);
			board.hart().pokeCsr(VectorCsrs.VCSR, 5);
			register = board.hart().vector.register(31);
			board.hart().save(new DataOutputStream(saved));
		}
		try (TestBoard board = board(PROFILE)) {
			board.hart().load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
			assertArrayEquals(register, board.hart().vector.register(31));
			assertEquals(13, board.hart().peekCsr(VectorCsrs.VL));
			assertEquals(type(1, 2), board.hart().peekCsr(VectorCsrs.VTYPE));
			assertEquals(5, board.hart().peekCsr(VectorCsrs.VSTART));
			assertEquals(5, board.hart().peekCsr(VectorCsrs.VCSR));
		}
	}
}
