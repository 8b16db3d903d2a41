/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as compilers write them, on any system: texts, not files of this one. */
final class SourcePath {

	private SourcePath() {
	}

	static boolean isAbsolute(String path) {
		return path.startsWith("/") || path.length() > 2 && path.charAt(1) == ':'
				&& (path.charAt(2) == '/' || path.charAt(2) == '\\');
	}

	/** @return the path seen from a folder, normalized */
	static String resolve(String folder, String path) {
		return normalize(isAbsolute(path) || folder.isEmpty() ? path : folder + "/" + path);
	}

	/** @return the path without {@code .}, {@code ..}, doubled and backward slashes */
	static String normalize(String path) {
		String slashed = path.replace('\\', '/');
		Deque<String> parts = new ArrayDeque<>();
		for (String part : slashed.split("/")) {
			if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
				parts.removeLast();
			} else if (part.equals("..") && slashed.startsWith("/")) {
				continue;
			} else if (!part.isEmpty() && !part.equals(".")) {
				parts.addLast(part);
			}
		}
		return (slashed.startsWith("/") ? "/" : "") + String.join("/", parts);
	}
}
