/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.ringside.eclipse.core.build.CompilerMessage.Place;

/** Puts messages of a compiler on the files of a project. One about a file of elsewhere stands where the project includes that file. */
final class CompilerMarkers {
	private static final int TAB = 8;
	private static final String NOISE = "each undeclared identifier is reported only once";

	private final IProject project;
	private final boolean tabsCountAsShown;
	private final Map<IFile, String> texts = new HashMap<>();

	/** {@code tabsCountAsShown}: columns count as on a terminal, as GCC does from version 11 on, and not by bytes. */
	CompilerMarkers(IProject project, boolean tabsCountAsShown) {
		this.project = project;
		this.tabsCountAsShown = tabsCountAsShown;
	}

	void mark(CompilerMessage message) throws CoreException {
		if (message.text().startsWith(NOISE)) {
			return;
		}
		Optional<IFile> file = file(message.file(), message.folder());
		if (file.isPresent()) {
			mark(file.get(), message, message.line(), message.column(), message.text() + chain(message));
			return;
		}
		for (Place place : message.includedFrom()) {
			Optional<IFile> including = file(place.file(), message.folder());
			if (including.isPresent()) {
				mark(including.get(), message, place.line(), 0, "In the included " + message.file() + ":" + message.line() + ": " + message.text());
				return;
			}
		}
		String where = message.file().isEmpty() ? "" : message.file() + (message.line() > 0 ? ":" + message.line() : "") + ": ";
		mark(project, message, 0, 0, where + message.text());
	}

	private static String chain(CompilerMessage message) {
		if (message.includedFrom().isEmpty()) {
			return "";
		}
		return " (included from " + String.join(", from ", message.includedFrom().stream().map(place -> place.file() + ":" + place.line()).toList()) + ")";
	}

	private void mark(IResource where, CompilerMessage message, int line, int column, String text) throws CoreException {
		Map<String, Object> attributes = new HashMap<>();
		attributes.put(IMarker.MESSAGE, text);
		attributes.put(IMarker.SEVERITY, switch (message.severity()) {
		case ERROR -> IMarker.SEVERITY_ERROR;
		case WARNING -> IMarker.SEVERITY_WARNING;
		case NOTE -> IMarker.SEVERITY_INFO;
		});
		if (line > 0) {
			attributes.put(IMarker.LINE_NUMBER, line);
		}
		if (line > 0 && column > 0 && where instanceof IFile file) {
			attributes.put(IMarker.LOCATION, "line " + line + ", column " + column);
			span(file, line, column, message.length()).ifPresent(span -> {
				attributes.put(IMarker.CHAR_START, span[0]);
				attributes.put(IMarker.CHAR_END, span[1]);
			});
		}
		where.createMarker(GuestBuilder.COMPILER_PROBLEM, attributes);
	}

	/** The characters of a file that some columns of a line are; empty if the file has changed meanwhile. */
	private Optional<int[]> span(IFile file, int line, int column, int length) throws CoreException {
		String text = texts.get(file);
		if (text == null) {
			text = new String(IncludedFiles.bytes(file), Charset.forName(file.getCharset()));
			texts.put(file, text);
		}
		int start = 0;
		for (int i = 1; i < line; i++) {
			start = text.indexOf('\n', start) + 1;
			if (start == 0) {
				return Optional.empty();
			}
		}
		int newline = text.indexOf('\n', start);
		String content = text.substring(start, newline < 0 ? text.length() : newline);
		int from = index(content, column - 1);
		int to = Math.max(from + 1, index(content, column - 1 + length));
		return from >= content.length() ? Optional.empty() : Optional.of(new int[] { start + from, start + Math.min(to, content.length()) });
	}

	/** The index of the character that begins after {@code columns} columns. */
	private int index(String content, int columns) {
		int seen = 0;
		int index = 0;
		while (index < content.length() && seen < columns) {
			boolean tab = tabsCountAsShown && content.charAt(index) == '\t';
			seen = tab ? (seen / TAB + 1) * TAB : seen + 1;
			index++;
		}
		return index;
	}

	/** The file of the project that a printed path means. */
	private Optional<IFile> file(String name, String folder) {
		IPath location = project.getLocation();
		if (name.isEmpty() || location == null) {
			return Optional.empty();
		}
		IPath path = IPath.fromOSString(name);
		if (!path.isAbsolute()) {
			path = (folder.isEmpty() ? location : IPath.fromOSString(folder)).append(path);
		}
		if (!location.isPrefixOf(path) || path.segmentCount() <= location.segmentCount()) {
			return Optional.empty();
		}
		IFile file = project.getFile(path.removeFirstSegments(location.segmentCount()).setDevice(null));
		return file.exists() ? Optional.of(file) : Optional.empty();
	}
}
