/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads an archive of objects, {@code .a}: members of which a linker takes those that something needs. */
final class ObjectArchive {

	private static final String MAGIC = "!<arch>\n";
	private static final int HEADER = 60;

	private ObjectArchive() {
	}

	static boolean isArchive(byte[] bytes) {
		return bytes.length >= MAGIC.length() && new String(bytes, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC);
	}

	/**
	 * Its objects, in order.
	 *
	 * @throws AssemblyException if it is damaged
	 */
	static List<ObjectCode> read(String file, byte[] bytes) {
		List<ObjectCode> objects = new ArrayList<>();
		String longNames = "";
		int at = MAGIC.length();
		while (at + HEADER <= bytes.length) {
			String header = new String(bytes, at, HEADER, StandardCharsets.ISO_8859_1);
			String name = header.substring(0, 16).strip();
			long size = number(file, header.substring(48, 58));
			if (size < 0 || size > bytes.length - at - HEADER) {
				throw new AssemblyException("The archive " + file + " is damaged: the member '" + name + "' reaches beyond its end.");
			}
			byte[] contents = Arrays.copyOfRange(bytes, at + HEADER, at + HEADER + (int) size);
			if (name.equals("//")) {
				longNames = new String(contents, StandardCharsets.ISO_8859_1);
			} else if (!name.equals("/") && !name.equals("/SYM64/") && contents.length >= 4 && contents[0] == 0x7f && contents[1] == 'E') {
				objects.add(ObjectReader.read(file + "(" + memberName(name, longNames) + ")", contents));
			}
			at += HEADER + (int) size + (int) (size & 1);
		}
		return objects;
	}

	private static long number(String file, String text) {
		try {
			return Long.parseLong(text.strip());
		} catch (NumberFormatException damaged) {
			throw new AssemblyException("The archive " + file + " is damaged: '" + text.strip() + "' is no size.");
		}
	}

	/** Short names end with a slash; of long ones, the place in a table stands behind a slash. */
	private static String memberName(String name, String longNames) {
		if (!name.startsWith("/")) {
			return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
		}
		try {
			int start = Integer.parseInt(name.substring(1));
			int end = longNames.indexOf('/', start);
			return end < 0 ? name : longNames.substring(start, end);
		} catch (NumberFormatException | IndexOutOfBoundsException damaged) {
			// The name is for messages only.
			return name;
		}
	}
}
