/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;

/**
 * A register of a vCPU with the value that the guest would read from it.
 *
 * @param name as an assembler writes it: {@code a0}, {@code pc}, {@code sstatus}
 * @param value zero-extended from {@code bits}
 * @param bits its width
 * @param fields its decoded fields from the most significant down; empty where it has none
 * @param description one sentence or phrase of help
 * @param writable whether {@link Session#writeRegister} accepts it
 */
public record Register(String name, long value, int bits, List<RegisterField> fields, String description, boolean writable) {

	public Register {
		fields = List.copyOf(fields);
	}
}
