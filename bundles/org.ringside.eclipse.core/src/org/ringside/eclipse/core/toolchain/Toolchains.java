/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.toolchain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;

/** The toolchains that are known: found ones, added ones, and the one that builds use. Each search takes a while; not on the UI thread. */
public final class Toolchains {
	private static final String ADDED = "toolchains.added";
	private static final String CHOSEN = "toolchain.chosen";

	private static volatile List<Toolchain> known;

	private Toolchains() {
	}

	/** All that are known, found ones first; searched for once, then kept. */
	public static List<Toolchain> all() {
		List<Toolchain> there = known;
		return there != null ? there : search();
	}

	/** Searches anew. */
	public static synchronized List<Toolchain> search() {
		List<Path> folders = ToolchainSearch.usualFolders(Optional.ofNullable(System.getenv("PATH")).orElse(""),
				Path.of(System.getProperty("user.home")));
		Set<Toolchain> all = new LinkedHashSet<>(ToolchainSearch.in(folders));
		for (Path program : added()) {
			ToolchainSearch.ask(program).ifPresent(all::add);
		}
		known = List.copyOf(all);
		return known;
	}

	/** The one that builds use: the user's choice if it is still there, else the first for bare metal, else the first. */
	public static Optional<Toolchain> chosen() {
		return chosen(all(), preferences().get(CHOSEN, ""));
	}

	static Optional<Toolchain> chosen(List<Toolchain> all, String choice) {
		return all.stream().filter(one -> one.gcc().toString().equals(choice)).findFirst()
				.or(() -> all.stream().filter(Toolchain::isBareMetal).findFirst()).or(() -> all.stream().findFirst());
	}

	/** The programs that the user has named. */
	public static List<Path> added() {
		List<Path> programs = new ArrayList<>();
		preferences().get(ADDED, "").lines().filter(line -> !line.isBlank()).forEach(line -> programs.add(Path.of(line)));
		return programs;
	}

	/** Reads what a program that the user names is; what is none is refused with a sentence. */
	public static Toolchain of(Path program) throws CoreException {
		return ToolchainSearch.ask(program).orElseThrow(() -> GuestFault.BUILD
				.because(program + " does not tell a version as GCC does; expected is a program such as riscv64-unknown-elf-gcc."));
	}

	/** Keeps the user's additions and choice, and searches anew at the next question. */
	public static void keep(List<Path> addedPrograms, Optional<Path> choice) {
		IEclipsePreferences preferences = preferences();
		preferences.put(ADDED, String.join("\n", addedPrograms.stream().map(Path::toString).toList()));
		choice.ifPresentOrElse(program -> preferences.put(CHOSEN, program.toString()), () -> preferences.remove(CHOSEN));
		known = null;
		try {
			preferences.flush();
		} catch (BackingStoreException e) {
			RingsideCore.log("The toolchains cannot be kept for the next start.", e);
		}
	}

	private static IEclipsePreferences preferences() {
		return InstanceScope.INSTANCE.getNode(RingsideCore.ID);
	}
}
