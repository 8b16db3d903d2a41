/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.lang.invoke.MethodHandles;

import org.ringside.machine.TranslatedCode;

/**
 * Makes a hidden class of a class file and its one instance. The instance is made by the class's own initializer, which
 * fetches here what it is given and leaves here what it made: that needs no reflection on each class.
 */
final class RegionLoader {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private static TranslatedCode.Origin given;
	private static TranslatedCode made;

	private RegionLoader() {
	}

	static synchronized TranslatedCode load(byte[] classFile, TranslatedCode.Origin origin) {
		given = origin;
		try {
			LOOKUP.defineHiddenClass(classFile, true);
			return made;
		} catch (IllegalAccessException e) {
			throw new IllegalStateException("A class cannot be defined beside its own neighbour", e);
		} finally {
			given = null;
			made = null;
		}
	}

	/** For generated classes: what the instance is to be made of. */
	static TranslatedCode.Origin origin() {
		return given;
	}

	/** For generated classes: takes the instance. */
	static void made(TranslatedCode code) {
		made = code;
	}
}
