/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** AES and SHA-2: Zknd, Zkne and Zknh (Unprivileged, chapter "Scalar Cryptography"). */
public enum Zkn implements Instruction {
	AES64DS(Extension.ZKND, "aes64ds", "0011101 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Last round of AES decryption: inverse shift rows and substitute bytes."),
	AES64DSM(Extension.ZKND, "aes64dsm", "0011111 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Middle round of AES decryption: inverse shift rows, substitute bytes and mix columns."),
	AES64IM(Extension.ZKND, "aes64im", "0011000 00000 sssss 001 ddddd 0010011", "rd, rs1", "Inverse mix columns of AES on both words of rs1."),
	AES64ES(Extension.ZKNE, "aes64es", "0011001 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Last round of AES encryption: shift rows and substitute bytes."),
	AES64ESM(Extension.ZKNE, "aes64esm", "0011011 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Middle round of AES encryption: shift rows, substitute bytes and mix columns."),
	AES64KS1I(Extension.ZKNE, "aes64ks1i", "0011000 1nnnn sssss 001 ddddd 0010011", "rd, rs1, rnum", "First half of a step of the AES key schedule for round rnum, 0 to 10.", "ZKND|ZKNE"),
	AES64KS2(Extension.ZKNE, "aes64ks2", "0111111 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2", "Second half of a step of the AES key schedule.", "ZKND|ZKNE"),
	SHA256SIG0(Extension.ZKNH, "sha256sig0", "0001000 00010 sssss 001 ddddd 0010011", "rd, rs1", "The function σ0 of SHA-256."),
	SHA256SIG1(Extension.ZKNH, "sha256sig1", "0001000 00011 sssss 001 ddddd 0010011", "rd, rs1", "The function σ1 of SHA-256."),
	SHA256SUM0(Extension.ZKNH, "sha256sum0", "0001000 00000 sssss 001 ddddd 0010011", "rd, rs1", "The function Σ0 of SHA-256."),
	SHA256SUM1(Extension.ZKNH, "sha256sum1", "0001000 00001 sssss 001 ddddd 0010011", "rd, rs1", "The function Σ1 of SHA-256."),
	SHA512SIG0(Extension.ZKNH, "sha512sig0", "0001000 00110 sssss 001 ddddd 0010011", "rd, rs1", "The function σ0 of SHA-512."),
	SHA512SIG1(Extension.ZKNH, "sha512sig1", "0001000 00111 sssss 001 ddddd 0010011", "rd, rs1", "The function σ1 of SHA-512."),
	SHA512SUM0(Extension.ZKNH, "sha512sum0", "0001000 00100 sssss 001 ddddd 0010011", "rd, rs1", "The function Σ0 of SHA-512."),
	SHA512SUM1(Extension.ZKNH, "sha512sum1", "0001000 00101 sssss 001 ddddd 0010011", "rd, rs1", "The function Σ1 of SHA-512.");

	private final Row row;

	Zkn(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	Zkn(Extension extension, String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(extension, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
