/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.architecture;

import java.util.Map;

/**
 * The floors of the architecture: a bundle may use only bundles on floors below its own. This table is the rule; {@link ManifestTest}
 * holds the manifests to it, {@link DependencyTest} the classes.
 */
final class Floors {

	/** The highest floor that knows nothing of OSGi and Eclipse. */
	static final int LINE = 4;

	private static final Map<String, Integer> FLOORS = Map.ofEntries(//
			Map.entry("org.ringside.isa", 0), //
			Map.entry("org.ringside.image", 0), //
			Map.entry("org.ringside.examples", 0), //
			Map.entry("org.ringside.machine", 1), //
			Map.entry("org.ringside.asm", 1), //
			Map.entry("org.ringside.devices", 2), //
			Map.entry("org.ringside.translator", 2), //
			Map.entry("org.ringside.vmm", 3), //
			Map.entry("org.ringside.session", 4), //
			Map.entry("org.ringside.cli", 5), //
			Map.entry("org.ringside.junit", 5), //
			Map.entry("org.ringside.eclipse.core", 5), //
			Map.entry("org.ringside.eclipse.ui", 6), //
			Map.entry("org.ringside.doc", 6));

	private Floors() {
	}

	/** The floor of a bundle; one that the table does not name is an error, so that a new bundle gets its floor on its first day. */
	static int of(String bundle) {
		Integer floor = FLOORS.get(bundle);
		if (floor == null) {
			throw new AssertionError("bundle " + bundle + " has no floor: give it one in Floors");
		}
		return floor;
	}

	/** Whether a bundle has to be plain Java. The command line is: it runs without OSGi. */
	static boolean isPlain(String bundle) {
		return of(bundle) <= LINE || bundle.equals("org.ringside.cli") || bundle.equals("org.ringside.junit");
	}

	static boolean mayUse(String user, String used) {
		return user.equals(used) || of(used) < of(user);
	}
}
