/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.HexFormat;
import java.util.List;

/**
 * A register of a vCPU with the value that the guest would read from it.
 *
 * @param name as an assembler writes it: {@code a0}, {@code pc}, {@code sstatus}
 * @param value zero-extended from {@code bits}; of a register of more than 64 bits the lowest 64
 * @param bits its width
 * @param fields its decoded fields from the most significant down; empty where it has none
 * @param description one sentence or phrase of help
 * @param writable whether {@link Session#writeRegister} accepts it
 * @param digits all of it in hexadecimal, the most significant digit first
 */
public record Register(String name, long value, int bits, List<RegisterField> fields, String description, boolean writable, String digits) {

	public Register {
		fields = List.copyOf(fields);
	}

	/** A register of at most 64 bits. */
	public Register(String name, long value, int bits, List<RegisterField> fields, String description, boolean writable) {
		this(name, value, bits, fields, description, writable, HexFormat.of().toHexDigits(value, (bits + 3) / 4));
	}
}
