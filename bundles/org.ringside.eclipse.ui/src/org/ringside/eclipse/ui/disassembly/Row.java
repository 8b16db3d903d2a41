/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.ringside.session.DisassembledLine;
import org.ringside.session.SourceLocation;

/** A row of the listing. */
sealed interface Row {

	/**
	 * An instruction.
	 *
	 * @param line the instruction
	 */
	record Code(DisassembledLine line) implements Row {
	}

	/**
	 * The source line that the instructions below it were made from.
	 *
	 * @param place the line
	 * @param text what stands there
	 */
	record Source(SourceLocation place, String text) implements Row {
	}

	/** The instructions with their source lines in between, where {@code text} finds them. */
	static List<Row> mixed(List<DisassembledLine> lines, Function<SourceLocation, Optional<String>> text) {
		List<Row> rows = new ArrayList<>();
		Optional<SourceLocation> last = Optional.empty();
		for (DisassembledLine line : lines) {
			Optional<SourceLocation> place = line.source();
			if (place.isPresent() && !place.equals(last)) {
				place.flatMap(text).filter(found -> !found.isBlank()).ifPresent(found -> rows.add(new Source(place.get(), found)));
			}
			rows.add(new Code(line));
			last = place;
		}
		return rows;
	}
}
