/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.RvVConfig;
import org.ringside.isa.VectorCsrs;
import org.ringside.isa.VectorType;
import org.ringside.isa.Zvk;

/**
 * Vector cryptography: whole algorithms, written with the instructions as the chapters of Unprivileged mean them to be used, give
 * what Java's own implementation gives, or for SM3 and SM4 the examples of their standards.
 */
class VectorCryptographyTest {

	private static final long SEED = 41;
	private static TestBoard board;
	private final Random random = new Random(SEED);

	@BeforeAll
	static void open() {
		board = OneInstruction.board("rv64gcv_zvkng_zvksg");
	}

	@AfterAll
	static void close() {
		board.close();
	}

	private static void does(Instruction instruction, long... operands) {
		assertEquals(null, OneInstruction.execute(board, instruction, operands), instruction.mnemonic());
	}

	private static void configure(TestBoard on, int sew, int lmul, long length) {
		on.hart().setX(6, length);
		assertEquals(null, OneInstruction.execute(on, RvVConfig.VSETVLI, 5, 6, new VectorType(sew, lmul, false, false).bits()));
		assertEquals(length, on.hart().peekCsr(VectorCsrs.VL));
	}

	/** Puts bytes into registers from this one on. */
	private static void put(int register, byte[] bytes) {
		for (int i = 0; i < bytes.length; i += 16) {
			board.hart().vector.setRegister(register + i / 16, Arrays.copyOfRange(bytes, i, i + 16));
		}
	}

	private static byte[] get(int register, int length) {
		ByteBuffer result = ByteBuffer.allocate(length);
		for (int i = 0; i < length; i += 16) {
			result.put(board.hart().vector.register(register + i / 16));
		}
		return result.array();
	}

	private byte[] bytes(int length) {
		byte[] result = new byte[length];
		random.nextBytes(result);
		return result;
	}

	@Test
	void aes() throws Exception {
		for (int length : new int[] {16, 32}) {
			for (int i = 0; i < 20; i++) {
				byte[] key = bytes(length);
				byte[] plain = bytes(32);
				Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
				cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
				byte[] encrypted = cipher.doFinal(plain);
				byte[][] keys = schedule(key);
				assertArrayEquals(encrypted, crypt(plain, keys, true, i % 2 == 0), "encrypted");
				assertArrayEquals(plain, crypt(encrypted, keys, false, i % 2 == 0), "decrypted");
			}
		}
	}

	private static byte[][] schedule(byte[] key) {
		configure(board, 2, 0, 4);
		byte[][] keys = new byte[key.length == 16 ? 11 : 15][];
		put(8, key);
		for (int round = 0; round < keys.length; round++) {
			if (key.length == 16 && round > 0) {
				does(Zvk.VAESKF1_VI, 8, 8, round);
			} else if (round > 1) {
				// The older key is in v8 where the round is even, in v9 where it is odd.
				does(Zvk.VAESKF2_VI, 8 + (round & 1), 9 - (round & 1), round);
			}
			keys[round] = get(key.length == 16 ? 8 : 8 + (round & 1), 16);
		}
		return keys;
	}

	/** Two blocks, with one round key for both or one for each. */
	private static byte[] crypt(byte[] blocks, byte[][] keys, boolean encrypt, boolean one) {
		configure(board, 2, 1, 8);
		put(2, blocks);
		for (int i = 0; i < keys.length; i++) {
			byte[] key = keys[encrypt ? i : keys.length - 1 - i];
			put(4, key);
			put(5, key);
			boolean last = i == keys.length - 1;
			Zvk row = i == 0 ? Zvk.VAESZ_VS : Zvk.valueOf("VAES" + (encrypt ? "E" : "D") + (last ? "F" : "M") + (one ? "_VS" : "_VV"));
			does(row, 2, 4);
		}
		return get(2, 32);
	}

