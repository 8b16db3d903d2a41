/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Cursor;

/** How attribute values are written ({@code DW_FORM_*}; DWARF 5, 7.5.6): reads texts and numbers, and passes over the rest. */
final class Forms {

	private static final int DATA2 = 0x05;
	private static final int DATA4 = 0x06;
	private static final int DATA8 = 0x07;
	private static final int STRING = 0x08;
	private static final int BLOCK = 0x09;
	private static final int DATA1 = 0x0b;
	private static final int SDATA = 0x0d;
	private static final int STRP = 0x0e;
	private static final int UDATA = 0x0f;
	private static final int SEC_OFFSET = 0x17;
	private static final int DATA16 = 0x1e;
	private static final int LINE_STRP = 0x1f;
	static final int INDIRECT = 0x16;
	static final int IMPLICIT_CONST = 0x21;

	private final DebugSections sections;
	private final int offsetSize;
	private final int addressSize;

	Forms(DebugSections sections, int offsetSize, int addressSize) {
		this.sections = sections;
		this.offsetSize = offsetSize;
		this.addressSize = addressSize;
	}

	/** @return the text of a value; empty for a form that names it through a table that lines have no part in */
	String text(int form, Cursor cursor) throws ImageException {
		return switch (form) {
		case STRING -> cursor.string();
		case STRP -> sections.strings().string(cursor.unsigned(offsetSize), "text");
		case LINE_STRP -> sections.lineStrings().string(cursor.unsigned(offsetSize), "text");
		default -> {
			skip(form, cursor);
			yield "";
		}
		};
	}

	/** @return the number of a value; 0 for what is none */
	long number(int form, Cursor cursor) throws ImageException {
		return switch (form) {
		case DATA1 -> cursor.u8();
		case DATA2 -> cursor.u16();
		case DATA4 -> cursor.u32();
		case DATA8 -> cursor.u64();
		case UDATA -> cursor.uleb();
		case SDATA -> cursor.sleb();
		case SEC_OFFSET -> cursor.unsigned(offsetSize);
		default -> {
			skip(form, cursor);
			yield 0;
		}
		};
	}

	void skip(int form, Cursor cursor) throws ImageException {
		switch (form) {
		case 0x0b, 0x0c, 0x11, 0x25, 0x29 -> cursor.skip(1); // data1, flag, ref1, strx1, addrx1
		case 0x05, 0x12, 0x26, 0x2a -> cursor.skip(2); // data2, ref2, strx2, addrx2
		case 0x27, 0x2b -> cursor.skip(3); // strx3, addrx3
		case 0x06, 0x13, 0x1c, 0x28, 0x2c -> cursor.skip(4); // data4, ref4, ref_sup4, strx4, addrx4
		case 0x07, 0x14, 0x20, 0x24 -> cursor.skip(8); // data8, ref8, ref_sig8, ref_sup8
		case DATA16 -> cursor.skip(16);
		case 0x01 -> cursor.skip(addressSize); // addr
		case STRP, LINE_STRP, SEC_OFFSET, 0x10, 0x1d -> cursor.skip(offsetSize); // also ref_addr, strp_sup
		case STRING -> cursor.string();
		case SDATA, UDATA, 0x15, 0x1a, 0x1b, 0x22, 0x23 -> cursor.uleb(); // also ref_udata, strx, addrx, loclistx, rnglistx
		case 0x03 -> cursor.skip(cursor.u16()); // block2
		case 0x04 -> cursor.skip(cursor.u32()); // block4
		case 0x0a -> cursor.skip(cursor.u8()); // block1
		case BLOCK, 0x18 -> cursor.skip(cursor.uleb()); // also exprloc
		case 0x19 -> { // flag_present has no bytes
		}
		default -> throw sections.line().bad("has an attribute of unknown form 0x" + Integer.toHexString(form) + ".");
		}
	}
}
