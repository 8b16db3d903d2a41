/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;
import java.util.Optional;

/** What came of assembling a file: its problems, and an object if none of them is an error. */
public final class AssemblyResult {

	private final List<Problem> problems;
	private final ObjectCode code;

	AssemblyResult(List<Problem> problems, ObjectCode code) {
		this.problems = List.copyOf(problems);
		this.code = code;
	}

	/** All problems by line. */
	public List<Problem> problems() {
		return problems;
	}

	/** Whether there is output. */
	public boolean succeeded() {
		return code != null;
	}

	/** A relocatable ELF file; empty if there are errors. */
	public Optional<byte[]> toElf() {
		return code == null ? Optional.empty() : Optional.of(ObjectWriter.write(code));
	}

	/** The bytes of a section before linking, as they stand in the file; empty if there is none of this name or it is all zeros. */
	public Optional<byte[]> section(String name) {
		return code == null ? Optional.empty()
				: code.sections().stream().filter(section -> section.name.equals(name)).map(section -> section.bytes.clone())
						.findFirst();
	}

	ObjectCode code() {
		return code;
	}
}
