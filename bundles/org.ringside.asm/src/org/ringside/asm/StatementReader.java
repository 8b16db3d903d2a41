/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a source text into statements at line ends and semicolons, and takes out the comments of all three kinds. */
final class StatementReader {

	private String file;
	private final String text;
	private static final Pattern MARKER = Pattern.compile("#\\s+(\\d{1,8})\\s+\"([^\"]*)\".*");

	private final List<Problem> problems;
	private final List<Statement> statements = new ArrayList<>();
	private final StringBuilder current = new StringBuilder();
	private int position;
	private int line = 1;
	private int lineStart;
	private int startLine = 1;
	private int startColumn = 1;

	private StatementReader(String file, String text, List<Problem> problems) {
		this.file = file;
		this.text = text;
		this.problems = problems;
	}

	/** All statements that are not empty. */
	static List<Statement> read(String file, String text, List<Problem> problems) {
		StatementReader reader = new StatementReader(file, text, problems);
		reader.read();
		return reader.statements;
	}

	private void read() {
		while (position < text.length()) {
			char c = text.charAt(position);
			char next = position + 1 < text.length() ? text.charAt(position + 1) : 0;
			if (c == '\n') {
				end();
				position++;
				newLine();
			} else if (c == ';') {
				end();
				position++;
				begin();
			} else if (c == '#' && position == lineStart && marker()) {
				// a line of the preprocessor, which tells where what follows comes from
			} else if (c == '#' || c == '/' && next == '/') {
				while (position < text.length() && text.charAt(position) != '\n') {
					position++;
				}
			} else if (c == '/' && next == '*') {
				comment();
			} else if (c == '"') {
				string();
			} else if (c == '\'' && next != 0 && next != '\n') {
				character();
			} else {
				append(c == '\r' ? ' ' : c);
				position++;
			}
		}
		end();
	}

	/** Takes a line marker, {@code # 12 "file.h"}, unless it is a comment. */
	private boolean marker() {
		int end = text.indexOf('\n', position);
		Matcher matcher = MARKER.matcher(text.substring(position, end < 0 ? text.length() : end));
		if (!matcher.matches()) {
			return false;
		}
		position = end < 0 ? text.length() : end;
		end();
		file = matcher.group(2);
		// The line end behind it counts, too.
		line = Integer.parseInt(matcher.group(1)) - 1;
		return true;
	}

	private void begin() {
		startLine = line;
		startColumn = position - lineStart + 1;
	}

	private void newLine() {
		line++;
		lineStart = position;
		if (current.isEmpty()) {
			begin();
		}
	}

	private void append(char c) {
		if (current.isEmpty() && Character.isWhitespace(c)) {
			startLine = line;
			startColumn = position - lineStart + 2;
			return;
		}
		current.append(c);
	}

	private void end() {
		String statement = current.toString().stripTrailing();
		if (!statement.isEmpty()) {
			statements.add(new Statement(statement, new Location(file, startLine, startColumn)));
		}
		current.setLength(0);
	}

	private void comment() {
		Location start = new Location(file, line, position - lineStart + 1);
		int close = text.indexOf("*/", position + 2);
		int stop = close < 0 ? text.length() : close + 2;
		for (; position < stop; position++) {
			if (text.charAt(position) == '\n') {
				line++;
				lineStart = position + 1;
			}
		}
		if (close < 0) {
			problems.add(new Problem(Problem.Severity.ERROR, start, "This comment has no end: expected */."));
		}
		append(' ');
	}

	private void string() {
		append('"');
		position++;
		while (position < text.length() && text.charAt(position) != '\n') {
			char c = text.charAt(position++);
			append(c);
			if (c == '"') {
				return;
			}
			if (c == '\\' && position < text.length() && text.charAt(position) != '\n') {
				append(text.charAt(position++));
			}
		}
	}

	/** A character constant such as {@code 'a'}, {@code '\n'} or {@code 'a}; it may hold a comment character. */
	private void character() {
		append('\'');
		position++;
		if (text.charAt(position) == '\\') {
			append('\\');
			position++;
		}
		if (position < text.length() && text.charAt(position) != '\n') {
			append(text.charAt(position++));
		}
		if (position < text.length() && text.charAt(position) == '\'') {
			append('\'');
			position++;
		}
	}
}
