/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The extensions that an instruction or CSR needs: of each set at least one.
 *
 * @param allOf sets of alternatives, each of which must be met
 */
public record Requirement(List<Set<Extension>> allOf) {

	/** The requirement of a single extension. */
	public static Requirement of(Extension extension) {
		return new Requirement(List.of(EnumSet.of(extension)));
	}

	/** Reads constants of {@link Extension} joined by {@code &} (loosest) and {@code |}. */
	static Requirement parse(String text) {
		List<Set<Extension>> all = new ArrayList<>();
		for (String alternatives : text.split("&")) {
			EnumSet<Extension> any = EnumSet.noneOf(Extension.class);
			for (String name : alternatives.split("\\|")) {
				any.add(Extension.valueOf(name.trim()));
			}
			all.add(any);
		}
		return new Requirement(List.copyOf(all));
	}

	/** Whether the profile has at least one extension of each set. */
	public boolean isMetBy(IsaProfile profile) {
		for (Set<Extension> alternatives : allOf) {
			boolean met = false;
			for (Extension extension : alternatives) {
				met |= profile.has(extension);
			}
			if (!met) {
				return false;
			}
		}
		return true;
	}

	/** For messages: {@code C and D}, {@code Zbb or Zbkb}. */
	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		for (Set<Extension> alternatives : allOf) {
			parts.add(String.join(" or ", alternatives.stream().map(Extension::title).toList()));
		}
		return String.join(" and ", parts);
	}
}
