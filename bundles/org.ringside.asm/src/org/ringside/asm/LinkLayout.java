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

/** Carries out a linker script until all addresses stand still. */
final class LinkLayout implements ScriptExpression.Scope, SymbolTable.Places {

	/** An output section. */
	static final class Placed {

		final LinkerScript.Output output;
		final Map<ObjectSection, Long> members = new LinkedHashMap<>();
		final Map<Long, byte[]> numbers = new LinkedHashMap<>();
		long address;
		long loadAddress;
		/** The region in which it is loaded; empty if none decides that. */
		String loadRegion = "";
		long size;
		long alignment = 1;
		long flags;
		boolean zeros = true;

		/** What is between the members and is not zero, by offset. */
		final Map<Long, byte[]> gaps = new LinkedHashMap<>();

		/** Fills what is between two addresses, unless that is to be zeros. */
		void gap(long from, long to, byte[] pattern) {
			if (to > from && pattern.length > 0 && to - from <= MAX_GAP) {
				byte[] bytes = new byte[(int) (to - from)];
				for (int i = 0; i < bytes.length; i++) {
					bytes[i] = pattern[i % pattern.length];
				}
				gaps.put(from - address, bytes);
			}
		}

		Placed(LinkerScript.Output output) {
			this.output = output;
		}
	}

	private static final int MAX_PASSES = 20;
	private static final long MAX_GAP = 1 << 28;
	static final String DISCARD = "/DISCARD/";

	final List<Placed> outputs = new ArrayList<>();
	private final LinkerScript script;
	private final InputMatcher matcher;
	private final List<LinkerScript.Command> commands;
	private final SymbolTable symbols;
	private final String scriptName;
	private final Set<String> messages;
	/** Names that the script gives to addresses rather than to plain numbers. */
	final Set<String> places = new HashSet<>();
	private final Map<String, Placed> byName = new HashMap<>();
	private final Map<ObjectSection, Placed> bySection = new HashMap<>();
	/** The last section of each region that is not loaded elsewhere by a region. */
	private final Map<String, Placed> lastInRegion = new HashMap<>();
	/** The names that the script offers and no object uses. */
	final Set<String> unwanted = new HashSet<>();
	/** The names that the script has given a value in this pass. */
	private final Set<String> given = new HashSet<>();
	private final Map<String, Long> regionPositions = new HashMap<>();
	/** The output section within which the script gives a name its value. */
	private final Map<String, Placed> assignedIn = new HashMap<>();
	private Map<ObjectSection, Placed> previousPlaces = Map.of();
	private Map<ObjectSection, Long> previousOffsets = Map.of();
	private Map<String, Placed> previousNames = Map.of();
	private long dot;
	private boolean lastPass;

	LinkLayout(LinkerScript script, List<ObjectCode> objects, SymbolTable symbols, String scriptName, Set<String> messages) {
		this.script = script;
		this.symbols = symbols;
		this.scriptName = scriptName;
		this.messages = messages;
		this.matcher = new InputMatcher(objects);
		this.commands = new OrphanSections(script, objects).place();
	}

	void layOut() {
		Map<String, Long> before = Map.of();
		for (int pass = 0; pass < MAX_PASSES; pass++) {
			pass();
			if (before.equals(symbols.assigned) && pass > 0) {
				lastPass = true;
				pass();
				return;
			}
			before = new HashMap<>(symbols.assigned);
		}
		throw new AssemblyException("The addresses of the linker script do not settle.");
	}

	private void pass() {
		previousPlaces = new HashMap<>(bySection);
		previousNames = new HashMap<>(byName);
		Map<ObjectSection, Long> offsets = new HashMap<>();
		outputs.forEach(output -> offsets.putAll(output.members));
		previousOffsets = offsets;
		outputs.clear();
		byName.clear();
		bySection.clear();
		regionPositions.clear();
		lastInRegion.clear();
		given.clear();
		dot = 0;
		Set<ObjectSection> taken = new HashSet<>();
		for (LinkerScript.Command command : commands) {
			switch (command) {
				case LinkerScript.Assignment assignment -> assign(assignment, 0);
				case LinkerScript.Assertion assertion -> check(assertion);
				case LinkerScript.Output output -> place(output, taken);
				case LinkerScript.Input input -> throw new AssemblyException("Input sections stand outside of an output section.");
				case LinkerScript.Fill fill -> throw new AssemblyException("FILL stands outside of an output section.");
				case LinkerScript.Number number -> throw new AssemblyException("A number stands outside of an output section.");
			}
		}
	}

