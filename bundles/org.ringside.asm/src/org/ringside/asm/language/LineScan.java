/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.List;

/**
 * Scans single lines of a source, so that an editor need not read all of it again at each key. Only one thing is carried
 * from line to line: whether it begins within a block comment.
 */
public final class LineScan {
	private LineScan() {
	}

	/**
	 * The words of some whole lines.
	 *
	 * @param lines the lines; offsets count from their first character
	 * @param inComment whether the first of them begins within a block comment
	 */
	public static List<SourceToken> tokens(CharSequence lines, boolean inComment) {
		return lines.isEmpty() ? List.of() : SourceScanner.scan(lines, inComment);
	}

	/**
	 * Whether the line after this one begins within a block comment.
	 *
	 * @param line with or without its end
	 * @param inComment whether this line begins within a block comment
	 */
	public static boolean endsInComment(String line, boolean inComment) {
		if (!line.contains(inComment ? "*/" : "/*")) {
			return inComment;
		}
		List<SourceToken> tokens = SourceScanner.scan(line, inComment);
		if (tokens.isEmpty()) {
			return false;
		}
		SourceToken last = tokens.get(tokens.size() - 1);
		if (last.role() != TokenRole.COMMENT || last.end() < line.length()) {
			return false;
		}
		boolean block = last.offset() == 0 && inComment || line.startsWith("/*", last.offset());
		int opened = last.offset() == 0 && inComment ? 0 : last.offset() + 2;
		return block && !(last.end() - 2 >= opened && line.startsWith("*/", last.end() - 2));
	}
}
