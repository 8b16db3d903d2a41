/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Links what the assembler made into an executable, with a layout that an address or a linker script gives. */
public final class Linker {

	private Linker() {
	}

	/** Links with everything from one address on: code, constants, data, zeros. */
	public static LinkResult link(List<AssemblyResult> inputs, long address) {
		return link(inputs, "layout", LinkerScript.simple(address));
	}

	/** Links with a linker script; code stays as long as it was written. */
	public static LinkResult link(List<AssemblyResult> inputs, String scriptName, String script) {
		return link(inputs, scriptName, script, false);
	}

	/**
	 * Links with a linker script.
	 *
	 * @param relax whether code is made shorter where that can be, as GNU ld does it by default
	 */
	public static LinkResult link(List<AssemblyResult> inputs, String scriptName, String script, boolean relax) {
		return linkInputs(inputs.stream().map(LinkInput::of).toList(), scriptName, script, relax);
	}

	/**
	 * Links objects of any origin.
	 *
	 * @param relax whether code is made shorter where that can be
	 */
	public static LinkResult linkInputs(List<LinkInput> inputs, String scriptName, String script, boolean relax) {
		return linkObjects(LinkInput.select(inputs), scriptName, script, relax);
	}

	/** Links objects of any origin with everything from one address on. */
	public static LinkResult linkInputs(List<LinkInput> inputs, long address, boolean relax) {
		return linkInputs(inputs, "layout", LinkerScript.simple(address), relax);
	}

	private static LinkResult linkObjects(List<ObjectCode> inputs, String scriptName, String script, boolean relax) {
		Set<String> messages = new LinkedHashSet<>();
		LinkerScript parsed;
		try {
			parsed = LinkerScriptParser.parse(scriptName, script);
		} catch (LinkerScriptParser.ScriptException e) {
			return new LinkResult(List.of(e.getMessage()), null);
		}
		try {
			List<ObjectCode> objects = LinkInputs.prepare(inputs);
			SymbolTable symbols = new SymbolTable(objects, messages);
			objects = OffsetTable.add(LinkInputs.placeCommons(objects, symbols), symbols);
			List<ObjectCode> all = objects;
			new Relaxation(all, symbols, () -> {
				// What is wrong is told of the last layout, not of those on the way there.
				LinkLayout now = new LinkLayout(parsed, all, symbols, scriptName, new LinkedHashSet<>());
				now.layOut();
				return now;
			}).run(relax);
			LinkLayout layout = new LinkLayout(parsed, objects, symbols, scriptName, messages);
			layout.layOut();
			new Relocator(layout, symbols, messages).relocate(objects);
			if (messages.isEmpty()) {
				byte[] elf = new ExecutableWriter(parsed, layout, symbols, messages).write(objects);
				if (messages.isEmpty()) {
					return new LinkResult(List.of(), elf);
				}
			}
		} catch (AssemblyException e) {
			messages.add(scriptName + ": error: " + e.getMessage());
		}
		return new LinkResult(List.copyOf(messages), null);
	}
}