	private void assign(LinkerScript.Assignment assignment, long sectionStart) {
		long value = assignment.value().evaluate(this);
		if (assignment.name().equals(".")) {
			// Within a section a plain number counts from its start.
			long target = sectionStart != 0 && value < sectionStart ? sectionStart + value : value;
			if (target < dot && sectionStart != 0 && lastPass) {
				messages.add(scriptName + ": error: The location counter would go back from 0x" + Long.toHexString(dot) + " to 0x"
						+ Long.toHexString(target) + ".");
			}
			dot = target;
		} else if (!assignment.provide() || !symbols.globals.containsKey(assignment.name()) && !given.contains(assignment.name())) {
			given.add(assignment.name());
			if (assignment.provide() && !symbols.isWanted(assignment.name())) {
				unwanted.add(assignment.name());
			} else {
				unwanted.remove(assignment.name());
			}
			symbols.assigned.put(assignment.name(), value);
			if (isPlace(assignment.value())) {
				places.add(assignment.name());
			}
		}
	}

	private boolean isPlace(ScriptExpression value) {
		return switch (value) {
			case ScriptExpression.Constant constant -> false;
			case ScriptExpression.Name name -> name.name().equals(".") || places.contains(name.name())
					|| symbols.globals.containsKey(name.name()) && symbols.globals.get(name.name()).isPlace();
			case ScriptExpression.Call call -> call.function().equals("ADDR") || call.function().equals("LOADADDR")
					|| call.function().equals("ALIGN") && (call.arguments().size() == 1 || isPlace(call.arguments().get(0)));
			case ScriptExpression.Unary unary -> false;
			case ScriptExpression.Binary binary -> isPlace(binary.left()) != isPlace(binary.right());
			case ScriptExpression.Choice choice -> isPlace(choice.yes());
		};
	}

	private void check(LinkerScript.Assertion assertion) {
		if (lastPass && assertion.condition().evaluate(this) == 0) {
			messages.add(scriptName + ": error: " + assertion.message());
		}
	}

	private void place(LinkerScript.Output output, Set<ObjectSection> taken) {
		Placed placed = new Placed(output);
		List<ObjectSection> members = new ArrayList<>();
		Map<LinkerScript.Input, List<ObjectSection>> matches = new HashMap<>();
		for (LinkerScript.Command command : output.contents()) {
			if (command instanceof LinkerScript.Input input) {
				List<ObjectSection> found = matcher.match(input, taken);
				matches.put(input, found);
				members.addAll(found);
			}
		}
		if (output.name().equals(DISCARD)) {
			return;
		}
		long subalign = output.subalign() == null ? 0 : output.subalign().evaluate(this);
		for (ObjectSection member : members) {
			placed.alignment = Math.max(placed.alignment, Math.max(subalign, member.alignment));
			placed.flags |= member.flags & (ElfSection.ALLOC | ElfSection.WRITE | ElfSection.EXECUTE);
			placed.zeros &= member.type == ElfSection.NOBITS;
		}
		LinkerScript.Region region = region(output.region());
		if (output.address() != null) {
			dot = output.address().evaluate(this);
		} else if (region != null) {
			dot = regionPositions.getOrDefault(region.name(), region.origin().evaluate(this));
		}
		if (output.align() != null) {
			placed.alignment = Math.max(placed.alignment, output.align().evaluate(this));
		}
		if (output.address() == null) {
			dot = ScriptExpression.align(dot, placed.alignment);
		}
		placed.address = dot;
		byte[] fill = output.fill();
		byName.put(output.name(), placed);
		for (LinkerScript.Command command : output.contents()) {
			switch (command) {
				case LinkerScript.Input input -> {
					for (ObjectSection member : matches.get(input)) {
						long start = dot;
						dot = ScriptExpression.align(dot, subalign > 0 ? subalign : member.alignment);
						placed.gap(start, dot, fill);
						placed.members.put(member, dot - placed.address);
						bySection.put(member, placed);
						dot += member.size;
					}
				}
				case LinkerScript.Fill other -> fill = other.pattern();
				case LinkerScript.Assignment assignment -> {
					long start = dot;
					assign(assignment, placed.address);
					placed.gap(start, dot, fill);
					assignedIn.put(assignment.name(), placed);
				}
				case LinkerScript.Assertion assertion -> check(assertion);
				case LinkerScript.Number number -> {
					byte[] bytes = new byte[number.size()];
					Patch.put(bytes, 0, number.size(), number.value().evaluate(this));
					placed.numbers.put(dot - placed.address, bytes);
					placed.zeros = false;
					placed.flags |= ElfSection.ALLOC;
					dot += number.size();
				}
				case LinkerScript.Output nested -> throw new AssemblyException("An output section stands within another.");
			}
		}
		placed.size = dot - placed.address;
		placed.loadAddress = loadAddress(output, placed);
		if (region != null) {
			regionPositions.put(region.name(), dot);
			long end = region.origin().evaluate(this) + region.length().evaluate(this);
			if (lastPass && Long.compareUnsigned(dot, end) > 0) {
				messages.add(scriptName + ": error: The section " + output.name() + " does not fit in the region " + region.name() + ": it is "
						+ (dot - end) + " bytes too long.");
			}
		}
		outputs.add(placed);
	}

