/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Assembles one source file in the language of GNU as for RISC-V.
 *
 * <p>A mistake ends only its statement: all mistakes of a file are reported. Whatever the text, there is an answer and
 * never an exception.
 */
public final class Assembler {

	/** Gives the contents of included files; defined here because the assembler is what consumes it. */
	@FunctionalInterface
	public interface FileSource {

		/**
		 * Reads a file that a directive names.
		 *
		 * @param name the name as it is written
		 * @param from the name of the including file
		 * @return its contents; empty if there is none
		 */
		Optional<byte[]> read(String name, String from);
	}

	private Assembler() {
	}

	/** Assembles a text that includes no file. */
	public static AssemblyResult assemble(String name, String text, AssemblerOptions options) {
		return assemble(name, text.getBytes(StandardCharsets.UTF_8), options, (file, from) -> Optional.empty());
	}

	/** Assembles a file. */
	public static AssemblyResult assemble(String name, byte[] text, AssemblerOptions options, FileSource files) {
		Assembly assembly = new Assembly(options);
		assembly.fileName = name;
		// One character for each byte, so that strings keep their bytes whatever the encoding.
		String characters = new String(text, StandardCharsets.ISO_8859_1);
		StatementProcessor processor = new StatementProcessor(assembly, files);
		if (name.endsWith(".S")) {
			characters = new Preprocessor(assembly, files).process(name, characters);
		}
		List<Statement> statements = StatementReader.read(name, characters, assembly.problems);
		processor.process(statements);
		processor.finish();
		ObjectCode code = null;
		if (!assembly.hasErrors()) {
			code = new ObjectBuilder(assembly).build();
		}
		List<Problem> problems = assembly.problems.stream().distinct()
				.sorted(Comparator.comparing((Problem problem) -> problem.location().line())
						.thenComparing(problem -> problem.location().column()))
				.toList();
		return new AssemblyResult(problems, assembly.hasErrors() ? null : code);
	}
}
