/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/**
 * What an assembly can be told from outside.
 *
 * @param isa the instructions that are accepted; with C, instructions are compressed where they can be
 * @param includePaths folders in which included files are looked for after the including file's own
 * @param definitions symbols with the number that they are, as {@code -D} gives them
 * @param debugFolder the folder to which source names are relative, if DWARF line information is wanted
 * @param relax whether the linker may make code shorter, as {@code .option relax} says it
 * @param macros names with the text that the preprocessor puts in their place
 */
public record AssemblerOptions(IsaProfile isa, List<Path> includePaths, Map<String, Long> definitions, Optional<String> debugFolder, boolean relax,
		Map<String, String> macros) {

	/**
	 * RV64GC with everything that Ringside knows for kernels, no include paths, no definitions. Zcb must be asked for: it changes
	 * what plain loads and stores become.
	 */
	public static final AssemblerOptions DEFAULT = new AssemblerOptions(IsaProfile.EVERYTHING.without(Extension.ZCB), List.of(), Map.of());

	/** Options without debug information, for code that stays as it is written. */
	public AssemblerOptions(IsaProfile isa, List<Path> includePaths, Map<String, Long> definitions) {
		this(isa, includePaths, definitions, Optional.empty());
	}

	/** Options for code that stays as it is written. */
	public AssemblerOptions(IsaProfile isa, List<Path> includePaths, Map<String, Long> definitions, Optional<String> debugFolder) {
		this(isa, includePaths, definitions, debugFolder, false);
	}

	/** Options without macros for the preprocessor. */
	public AssemblerOptions(IsaProfile isa, List<Path> includePaths, Map<String, Long> definitions, Optional<String> debugFolder, boolean relax) {
		this(isa, includePaths, definitions, debugFolder, relax, Map.of());
	}

	/** These options for code that the linker may make shorter, or not. */
	public AssemblerOptions withRelax(boolean on) {
		return new AssemblerOptions(isa, includePaths, definitions, debugFolder, on, macros);
	}
}
