/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notation in which the tables of CSRs are written. */
final class CsrTable {

	/** States of FS, VS and XS. */
	static final String EXTENSION_STATE = "Off,Initial,Clean,Dirty";

	private CsrTable() {
	}

	/** A CSR; {@code requirement} as {@link Requirement#parse} reads it. */
	static Csr csr(String name, int number, String requirement, String source, String help, CsrField... fields) {
		return new Csr(name, number, help, List.of(fields), Requirement.parse(requirement), source);
	}

	/** A field of one bit. */
	static CsrField bit(String name, int bit, String meaning) {
		return new CsrField(name, bit, bit, meaning, Map.of());
	}

	/** A field whose value is a number. */
	static CsrField field(String name, int high, int low, String meaning) {
		return new CsrField(name, high, low, meaning, Map.of());
	}

	/** A field whose values have names: in order from 0, or {@code number=name}, separated by commas. */
	static CsrField field(String name, int high, int low, String meaning, String values) {
		Map<Long, String> names = new LinkedHashMap<>();
		long next = 0;
		for (String item : values.split(",")) {
			int equals = item.indexOf('=');
			if (equals >= 0) {
				next = Long.parseLong(item.substring(0, equals));
			}
			names.put(next++, item.substring(equals + 1));
		}
		return new CsrField(name, high, low, meaning, Map.copyOf(names));
	}

	/** The bits of pending or enable registers of interrupts, from high to low. */
	static CsrField[] interrupts(char suffix, InterruptCause... causes) {
		List<CsrField> fields = new ArrayList<>();
		for (int i = causes.length - 1; i >= 0; i--) {
			InterruptCause cause = causes[i];
			fields.add(bit(cause.abbreviation().toUpperCase() + suffix, cause.number(),
					cause.title() + (suffix == 'P' ? " is pending" : suffix == 'E' ? " is enabled" : " is delegated")));
		}
		return fields.toArray(CsrField[]::new);
	}

	/** The bits of {@code mcounteren} and its like. */
	static CsrField[] counterEnables(String mode) {
		return new CsrField[] {field("HPM", 31, 3, mode + " may read hpmcounter3 to hpmcounter31"), bit("IR", 2, mode + " may read instret"),
				bit("TM", 1, mode + " may read time"), bit("CY", 0, mode + " may read cycle")};
	}

	/** Base address and mode of a trap vector. */
	static CsrField[] trapVector() {
		return new CsrField[] {field("BASE", 63, 2, "address of the trap handler divided by 4"),
				field("MODE", 1, 0, "whether interrupts go to BASE + 4 × cause", "Direct,Vectored")};
	}

	/** The two parts of a cause register. */
	static CsrField[] cause() {
		return new CsrField[] {bit("Interrupt", 63, "an interrupt, not an exception"), field("Code", 62, 0, "exception or interrupt code")};
	}

	/** {@code satp} and {@code vsatp}. */
	static CsrField[] translation() {
		return new CsrField[] {field("MODE", 63, 60, "page-table format", "0=Bare,8=Sv39,9=Sv48,10=Sv57"),
				field("ASID", 59, 44, "address-space identifier"), field("PPN", 43, 0, "page number of the root table")};
	}

	/** One bit for each exception, from high to low. */
	static CsrField[] exceptions() {
		ExceptionCause[] causes = ExceptionCause.values();
		CsrField[] fields = new CsrField[causes.length];
		for (int i = 0; i < causes.length; i++) {
			ExceptionCause cause = causes[causes.length - 1 - i];
			fields[i] = bit(cause.name(), cause.number(), cause.title() + " is delegated");
		}
		return fields;
	}
}
