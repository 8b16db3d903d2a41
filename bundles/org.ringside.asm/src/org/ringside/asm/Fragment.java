/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A piece of a section: bytes that are there, or something whose size is found when the section is laid out. */
abstract sealed class Fragment permits Fragment.Data, Fragment.Align, Fragment.Fill, Fragment.Branch, Fragment.Leb {

	/** The subsection that it lies in, and its place in that. */
	AsmSection.Subsection home;
	int index;
	/** The offset in the section, found by the layout. */
	long address;

	/** The size as far as is known. */
	abstract long size();

	/** Whether the size can no longer change. */
	abstract boolean isFixed();

	/** Bytes and the places in them that depend on symbols. */
	static final class Data extends Fragment {

		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final List<Fixup> fixups = new ArrayList<>();
		/** Whether it ends with something that the linker may make shorter. */
		boolean shrinks;

		@Override
		long size() {
			return bytes.size();
		}

		@Override
		boolean isFixed() {
			return !shrinks;
		}
	}

	/** Padding up to an alignment. */
	static final class Align extends Fragment {

		final long alignment;
		final int pattern;
		final int patternSize;
		final long limit;
		final boolean code;
		long padding;

		Align(long alignment, int pattern, int patternSize, long limit, boolean code) {
			this.alignment = alignment;
			this.pattern = pattern;
			this.patternSize = patternSize;
			this.limit = limit;
			this.code = code;
		}

		@Override
		long size() {
			return padding;
		}

		@Override
		boolean isFixed() {
			return false;
		}
	}

	/** Repeated bytes whose number is an expression, or up to an offset. */
	static final class Fill extends Fragment {

		final Expression count;
		final boolean upTo;
		final long value;
		final int unit;
		final Location location;
		long length;

		Fill(Expression count, boolean upTo, long value, int unit, Location location) {
			this.count = count;
			this.upTo = upTo;
			this.value = value;
			this.unit = unit;
			this.location = location;
		}

		@Override
		long size() {
			return length;
		}

		@Override
		boolean isFixed() {
			return !upTo && count instanceof Expression.Number;
		}
	}

	/** A branch or jump whose form depends on its distance: 2 bytes, 4, or an inverted branch over a jump in 6 or 8. */
	static final class Branch extends Fragment {

		final int word;
		final int compressed;
		final boolean jump;
		final Expression target;
		final Location location;
		int length;

		/** {@code compressed} is 0 if there is no compressed form. */
		Branch(int word, int compressed, boolean jump, Expression target, Location location) {
			this.word = word;
			this.compressed = compressed;
			this.jump = jump;
			this.target = target;
			this.location = location;
			this.length = compressed != 0 ? 2 : 4;
		}

		@Override
		long size() {
			return length;
		}

		@Override
		boolean isFixed() {
			return false;
		}
	}

	/** A number in LEB128, whose size depends on its value. */
	static final class Leb extends Fragment {

		final Expression value;
		final boolean signed;
		final Location location;
		int length = 1;

		Leb(Expression value, boolean signed, Location location) {
			this.value = value;
			this.signed = signed;
			this.location = location;
		}

		@Override
		long size() {
			return length;
		}

		@Override
		boolean isFixed() {
			return false;
		}

		/** The bytes of a number, at least so many. */
		static byte[] encode(long number, boolean signed, int least) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			long rest = number;
			boolean more = true;
			while (more) {
				int bits = (int) (rest & 0x7f);
				rest = signed ? rest >> 7 : rest >>> 7;
				boolean done = signed ? rest == 0 && (bits & 0x40) == 0 || rest == -1 && (bits & 0x40) != 0 : rest == 0;
				more = !done || bytes.size() + 1 < least;
				bytes.write(more ? bits | 0x80 : bits);
			}
			return bytes.toByteArray();
		}
	}
}
