/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.toolchain;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks for cross compilers in folders and asks them for their version. */
final class ToolchainSearch {
	private static final long PATIENCE_SECONDS = 10;

	private ToolchainSearch() {
	}

	/** The folders of the search path, then those where packages and archives of compilers are usually put. */
	static List<Path> usualFolders(String searchPath, Path home) {
		Set<Path> folders = new LinkedHashSet<>();
		for (String folder : searchPath.split(File.pathSeparator)) {
			try {
				if (!folder.isBlank()) {
					folders.add(Path.of(folder));
				}
			} catch (InvalidPathException e) {
				// A broken entry of the search path holds no program, for the shell as well.
				continue;
			}
		}
		folders.addAll(List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"), Path.of("/opt/homebrew/bin"), home.resolve(".local/bin"),
				home.resolve("bin"), Path.of("C:\\msys64\\mingw64\\bin")));
		for (Path parent : List.of(Path.of("/opt"), home.resolve("opt"), home,
				home.resolve(".local/xPacks/@xpack-dev-tools/riscv-none-elf-gcc"))) {
			for (Path child : children(parent)) {
				folders.add(child.resolve("bin"));
			}
		}
		return List.copyOf(folders);
	}

	private static List<Path> children(Path folder) {
		List<Path> found = new ArrayList<>();
		if (Files.isDirectory(folder)) {
			try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
				all.forEach(found::add);
			} catch (IOException | DirectoryIteratorException e) {
				// What may not be read holds nothing that could be started.
				return List.of();
			}
		}
		found.sort(null);
		return found;
	}

	/** The compilers in some folders, each program once however many links lead to it; those that do not start are left out. */
	static List<Toolchain> in(List<Path> folders) {
		Map<Path, Toolchain> found = new LinkedHashMap<>();
		for (Path folder : folders) {
			for (Path program : children(folder)) {
				if (Toolchain.isCompiler(program.getFileName().toString()) && Files.isExecutable(program)) {
					Path real = real(program);
					if (!found.containsKey(real)) {
						ask(program).ifPresent(toolchain -> found.put(real, toolchain));
					}
				}
			}
		}
		return List.copyOf(found.values());
	}

	private static Path real(Path program) {
		try {
			return program.toRealPath();
		} catch (IOException e) {
			// It will not start, either.
			return program;
		}
	}

	/** Asks a compiler for its version; empty if it is none or does not answer in time. */
	static Optional<Toolchain> ask(Path program) {
		try {
			Process process = new ProcessBuilder(program.toString(), "-dumpfullversion", "-dumpversion")
					.redirectError(ProcessBuilder.Redirect.DISCARD).start();
			process.getOutputStream().close();
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				return Optional.empty();
			}
			String answer = new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8).strip();
			return process.exitValue() == 0 && answer.matches("\\d[\\w.+-]*") ? Optional.of(new Toolchain(program, answer)) : Optional.empty();
		} catch (IOException e) {
			// It cannot be started: no compiler for this computer.
			return Optional.empty();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}
}
