/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Cryptography in vectors (Unprivileged, Zvkg, Zvkned, Zvknha and Zvknhb, Zvksed, Zvksh). */
public enum Zvk implements Instruction {
	VAESDM_VV(Extension.ZVKNED, "vaesdm.vv", "101000 1 ttttt 00000 010 ddddd 1110111", "vd, vs2", "A middle round of AES decryption of vd, with the round keys in vs2."),
	VAESDM_VS(Extension.ZVKNED, "vaesdm.vs", "101001 1 ttttt 00000 010 ddddd 1110111", "vd, vs2", "A middle round of AES decryption of vd, with the one round key in vs2."),
	VAESDF_VV(Extension.ZVKNED, "vaesdf.vv", "101000 1 ttttt 00001 010 ddddd 1110111", "vd, vs2", "The final round of AES decryption of vd, with the round keys in vs2."),
	VAESDF_VS(Extension.ZVKNED, "vaesdf.vs", "101001 1 ttttt 00001 010 ddddd 1110111", "vd, vs2", "The final round of AES decryption of vd, with the one round key in vs2."),
	VAESEM_VV(Extension.ZVKNED, "vaesem.vv", "101000 1 ttttt 00010 010 ddddd 1110111", "vd, vs2", "A middle round of AES encryption of vd, with the round keys in vs2."),
	VAESEM_VS(Extension.ZVKNED, "vaesem.vs", "101001 1 ttttt 00010 010 ddddd 1110111", "vd, vs2", "A middle round of AES encryption of vd, with the one round key in vs2."),
	VAESEF_VV(Extension.ZVKNED, "vaesef.vv", "101000 1 ttttt 00011 010 ddddd 1110111", "vd, vs2", "The final round of AES encryption of vd, with the round keys in vs2."),
	VAESEF_VS(Extension.ZVKNED, "vaesef.vs", "101001 1 ttttt 00011 010 ddddd 1110111", "vd, vs2", "The final round of AES encryption of vd, with the one round key in vs2."),
	VAESZ_VS(Extension.ZVKNED, "vaesz.vs", "101001 1 ttttt 00111 010 ddddd 1110111", "vd, vs2", "Round zero of AES of vd, with the one round key in vs2."),
	VAESKF1_VI(Extension.ZVKNED, "vaeskf1.vi", "100010 1 ttttt zzzzz 010 ddddd 1110111", "vd, vs2, zimm", "The AES-128 key of the round in the immediate, from that before it in vs2."),
	VAESKF2_VI(Extension.ZVKNED, "vaeskf2.vi", "101010 1 ttttt zzzzz 010 ddddd 1110111", "vd, vs2, zimm", "The AES-256 key of the round in the immediate, from those before it in vs2 and vd."),
	VGHSH_VV(Extension.ZVKG, "vghsh.vv", "101100 1 ttttt sssss 010 ddddd 1110111", "vd, vs2, vs1", "Adds vs1 to the hash in vd and multiplies by vs2, in the field of GHASH."),
	VGMUL_VV(Extension.ZVKG, "vgmul.vv", "101000 1 ttttt 10001 010 ddddd 1110111", "vd, vs2", "Multiplies vd by vs2, in the field of GHASH."),
	VSHA2MS_VV(Extension.ZVKNHA, "vsha2ms.vv", "101101 1 ttttt sssss 010 ddddd 1110111", "vd, vs2, vs1", "Four more words of the SHA-2 message schedule, from vd, vs2 and vs1."),
	VSHA2CH_VV(Extension.ZVKNHA, "vsha2ch.vv", "101110 1 ttttt sssss 010 ddddd 1110111", "vd, vs2, vs1", "Two rounds of SHA-2 with the upper two words of vs1."),
	VSHA2CL_VV(Extension.ZVKNHA, "vsha2cl.vv", "101111 1 ttttt sssss 010 ddddd 1110111", "vd, vs2, vs1", "Two rounds of SHA-2 with the lower two words of vs1."),
	VSM4K_VI(Extension.ZVKSED, "vsm4k.vi", "100001 1 ttttt zzzzz 010 ddddd 1110111", "vd, vs2, zimm", "Four round keys of SM4, from the four before them in vs2."),
	VSM4R_VV(Extension.ZVKSED, "vsm4r.vv", "101000 1 ttttt 10000 010 ddddd 1110111", "vd, vs2", "Four rounds of SM4 of vd, with the round keys in vs2."),
	VSM4R_VS(Extension.ZVKSED, "vsm4r.vs", "101001 1 ttttt 10000 010 ddddd 1110111", "vd, vs2", "Four rounds of SM4 of vd, with the one group of round keys in vs2."),
	VSM3ME_VV(Extension.ZVKSH, "vsm3me.vv", "100000 1 ttttt sssss 010 ddddd 1110111", "vd, vs2, vs1", "Eight more words of the SM3 message, from the sixteen before them in vs2 and vs1."),
	VSM3C_VI(Extension.ZVKSH, "vsm3c.vi", "101011 1 ttttt zzzzz 010 ddddd 1110111", "vd, vs2, zimm", "Two rounds of SM3 of vd with words of vs2; the immediate is half the number of the first.");

	private final Row row;

	Zvk(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