	/** Chapter Zvkned: round numbers out of range have their bit 3 inverted, and the bit above is ignored. */
	@Test
	void roundNumbersOutOfRange() {
		configure(board, 2, 0, 4);
		int[][] rounds = {{0, 8}, {11, 3}, {15, 7}, {17, 1}, {26, 10}};
		for (int[] pair : rounds) {
			assertArrayEquals(key(Zvk.VAESKF1_VI, pair[1]), key(Zvk.VAESKF1_VI, pair[0]), "" + pair[0]);
		}
		for (int[] pair : new int[][] {{0, 8}, {1, 9}, {15, 7}, {30, 14}}) {
			assertArrayEquals(key(Zvk.VAESKF2_VI, pair[1]), key(Zvk.VAESKF2_VI, pair[0]), "" + pair[0]);
		}
		assertArrayEquals(key(Zvk.VSM4K_VI, 3), key(Zvk.VSM4K_VI, 11));
	}

	private static byte[] key(Zvk row, int round) {
		put(8, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
		put(9, "fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
		does(row, 8, 9, round);
		return get(8, 16);
	}

	/** The tag of GCM is the hash of all blocks, encrypted. */
	@Test
	void ghash() throws Exception {
		for (int i = 0; i < 20; i++) {
			SecretKeySpec key = new SecretKeySpec(bytes(16), "AES");
			byte[] start = bytes(12);
			byte[] text = bytes(16 * (1 + random.nextInt(4)));
			Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
			gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, start));
			gcm.updateAAD(text);
			BigInteger tag = new BigInteger(1, gcm.doFinal());
			Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
			block.init(Cipher.ENCRYPT_MODE, key);
			BigInteger pad = new BigInteger(1, block.doFinal(ByteBuffer.allocate(16).put(start).putInt(1).array()));
			configure(board, 2, 0, 4);
			put(9, block.doFinal(new byte[16]));
			put(8, new byte[16]);
			for (int at = 0; at < text.length; at += 16) {
				put(10, Arrays.copyOfRange(text, at, at + 16));
				does(Zvk.VGHSH_VV, 8, 9, 10);
			}
			BigInteger sum = new BigInteger(1, get(8, 16)).xor(BigInteger.valueOf(text.length * 8L).shiftLeft(64));
			put(8, ByteBuffer.allocate(16).putLong(sum.shiftRight(64).longValue()).putLong(sum.longValue()).array());
			does(Zvk.VGMUL_VV, 8, 9);
			assertEquals(tag, new BigInteger(1, get(8, 16)).xor(pad));
		}
	}

	@Test
	void sha256() throws Exception {
		sha2(2, 64, "SHA-256");
	}

	@Test
	void sha512() throws Exception {
		sha2(3, 80, "SHA-512");
	}

	private void sha2(int width, int rounds, String name) throws Exception {
		int size = 1 << width;
		for (int i = 0; i < 10; i++) {
			byte[] message = bytes(random.nextInt(13 * size));
			byte[] block = Arrays.copyOf(message, 16 * size);
			block[message.length] = (byte) 0x80;
			ByteBuffer.wrap(block).putInt(block.length - 4, 8 * message.length);
			long[] w = new long[rounds];
			for (int k = 0; k < 16; k++) {
				w[k] = new BigInteger(1, Arrays.copyOfRange(block, k * size, (k + 1) * size)).longValue();
			}
			configure(board, width, width - 2, 4);
			for (int k = 16; k < rounds; k += 4) {
				words(4, width, w[k - 16], w[k - 15], w[k - 14], w[k - 13]);
				words(6, width, w[k - 12], w[k - 7], w[k - 6], w[k - 5]);
				words(8, width, w[k - 4], w[k - 3], w[k - 2], w[k - 1]);
				does(Zvk.VSHA2MS_VV, 4, 6, 8);
				System.arraycopy(words(4, width), 0, w, k, 4);
			}
			long[] s = new long[8];
			for (int k = 0; k < 8; k++) {
				s[k] = fraction(prime(k), 2, width);
			}
			words(10, width, s[5], s[4], s[1], s[0]);
			words(12, width, s[7], s[6], s[3], s[2]);
			for (int k = 0; k < rounds; k += 4) {
				long[] sums = new long[4];
				for (int j = 0; j < 4; j++) {
					sums[j] = w[k + j] + fraction(prime(k + j), 3, width);
				}
				words(8, width, sums);
				does(Zvk.VSHA2CL_VV, 12, 10, 8);
				does(Zvk.VSHA2CH_VV, 10, 12, 8);
			}
			long[] first = words(10, width);
			long[] last = words(12, width);
			long[] out = {first[3], first[2], last[3], last[2], first[1], first[0], last[1], last[0]};
			ByteBuffer digest = ByteBuffer.allocate(8 * size);
			for (int k = 0; k < 8; k++) {
				if (width == 3) {
					digest.putLong(s[k] + out[k]);
				} else {
					digest.putInt((int) (s[k] + out[k]));
				}
			}
			assertArrayEquals(MessageDigest.getInstance(name).digest(message), digest.array());
		}
	}

