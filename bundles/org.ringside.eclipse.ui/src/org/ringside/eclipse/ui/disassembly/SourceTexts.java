/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IEncodedStorage;
import org.eclipse.core.resources.IStorage;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.SourceLocation;

/** The lines of the sources of one launch, each file read once. Not on the UI thread. */
final class SourceTexts {
	private final ISourceLookupDirector director;
	private final Map<String, List<String>> files = new HashMap<>();

	SourceTexts(ILaunch launch) {
		director = launch.getSourceLocator() instanceof ISourceLookupDirector found ? found : null;
	}

	/** A line; empty if its file is not found or is shorter. */
	Optional<String> line(SourceLocation place) {
		if (director == null) {
			return Optional.empty();
		}
		List<String> lines = files.computeIfAbsent(place.file(), file -> read(place));
		return place.line() >= 1 && place.line() <= lines.size() ? Optional.of(lines.get(place.line() - 1)) : Optional.empty();
	}

	private List<String> read(SourceLocation place) {
		try {
			return director.getSourceElement(place) instanceof IStorage storage ? content(storage).lines().toList() : List.of();
		} catch (CoreException | IOException e) {
			RingsideCore.log("The source " + place.file() + " cannot be read.", e);
			return List.of();
		}
	}

	private static String content(IStorage storage) throws CoreException, IOException {
		String name = storage instanceof IEncodedStorage encoded ? encoded.getCharset() : null;
		try (InputStream in = storage.getContents()) {
			return new String(in.readAllBytes(), name == null ? StandardCharsets.UTF_8 : Charset.forName(name));
		}
	}
}
