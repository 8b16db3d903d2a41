/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringside.eclipse.core.build.CompilerMessage.Place;
import org.ringside.eclipse.core.build.CompilerMessage.Severity;

/**
 * Reads the output of a build line by line and tells the messages of GCC, GNU as, GNU ld and make in it. A message is told
 * when the line after it is known, since the marks below the source line say how many columns are meant.
 */
public final class CompilerOutput {
	private static final Pattern ENTER = Pattern.compile("make(?:\\[\\d+])?: (Entering|Leaving) directory ['`](.*)'");
	private static final Pattern INCLUDED = Pattern.compile("(?:In file included from|\\s+from) (.+?):(\\d+)(?::\\d+)?[,:]");
	private static final Pattern MESSAGE = Pattern
			.compile("(.+?):(\\d+):(?:(\\d+):)? (fatal error|error|warning|note|Error|Fatal error|Warning|Info): (.*)");
	private static final Pattern MARKS = Pattern.compile("\\s+\\| +([\\^~]+).*");
	private static final Pattern LINK_LINE = Pattern.compile("(?:\\S*ld(?:\\.\\w+)?: )?(.+?):(\\d+): ((?:undefined reference to|multiple definition of) .*)");
	private static final Pattern LINK = Pattern.compile(
			"(?:\\S*ld(?:\\.\\w+)?: )?(.+?):\\((\\.[^)+]*)\\+0x[0-9a-f]+\\): ((?:undefined reference to|multiple definition of|relocation truncated).*)");
	private static final Pattern LINKER = Pattern.compile("\\S*\\bld(?:\\.\\w+)?: (?:warning: )?((?:cannot|unrecognized|region|section|unknown|no|error).*|.*(?:overflowed|overlaps|will not fit).*)");
	private static final Pattern DRIVER = Pattern.compile("(?:\\S*\\b(?:gcc|cc1|cc1plus|as|collect2)): (fatal error|error|warning): (.*)");
	private static final Pattern MAKE_LINE = Pattern.compile("(.+?):(\\d+): \\*\\*\\* (.*?)\\s*Stop\\.");
	private static final Pattern MAKE = Pattern.compile("make(?:\\[\\d+])?: \\*\\*\\* (.*?)\\s*(?:Stop\\.)?");
	private static final Pattern ONLY_THAT_ONE_FAILED = Pattern.compile("\\[.*] Error \\d+( \\(ignored\\))?|Waiting for unfinished jobs.*");

	private final Consumer<CompilerMessage> told;
	private final Deque<String> folders = new ArrayDeque<>();
	private final List<Place> including = new ArrayList<>();
	private Optional<CompilerMessage> waiting = Optional.empty();

	/** Tells each message to {@code told}. */
	public CompilerOutput(Consumer<CompilerMessage> told) {
		this.told = told;
	}

	/** Takes the next line, without its end. */
	public void line(String line) {
		Matcher marks = MARKS.matcher(line);
		if (waiting.isPresent() && marks.matches()) {
			String run = marks.group(1);
			waiting = waiting.map(message -> run.contains("^") ? message.spanning(run.indexOf('^'), run.length()) : message);
			tellWaiting();
			return;
		}
		if (line.matches("\\s+\\d* \\|.*")) {
			// the source line that the message is about
			return;
		}
		tellWaiting();
		Matcher included = INCLUDED.matcher(line);
		if (included.matches()) {
			if (line.startsWith("In file")) {
				including.clear();
			}
			including.add(new Place(included.group(1), Integer.parseInt(included.group(2))));
			return;
		}
		if (!folder(line)) {
			waiting = message(line);
			if (waiting.isEmpty()) {
				return;
			}
		}
		if (waiting.filter(message -> message.severity() == Severity.NOTE).isEmpty()) {
			including.clear();
		}
	}

	/** Says that there are no more lines. */
	public void end() {
		tellWaiting();
	}

	private void tellWaiting() {
		waiting.ifPresent(told);
		waiting = Optional.empty();
	}

	private boolean folder(String line) {
		Matcher matcher = ENTER.matcher(line);
		if (!matcher.matches()) {
			return false;
		}
		if (matcher.group(1).equals("Entering")) {
			folders.push(matcher.group(2));
		} else if (!folders.isEmpty()) {
			folders.pop();
		}
		return true;
	}

	private Optional<CompilerMessage> message(String line) {
		Matcher matcher = MESSAGE.matcher(line);
		if (matcher.matches()) {
			int column = matcher.group(3) == null ? 0 : number(matcher.group(3));
			return Optional.of(at(severity(matcher.group(4)), matcher.group(1), number(matcher.group(2)), column, matcher.group(5), including));
		}
		matcher = MAKE_LINE.matcher(line);
		if (matcher.matches()) {
			return Optional.of(at(Severity.ERROR, matcher.group(1), number(matcher.group(2)), 0, matcher.group(3), List.of()));
		}
		matcher = MAKE.matcher(line);
		if (matcher.matches()) {
			String text = matcher.group(1);
			return ONLY_THAT_ONE_FAILED.matcher(text).matches() ? Optional.empty() : Optional.of(without(Severity.ERROR, text));
		}
		matcher = LINK_LINE.matcher(line);
		if (matcher.matches()) {
			return Optional.of(at(Severity.ERROR, matcher.group(1), number(matcher.group(2)), 0, matcher.group(3), List.of()));
		}
		matcher = LINK.matcher(line);
		if (matcher.matches()) {
			return Optional.of(at(Severity.ERROR, matcher.group(1), 0, 0, matcher.group(3) + " (in section " + matcher.group(2) + ")", List.of()));
		}
		matcher = DRIVER.matcher(line);
		if (matcher.matches()) {
			boolean onlyThatTheLinkerFailed = matcher.group(2).startsWith("ld returned ");
			return onlyThatTheLinkerFailed ? Optional.empty() : Optional.of(without(severity(matcher.group(1)), matcher.group(2)));
		}
		matcher = LINKER.matcher(line);
		return matcher.matches() ? Optional.of(without(line.contains("warning: ") ? Severity.WARNING : Severity.ERROR, matcher.group(1)))
				: Optional.empty();
	}

	private CompilerMessage at(Severity severity, String file, int line, int column, String text, List<Place> chain) {
		return new CompilerMessage(severity, file, folders.isEmpty() ? "" : folders.peek(), line, column, 1, text, chain);
	}

	private CompilerMessage without(Severity severity, String text) {
		return at(severity, "", 0, 0, text, List.of());
	}

	private static Severity severity(String word) {
		return switch (word) {
		case "warning", "Warning" -> Severity.WARNING;
		case "note", "Info" -> Severity.NOTE;
		default -> Severity.ERROR;
		};
	}

	/** Lines and columns are small; what is longer than an int is not one of them. */
	private static int number(String digits) {
		return digits.length() > 9 ? 0 : Integer.parseInt(digits);
	}
}
