/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The set of extensions that a hart has, read from and written as an ISA string. XLEN is always 64.
 *
 * <p>A profile always has I and Zicsr, without which there is no machine mode, and is closed under implication: D
 * brings F. A string cannot tell whether there are S- and U-mode; parsing assumes both, and {@link #without} removes them.
 */
public final class IsaProfile {

	/** What the profiles of application processors demand (RVA20 and RVA22 Profiles, mandatory extensions). */
	private static final Map<String, String> PROFILES = Map.of("rva20u64", "rv64gc_zicntr", "rva20s64", "rv64gc_zicntr_sv39_svade",
			"rva22u64", "rv64gcb_zicntr_zihpm_zicbom_zicbop_zicboz_zihintpause_zfhmin_zkt",
			"rva22s64", "rv64gcb_zicntr_zihpm_zicbom_zicbop_zicboz_zihintpause_zfhmin_zkt_sv39_svade_svinval_svpbmt");

	/** Integer instructions only. */
	public static final IsaProfile RV64I = parse("rv64i");
	/** Integers, atomics, compressed instructions, fences and counters. */
	public static final IsaProfile RV64IMAC = parse("rv64imac_zicntr_zifencei");
	/** What general-purpose systems have. */
	public static final IsaProfile RV64GC = parse("rv64gc_zicntr");
	/** The same with the hypervisor extension. */
	public static final IsaProfile RV64GCH = parse("rv64gch_zicntr");
	/** Every extension that is in the tables. */
	public static final IsaProfile EVERYTHING = of(EnumSet.allOf(Extension.class));

	/** Parts of other extensions that have got a name of their own. */
	private static final Map<String, Extension> PARTS = Map.ofEntries(Map.entry("zmmul", Extension.M), Map.entry("zaamo", Extension.A),
			Map.entry("zalrsc", Extension.A), Map.entry("zca", Extension.C), Map.entry("zcd", Extension.D),
			Map.entry("shcounterenw", Extension.H), Map.entry("shgatpa", Extension.H), Map.entry("shtvala", Extension.H),
			Map.entry("shvsatpa", Extension.H), Map.entry("shvstvala", Extension.H), Map.entry("shvstvecd", Extension.H));
	/** Names for properties that the machine has anyway (Profiles, glossary). */
	private static final Set<String> PROPERTIES = Set.of("ziccif", "ziccrse", "ziccamoa", "ziccamoc", "zicclsm", "ziccid", "za64rs", "za128rs", "zic64b",
			"svbare", "svvptc", "ssccptr", "sscounterenw", "ssstrict", "sstvala", "sstvecd", "ssu64xl", "zvkt",
			"sm1p11", "sm1p12", "sm1p13", "ss1p11", "ss1p12", "ss1p13");

	private static final String LETTER_ORDER = "iemafdqlcbkjtpvh";

	private final Set<Extension> extensions;

	private IsaProfile(Set<Extension> extensions) {
		this.extensions = Collections.unmodifiableSet(extensions);
	}

	/** The profile with these extensions and all that they imply. */
	public static IsaProfile of(Collection<Extension> extensions) {
		EnumSet<Extension> closed = EnumSet.of(Extension.I, Extension.ZICSR);
		Deque<Extension> open = new ArrayDeque<>(extensions);
		while (!open.isEmpty()) {
			Extension extension = open.remove();
			closed.add(extension);
			for (Extension implied : extension.implied()) {
				if (!closed.contains(implied)) {
					open.add(implied);
				}
			}
		}
		return new IsaProfile(closed);
	}

	/** Whether the hart has this extension. */
	public boolean has(Extension extension) {
		return extensions.contains(extension);
	}

	/** All extensions, in the order of their declaration. */
	public Set<Extension> extensions() {
		return extensions;
	}

	/** Width of an integer register in bits. */
	public int xlen() {
		return 64;
	}

	/** This profile and more. */
	public IsaProfile with(Extension... more) {
		EnumSet<Extension> all = EnumSet.copyOf(extensions);
		Collections.addAll(all, more);
		return of(all);
	}

	/** This profile without these extensions and without those that imply them. */
	public IsaProfile without(Extension... fewer) {
		EnumSet<Extension> all = EnumSet.copyOf(extensions);
		Deque<Extension> gone = new ArrayDeque<>(List.of(fewer));
		while (!gone.isEmpty()) {
			Extension extension = gone.remove();
			if (all.remove(extension)) {
				for (Extension other : List.copyOf(all)) {
					if (other.implied().contains(extension)) {
						gone.add(other);
					}
				}
			}
		}
		return of(all);
	}

	/**
	 * Reads an ISA string such as {@code rv64gch_zba_zbb}, in any case, with or without version numbers. It may begin with the name of
	 * a profile of application processors, such as {@code rva22s64}.
	 *
	 * @throws IllegalArgumentException with a sentence that names the part that is not understood
	 */
	public static IsaProfile parse(String text) {
		String isa = text.trim().toLowerCase(Locale.ROOT);
		int end = isa.indexOf('_') < 0 ? isa.length() : isa.indexOf('_');
		if (PROFILES.containsKey(isa.substring(0, end))) {
			isa = PROFILES.get(isa.substring(0, end)) + isa.substring(end);
		}
		if (!isa.startsWith("rv64")) {
			throw new IllegalArgumentException("The ISA string '" + text + "' must begin with rv64.");
		}
		EnumSet<Extension> found = EnumSet.of(Extension.S, Extension.U);
		Set<String> parts = new LinkedHashSet<>();
		int i = 4;
		while (i < isa.length()) {
			char c = isa.charAt(i);
			if (c == '_') {
				i++;
				continue;
			}
			end = i + 1;
			if (c == 'z' || c == 's' || c == 'x') {
				while (end < isa.length() && isa.charAt(end) != '_') {
					end++;
				}
				if (c == 's' && isa.charAt(i - 1) != '_' && i + 1 < end && !isKnown(isa.substring(i, end))) {
					// Configurations of test suites write the modes behind the letters, as in RV64IMAFDCSUZicsr.
					end = i + 1;
				}
			}
			add(found, parts, isa.substring(i, end), text);
			i = end;
			while (c != 'z' && c != 's' && c != 'x' && i < isa.length() && Character.isDigit(isa.charAt(i))) {
				i = afterVersion(isa, i);
			}
		}
		if (i == 4) {
			throw new IllegalArgumentException("The ISA string '" + text + "' names no base: expected rv64i or rv64g.");
		}
		if (isa.charAt(4) != 'i' && isa.charAt(4) != 'g') {
			throw new IllegalArgumentException("The base of the ISA string '" + text + "' must be rv64i or rv64g.");
		}
		IsaProfile profile = of(found);
		for (String part : parts) {
			if (!profile.has(PARTS.get(part))) {
				throw new IllegalArgumentException("The ISA string '" + text + "' names '" + part + "', which Ringside has only as a part of "
						+ PARTS.get(part).title() + ".");
			}
		}
		return profile;
	}

	private static boolean isKnown(String name) {
		String plain = withoutVersion(name);
		return Extension.bySpelling(plain).isPresent() || PROPERTIES.contains(plain) || PARTS.containsKey(plain) || plain.equals("sha");
	}

	private static String withoutVersion(String name) {
		return name.replaceFirst("(?<=[a-z])\\d+(p\\d+)?$", "");
	}

	private static int afterVersion(String isa, int start) {
		int i = start;
		while (i < isa.length() && Character.isDigit(isa.charAt(i))) {
			i++;
		}
		if (i + 1 < isa.length() && isa.charAt(i) == 'p' && Character.isDigit(isa.charAt(i + 1))) {
			i++;
			while (i < isa.length() && Character.isDigit(isa.charAt(i))) {
				i++;
			}
		}
		return i;
	}

	private static void add(Set<Extension> found, Set<String> parts, String name, String text) {
		switch (name) {
			case "g" -> Collections.addAll(found, Extension.I, Extension.M, Extension.A, Extension.F, Extension.D,
					Extension.ZICSR, Extension.ZIFENCEI);
			case "b" -> Collections.addAll(found, Extension.ZBA, Extension.ZBB, Extension.ZBS);
			case "zk" -> Collections.addAll(found, Extension.ZKN, Extension.ZKR, Extension.ZKT);
			case "sha" -> Collections.addAll(found, Extension.H, Extension.SSSTATEEN);
			case "s", "u" -> { /* older strings name the modes, which are there anyway */ }
			default -> {
				Optional<Extension> extension = Extension.bySpelling(name);
				if (extension.isEmpty()) {
					extension = Extension.bySpelling(withoutVersion(name));
				}
				if (extension.isEmpty() && PROPERTIES.contains(withoutVersion(name))) {
					return;
				}
				if (extension.isEmpty() && PARTS.containsKey(withoutVersion(name))) {
					parts.add(withoutVersion(name));
					return;
				}
				found.add(extension.orElseThrow(() -> new IllegalArgumentException(
						"The ISA string '" + text + "' names the extension '" + name + "', which Ringside does not have.")));
			}
		}
	}

	/** The ISA string in canonical order: letters, then Z, then S extensions. */
	@Override
	public String toString() {
		StringBuilder letters = new StringBuilder("rv64");
		List<String> names = new ArrayList<>();
		for (Extension extension : extensions) {
			if (extension.isInIsaString()) {
				names.add(extension.spelling());
			}
		}
		names.sort(Comparator.comparing(IsaProfile::rank).thenComparing(Comparator.naturalOrder()));
		for (String name : names) {
			letters.append(name.length() > 1 ? "_" : "").append(name);
		}
		return letters.toString();
	}

	private static int rank(String name) {
		if (name.length() == 1) {
			return LETTER_ORDER.indexOf(name);
		}
		if (name.startsWith("z")) {
			int category = LETTER_ORDER.indexOf(name.charAt(1));
			return 100 + (category < 0 ? 50 : category);
		}
		return 200;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof IsaProfile profile && profile.extensions.equals(extensions);
	}

	@Override
	public int hashCode() {
		return extensions.hashCode();
	}
}