	private static void words(int register, int width, long... values) {
		ByteBuffer bytes = ByteBuffer.allocate(4 << width).order(ByteOrder.LITTLE_ENDIAN);
		for (long value : values) {
			if (width == 3) {
				bytes.putLong(value);
			} else {
				bytes.putInt((int) value);
			}
		}
		put(register, bytes.array());
	}

	private static long[] words(int register, int width) {
		ByteBuffer bytes = ByteBuffer.wrap(get(register, 4 << width)).order(ByteOrder.LITTLE_ENDIAN);
		long[] result = new long[4];
		for (int i = 0; i < 4; i++) {
			result[i] = width == 3 ? bytes.getLong() : bytes.getInt() & 0xffff_ffffL;
		}
		return result;
	}

	private static int prime(int index) {
		int n = 1;
		for (int found = -1; found < index;) {
			n++;
			found += BigInteger.valueOf(n).isProbablePrime(30) ? 1 : 0;
		}
		return n;
	}

	/** The first bits of the fraction of a square or cube root, which are the constants of SHA-2 (FIPS 180-4). */
	private static long fraction(int n, int root, int width) {
		BigInteger power = BigInteger.valueOf(n).shiftLeft(64 * root);
		BigInteger result = BigInteger.ZERO;
		for (int bit = 70; bit >= 0; bit--) {
			if (result.setBit(bit).pow(root).compareTo(power) <= 0) {
				result = result.setBit(bit);
			}
		}
		return width == 3 ? result.longValue() : result.longValue() >>> 32;
	}

	/** GM/T 0004-2012, appendix A.1. */
	@Test
	void sm3() {
		configure(board, 2, 1, 8);
		byte[] start = HexFormat.of().parseHex("7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e");
		byte[] block = Arrays.copyOf("abc".getBytes(StandardCharsets.US_ASCII), 64);
		block[3] = (byte) 0x80;
		block[63] = 24;
		byte[] words = Arrays.copyOf(block, 68 * 4 + 16);
		for (int w = 16; w < 68; w += 8) {
			put(4, Arrays.copyOfRange(words, 4 * w - 64, 4 * w - 32));
			put(6, Arrays.copyOfRange(words, 4 * w - 32, 4 * w));
			does(Zvk.VSM3ME_VV, 8, 6, 4);
			System.arraycopy(get(8, 32), 0, words, 4 * w, 32);
		}
		put(2, start);
		for (int round = 0; round < 64; round += 2) {
			put(4, Arrays.copyOfRange(words, 4 * round, 4 * round + 32));
			does(Zvk.VSM3C_VI, 2, 4, round / 2);
		}
		byte[] state = get(2, 32);
		for (int i = 0; i < 32; i++) {
			state[i] ^= start[i];
		}
		assertEquals("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", HexFormat.of().formatHex(state));
	}

	/** GM/T 0002-2012, appendix A.1: a block that is encrypted with itself as the key, and back. */
	@Test
	void sm4() {
		long[] text = {0x01234567L, 0x89abcdefL, 0xfedcba98L, 0x76543210L};
		long[] system = {0xa3b1bac6L, 0x56aa3350L, 0x677d9197L, 0xb27022dcL};
		configure(board, 2, 0, 4);
		words(8, 2, text[0] ^ system[0], text[1] ^ system[1], text[2] ^ system[2], text[3] ^ system[3]);
		long[][] keys = new long[8][];
		for (int i = 0; i < 8; i++) {
			does(Zvk.VSM4K_VI, 8, 8, i);
			keys[i] = words(8, 2);
		}
		words(9, 2, text);
		for (long[] key : keys) {
			words(10, 2, key);
			does(Zvk.VSM4R_VV, 9, 10);
		}
		long[] encrypted = words(9, 2);
		assertArrayEquals(new long[] {0x536e4246L, 0x86b3e94fL, 0xd206965eL, 0x681edf34L}, encrypted, "in reverse order");
		words(9, 2, encrypted[3], encrypted[2], encrypted[1], encrypted[0]);
		for (int i = 7; i >= 0; i--) {
			words(10, 2, keys[i][3], keys[i][2], keys[i][1], keys[i][0]);
			does(Zvk.VSM4R_VS, 9, 10);
		}
		assertArrayEquals(new long[] {text[3], text[2], text[1], text[0]}, words(9, 2));
	}

