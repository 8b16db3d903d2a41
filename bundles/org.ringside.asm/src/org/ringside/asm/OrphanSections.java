/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringside.image.elf.ElfSection;

/**
 * Gives the sections that no pattern of a script takes a place among the commands, as GNU ld does: behind the output section that
 * is most like them, each kind in the order of its coming.
 */
final class OrphanSections {

	private enum Kind {
		CODE, CONSTANT, DATA, ZEROS, OTHER
	}

	private final LinkerScript script;
	private final List<ObjectCode> objects;

	OrphanSections(LinkerScript script, List<ObjectCode> objects) {
		this.script = script;
		this.objects = objects;
	}

	/** The commands with an output section for each name of those sections. */
	List<LinkerScript.Command> place() {
		InputMatcher matcher = new InputMatcher(objects);
		Set<ObjectSection> taken = new HashSet<>();
		Map<LinkerScript.Output, Set<ObjectSection>> contents = new LinkedHashMap<>();
		for (LinkerScript.Command command : script.commands()) {
			if (command instanceof LinkerScript.Output output) {
				Set<ObjectSection> own = new HashSet<>();
				for (LinkerScript.Command inner : output.contents()) {
					if (inner instanceof LinkerScript.Input input) {
						own.addAll(matcher.match(input, taken));
					}
				}
				contents.put(output, own);
			}
		}
		List<LinkerScript.Command> commands = new ArrayList<>(script.commands());
		Map<Kind, LinkerScript.Output> last = new HashMap<>();
		Set<String> placed = new HashSet<>();
		for (ObjectCode object : objects) {
			for (ObjectSection section : object.sections()) {
				boolean debug = section.name.startsWith(".debug_");
				boolean kept = (section.flags & ElfSection.ALLOC) != 0 || debug;
				if (!taken.contains(section) && section.size > 0 && kept && placed.add(section.name)) {
					LinkerScript.Output orphan = LinkerScript.Output.orphan(section.name, debug ? new ScriptExpression.Constant(0) : null);
					commands.add(position(commands, contents, kind(section), last), orphan);
					last.put(kind(section), orphan);
				}
			}
		}
		return commands;
	}

	private static Kind kind(ObjectSection section) {
		if ((section.flags & ElfSection.ALLOC) == 0) {
			return Kind.OTHER;
		}
		if (section.isZeros()) {
			return Kind.ZEROS;
		}
		return (section.flags & ElfSection.WRITE) != 0 ? Kind.DATA : section.isCode() ? Kind.CODE : Kind.CONSTANT;
	}

	private static int position(List<LinkerScript.Command> commands, Map<LinkerScript.Output, Set<ObjectSection>> contents, Kind kind,
			Map<Kind, LinkerScript.Output> last) {
		if (kind == Kind.OTHER) {
			return commands.size();
		}
		if (last.containsKey(kind)) {
			return commands.indexOf(last.get(kind)) + 1;
		}
		LinkerScript.Output after = home(commands, contents, kind);
		return after == null ? commands.size() : behind(commands, commands.indexOf(after));
	}

	/** The output section with the usual name, else the last one of the kind, else of a kind that comes before it. */
	private static LinkerScript.Output home(List<LinkerScript.Command> commands, Map<LinkerScript.Output, Set<ObjectSection>> contents, Kind kind) {
		String usual = switch (kind) {
			case CODE -> ".text";
			case CONSTANT -> ".rodata";
			case DATA -> ".data";
			default -> ".bss";
		};
		LinkerScript.Output best = null;
		int bestRank = -1;
		for (LinkerScript.Command command : commands) {
			if (command instanceof LinkerScript.Output output && !output.name().equals(LinkLayout.DISCARD)) {
				if (output.name().equals(usual)) {
					return output;
				}
				Set<ObjectSection> own = contents.getOrDefault(output, Set.of());
				int rank = own.stream().mapToInt(section -> kind(section).ordinal()).filter(ordinal -> ordinal <= kind.ordinal()).max().orElse(-1);
				if (rank >= bestRank && rank >= 0) {
					best = output;
					bestRank = rank;
				}
			}
		}
		return best;
	}

	/** Before the next output section, but also before what moves the location counter for it. */
	private static int behind(List<LinkerScript.Command> commands, int index) {
		boolean first = commands.stream().filter(LinkerScript.Output.class::isInstance).findFirst().filter(output -> output == commands.get(index)).isPresent();
		int move = -1;
		for (int i = index + 1; i < commands.size(); i++) {
			if (commands.get(i) instanceof LinkerScript.Output) {
				return move >= 0 ? move : i;
			}
			if (commands.get(i) instanceof LinkerScript.Assignment assignment && assignment.name().equals(".") && move < 0) {
				move = first ? move : i;
				first = false;
			}
		}
		return commands.size();
	}
}
