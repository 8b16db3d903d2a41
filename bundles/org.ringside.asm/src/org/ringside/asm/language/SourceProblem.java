/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.Problem;

/**
 * A problem of a source where an editor underlines it.
 *
 * @param severity whether there is output all the same
 * @param offset of the first character that is underlined
 * @param length in characters, at least 1 except in an empty source
 * @param line from 1
 * @param message one sentence that says what was expected
 */
public record SourceProblem(Problem.Severity severity, int offset, int length, int line, String message) {
	private static final Pattern SUGGESTION = Pattern.compile("Did you mean '([^']+)'\\?");

	/**
	 * Assembles a source and tells its own problems; those of included files are told where these are edited.
	 *
	 * @param name the name of the file, whose ending tells the language
	 */
	public static List<SourceProblem> find(String name, String text, AssemblerOptions options, Assembler.FileSource files) {
		List<SourceProblem> found = new ArrayList<>();
		SourceModel model = SourceModel.of(text);
		for (Problem problem : Assembler.assemble(name, text.getBytes(StandardCharsets.UTF_8), options, files).problems()) {
			if (problem.location().file().equals(name)) {
				found.add(place(model, problem));
			}
		}
		return found;
	}

	/** The word that was probably meant. */
	public Optional<String> suggestion() {
		Matcher matcher = SUGGESTION.matcher(message);
		return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	private static SourceProblem place(SourceModel model, Problem problem) {
		String text = model.text();
		int line = Math.max(1, Math.min(problem.location().line(), model.lines()));
		int start = model.lineOffset(line);
		int end = start;
		while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
			end++;
		}
		int offset = Math.min(end, start + characters(text.substring(start, end), problem.location().column() - 1));
		Optional<SourceToken> word = model.tokenAt(offset).filter(token -> token.end() > offset);
		int from = word.map(SourceToken::offset).orElse(offset);
		int to = Math.min(end, word.map(SourceToken::end).orElse(end));
		if (to <= from) {
			// At the end of a line there is nothing to underline but what stands before.
			from = Math.max(start, end - 1);
			to = end;
		}
		if (to <= from) {
			from = Math.max(0, from - 1);
			to = Math.min(text.length(), from + 1);
		}
		return new SourceProblem(problem.severity(), from, to - from, line, problem.message());
	}

	/** The assembler counts bytes; a text counts characters. */
	private static int characters(String line, int bytes) {
		int seen = 0;
		int index = 0;
		while (index < line.length() && seen < bytes) {
			int codePoint = line.codePointAt(index);
			seen += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
			index += Character.charCount(codePoint);
		}
		return index;
	}
}
