/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.source;

import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupParticipant;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.session.SourceLocation;

/**
 * Looks for a path of a line table: as it stands, then in the containers by shorter and shorter ends of it, since an image is
 * often built in another place than the one its sources lie in now.
 */
final class GuestSourceParticipant extends AbstractSourceLookupParticipant {

	@Override
	public String getSourceName(Object object) {
		return location(object).map(SourceLocation::fileName).orElse(null);
	}

	private static Optional<SourceLocation> location(Object object) {
		return switch (object) {
		case GuestStackFrame frame -> frame.source();
		case SourceLocation location -> Optional.of(location);
		case null, default -> Optional.empty();
		};
	}

	@Override
	public Object[] findSourceElements(Object object) throws CoreException {
		Optional<SourceLocation> location = location(object);
		if (location.isEmpty()) {
			return new Object[0];
		}
		Set<Object> found = new LinkedHashSet<>(asItStands(location.get().file()));
		for (String end : ends(location.get().file())) {
			if (!found.isEmpty()) {
				break;
			}
			for (ISourceContainer container : getSourceContainers()) {
				found.addAll(List.of(container.findSourceElements(end)));
			}
		}
		return found.toArray();
	}

	private static List<Object> asItStands(String path) {
		File file = new File(path);
		if (!file.isAbsolute() || !file.isFile()) {
			return List.of();
		}
		URI uri = file.toURI();
		IFile[] inWorkspace = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(uri);
		return inWorkspace.length > 0 ? List.of(inWorkspace[0]) : List.of(new LocalFileStorage(file));
	}

	/** {@code a/b/c.s}, {@code b/c.s}, {@code c.s}. */
	static List<String> ends(String path) {
		List<String> ends = new ArrayList<>();
		String rest = path.replace('\\', '/');
		while (rest.startsWith("/") || rest.startsWith("./")) {
			rest = rest.substring(rest.indexOf('/') + 1);
		}
		ends.add(rest);
		for (int slash = rest.indexOf('/'); slash >= 0; slash = rest.indexOf('/')) {
			rest = rest.substring(slash + 1);
			ends.add(rest);
		}
		return ends;
	}
}