	/**
	 * Where a section is loaded: as the script says, else where the section before it in its region leads to, as GNU ld has it (GNU ld,
	 * "Output Section LMA").
	 */
	private long loadAddress(LinkerScript.Output output, Placed placed) {
		boolean said = output.loadAddress() != null || !output.loadRegion().isEmpty() || output.address() != null;
		Placed before = outputs.isEmpty() ? null : outputs.getLast();
		placed.loadRegion = said || before == null || !before.output.region().equals(output.region()) ? output.loadRegion() : before.loadRegion;
		LinkerScript.Region region = region(placed.loadRegion);
		if (region != null) {
			long alignment = placed.loadRegion.equals(output.region()) ? placed.alignment : output.align() == null ? 1 : output.align().evaluate(this);
			long position = ScriptExpression.align(regionPositions.getOrDefault(region.name(), region.origin().evaluate(this)), alignment);
			if (!placed.zeros && !output.noLoad()) {
				regionPositions.put(region.name(), position + placed.size);
			}
			return position;
		}
		Placed last = lastInRegion.get(output.region());
		if (placed.size > 0) {
			lastInRegion.put(output.region(), placed);
		}
		if (output.loadAddress() != null) {
			return output.loadAddress().evaluate(this);
		}
		return output.address() != null || last == null ? placed.address : placed.address + last.loadAddress - last.address;
	}

	private LinkerScript.Region region(String name) {
		if (name.isEmpty()) {
			return null;
		}
		return script.regions().stream().filter(region -> region.name().equals(name)).findFirst()
				.orElseThrow(() -> new AssemblyException("There is no memory region '" + name + "'."));
	}

	@Override
	public Long address(ObjectSection section) {
		Placed placed = bySection.get(section);
		if (placed != null) {
			return placed.address + placed.members.get(section);
		}
		placed = previousPlaces.get(section);
		return placed == null || lastPass ? null : Long.valueOf(placed.address + previousOffsets.get(section));
	}

	/** Whether a section lies in the same output section as another one, which is null where there is none. */
	boolean isTogether(ObjectSection section, ObjectSection other) {
		return other != null && bySection.get(section) == bySection.get(other);
	}

	/** The alignment that matters between a symbol and a section: that of their output section if they share one. */
	long alignmentTogether(String symbol, ObjectSection section, long otherwise) {
		Placed home = bySection.get(section);
		ObjectSymbol definition = symbols.globals.get(symbol);
		Placed base = definition != null && definition.isPlace() ? bySection.get(definition.section) : assignedIn.get(symbol);
		return home != null && home == base ? home.alignment : otherwise;
	}

	@Override
	public long symbol(String name) {
		if (name.equals(".")) {
			return dot;
		}
		Long assigned = symbols.assigned.get(name);
		if (assigned != null) {
			return assigned;
		}
		ObjectSymbol symbol = symbols.globals.get(name);
		Long value = symbol == null ? null : symbols.value(symbol, this);
		if (value == null && lastPass) {
			messages.add(scriptName + ": error: The symbol '" + name + "' is not defined.");
		}
		return value == null ? 0 : value;
	}

	@Override
	public boolean isDefined(String name) {
		return symbols.assigned.containsKey(name) || symbols.globals.containsKey(name);
	}

	@Override
	public long property(String function, String name) {
		if (function.equals("ORIGIN") || function.equals("LENGTH")) {
			LinkerScript.Region region = region(name);
			return (function.equals("ORIGIN") ? region.origin() : region.length()).evaluate(this);
		}
		Placed placed = byName.getOrDefault(name, previousNames.get(name));
		if (placed == null) {
			if (lastPass && !function.equals("SIZEOF")) {
				messages.add(scriptName + ": error: There is no output section '" + name + "'.");
			}
			return 0;
		}
		return switch (function) {
			case "ADDR" -> placed.address;
			case "LOADADDR" -> placed.loadAddress;
			case "ALIGNOF" -> placed.alignment;
			default -> placed.size;
		};
	}

	/** The bytes of an output section once its members are relocated. */
	static byte[] contents(Placed placed, Map<ObjectSection, byte[]> relocated) {
		byte[] all = new byte[Math.toIntExact(placed.size)];
		placed.members.forEach((section, offset) -> {
			byte[] member = relocated.get(section);
			System.arraycopy(member, 0, all, Math.toIntExact(offset), member.length);
		});
		placed.gaps.forEach((offset, gap) -> System.arraycopy(gap, 0, all, Math.toIntExact(offset), gap.length));
		placed.numbers.forEach((offset, number) -> System.arraycopy(number, 0, all, Math.toIntExact(offset), number.length));
		return all;
	}
}
