/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.HashMap;
import java.util.Map;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;
import org.ringside.image.bytes.Cursor;

/**
 * Where each compilation unit was compiled ({@code DW_AT_comp_dir}) and what from ({@code DW_AT_name}), by the offset of its
 * line program. Line tables before version 5 leave that to {@code .debug_info}.
 */
final class CompilationFolders {

	/** The folder and main file of a compilation unit. */
	record Unit(String folder, String file) {
		static final Unit UNKNOWN = new Unit("", "");
	}

	private static final int AT_NAME = 0x03;
	private static final int AT_STMT_LIST = 0x10;
	private static final int AT_COMP_DIR = 0x1b;
	/** The unit's own entry is the first or nearly so in its abbreviations; more are not searched. */
	private static final int ABBREVIATIONS_SEARCHED = 64;

	private final DebugSections sections;
	private final Map<Long, Unit> units = new HashMap<>();

	private CompilationFolders(DebugSections sections) {
		this.sections = sections;
	}

	static Map<Long, Unit> read(DebugSections sections) throws ImageException {
		CompilationFolders reader = new CompilationFolders(sections);
		Cursor cursor = new Cursor(sections.info(), 0, "compilation unit");
		while (cursor.more()) {
			reader.unit(cursor);
		}
		return reader.units;
	}

	private void unit(Cursor cursor) throws ImageException {
		int offsetSize = 4;
		long length = cursor.u32();
		if (length == 0xffff_ffffL) {
			offsetSize = 8;
			length = cursor.u64();
		}
		long start = cursor.position();
		Bytes body = sections.info().slice(start, length, "compilation unit");
		cursor.skip(length);
		Cursor in = new Cursor(body, 0, "compilation unit");
		int version = in.u16();
		int kind = 1;
		int addressSize;
		long abbreviations;
		if (version >= 5) {
			kind = in.u8();
			addressSize = in.u8();
			abbreviations = in.unsigned(offsetSize);
		} else {
			abbreviations = in.unsigned(offsetSize);
			addressSize = in.u8();
		}
		// DW_UT_compile and DW_UT_partial; the others have no line program of their own
		if (version >= 2 && version <= 5 && (kind == 1 || kind == 3)) {
			entry(in, abbreviations, new Forms(sections, offsetSize, addressSize));
		}
	}

	private void entry(Cursor in, long abbreviations, Forms forms) throws ImageException {
		Cursor abbrev = new Cursor(sections.abbrev(), abbreviations, "abbreviation");
		if (!findAbbreviation(abbrev, in.uleb())) {
			return;
		}
		String folder = "";
		String file = "";
		long lines = -1;
		while (true) {
			int attribute = (int) abbrev.uleb();
			int form = (int) abbrev.uleb();
			if (form == Forms.IMPLICIT_CONST) {
				abbrev.sleb();
				continue;
			}
			if (attribute == 0 && form == 0) {
				break;
			}
			if (form == Forms.INDIRECT) {
				form = (int) in.uleb();
			}
			switch (attribute) {
			case AT_NAME -> file = forms.text(form, in);
			case AT_COMP_DIR -> folder = forms.text(form, in);
			case AT_STMT_LIST -> lines = forms.number(form, in);
			default -> forms.skip(form, in);
			}
		}
		if (lines >= 0) {
			units.put(lines, new Unit(folder, file));
		}
	}

	/** Goes to the attributes of an abbreviation. */
	private static boolean findAbbreviation(Cursor abbrev, long code) throws ImageException {
		for (int i = 0; i < ABBREVIATIONS_SEARCHED; i++) {
			long candidate = abbrev.uleb();
			if (candidate == 0) {
				return false;
			}
			abbrev.uleb(); // tag
			abbrev.u8(); // whether it has children
			if (candidate == code) {
				return true;
			}
			long attribute;
			long form;
			do {
				attribute = abbrev.uleb();
				form = abbrev.uleb();
				if (form == Forms.IMPLICIT_CONST) {
					abbrev.sleb();
				}
			} while (attribute != 0 || form != 0);
		}
		return false;
	}
}