	private static long[] operands(Zvk row, int vd, int vs2, int vs1) {
		return row.operands().stream().mapToLong(operand -> switch (operand) {
			case VD -> vd;
			case VS2 -> vs2;
			case VS1 -> vs1;
			default -> 1;
		}).toArray();
	}

	/** Vector Cryptography, Element Groups, and the reserved encodings of each instruction. */
	@Test
	void reserved() {
		ExceptionCause illegal = ExceptionCause.ILLEGAL_INSTRUCTION;
		for (Zvk row : Zvk.values()) {
			String name = row.mnemonic();
			boolean sha2 = name.startsWith("vsha2");
			int count = name.startsWith("vsm3") ? 8 : 4;
			for (int sew = 0; sew < 4; sew++) {
				configure(board, sew, 2, count);
				boolean fits = sew == 2 || sew == 3 && sha2;
				assertEquals(fits ? null : illegal, OneInstruction.execute(board, row, operands(row, 8, 16, 24)), name + " of width " + sew);
			}
			configure(board, 2, 1, count);
			assertEquals(illegal, OneInstruction.execute(board, row, operands(row, 9, 16, 24)), name + " of an odd register");
			board.hart().pokeCsr(VectorCsrs.VSTART, 2);
			assertEquals(illegal, OneInstruction.execute(board, row, operands(row, 8, 16, 24)), name + " from the middle of a group");
			board.hart().pokeCsr(VectorCsrs.VSTART, 0);
			configure(board, 2, 1, 6);
			assertEquals(illegal, OneInstruction.execute(board, row, operands(row, 8, 16, 24)), name + " to the middle of a group");
			boolean apart = name.endsWith(".vs") || sha2 || count == 8;
			configure(board, 2, 1, count);
			assertEquals(apart ? illegal : null, OneInstruction.execute(board, row, operands(row, 8, 8, 24)), name + " on itself");
			if (name.endsWith(".vs")) {
				assertEquals(null, OneInstruction.execute(board, row, operands(row, 8, 7, 24)), name + ": one group takes one register");
				assertEquals(illegal, OneInstruction.execute(board, row, operands(row, 8, 9, 24)), name + " with the key in its upper register");
			}
			if (row.operands().contains(Operand.VS1)) {
				assertEquals(sha2 ? illegal : null, OneInstruction.execute(board, row, operands(row, 8, 16, 8)), name + " on its other source");
			}
			configure(board, 2, count == 8 ? 0 : -1, 0);
			assertEquals(illegal, OneInstruction.execute(board, row, operands(row, 8, 16, 24)), name + ": no group fits, even if there is nothing to do");
		}
		for (String more : List.of("", "_zvkned", "_zvknha", "_zvknhb", "_zvkg", "_zvksed", "_zvksh", "_zvkn", "_zvks")) {
			try (TestBoard other = OneInstruction.board("rv64gcv" + more)) {
				configure(other, 2, 1, 8);
				for (Zvk row : Zvk.values()) {
					String extension = row.extension().spelling();
					boolean has = more.equals("_" + extension) || more.equals("_zvknhb") && extension.equals("zvknha")
							|| more.equals("_zvkn") && extension.matches("zvkned|zvknha") || more.equals("_zvks") && extension.matches("zvksed|zvksh");
					assertEquals(has ? null : illegal, OneInstruction.execute(other, row, operands(row, 8, 16, 24)), row.mnemonic() + " with " + more);
				}
				configure(other, 3, 1, 4);
				assertEquals(more.matches("_zvknhb|_zvkn") ? null : illegal, OneInstruction.execute(other, Zvk.VSHA2MS_VV, 8, 16, 24), "SHA-512 with " + more);
			}
		}
	}
}
