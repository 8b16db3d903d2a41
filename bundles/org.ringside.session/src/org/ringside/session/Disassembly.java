/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.ringside.image.elf.SymbolOffset;
import org.ringside.isa.Decoded;
import org.ringside.isa.Disassembler;
import org.ringside.isa.SymbolLookup;
import org.ringside.vmm.VirtualMachine;

/** Disassembles the guest's memory around an address. VM's thread only. */
final class Disassembly {

	private static final int LONGEST = 4;
	private static final int SHORTEST = 2;

	private final VirtualMachine vm;
	private final Symbols symbols;
	private final CodeReader code;
	private final SymbolLookup lookup;

	Disassembly(VirtualMachine vm, Symbols symbols) {
		this.vm = vm;
		this.symbols = symbols;
		code = new CodeReader(vm);
		lookup = address -> symbols.at(address).map(SymbolOffset::toString);
	}

	/** Lines before an address, its own, and lines after it; fewer before where the beginning of instructions is not known. */
	List<DisassembledLine> around(int vcpu, long gva, int before, int count) {
		List<DisassembledLine> lines = new ArrayList<>();
		if (before > 0) {
			List<DisassembledLine> above = above(vcpu, gva, before);
			lines.addAll(above.subList(Math.max(0, above.size() - before), above.size()));
		}
		lines.addAll(forward(vcpu, gva, count, 0));
		return List.copyOf(lines);
	}

	/** Instructions have no mark at their beginning: decodes from the function's start, or from wherever meets the address. */
	private List<DisassembledLine> above(int vcpu, long gva, int before) {
		Optional<SymbolOffset> symbol = symbols.at(gva);
		long farthest = (long) LONGEST * before;
		if (symbol.isPresent() && symbol.get().offset() > 0 && symbol.get().offset() <= Math.max(farthest, 4096)) {
			List<DisassembledLine> lines = forward(vcpu, gva - symbol.get().offset(), Integer.MAX_VALUE, gva);
			if (!lines.isEmpty() && lines.get(lines.size() - 1).end() == gva) {
				return lines;
			}
		}
		for (long back = farthest; back > 0; back -= SHORTEST) {
			List<DisassembledLine> lines = forward(vcpu, gva - back, Integer.MAX_VALUE, gva);
			if (!lines.isEmpty() && lines.get(lines.size() - 1).end() == gva
					&& lines.stream().noneMatch(line -> line.text().startsWith("(") || line.text().startsWith("."))) {
				return lines;
			}
		}
		return List.of();
	}

	private List<DisassembledLine> forward(int vcpu, long from, int count, long end) {
		int most = count == Integer.MAX_VALUE ? (int) (end - from) : Math.multiplyExact(count, LONGEST);
		byte[] bytes = new byte[most];
		boolean[] readable = new boolean[most];
		vm.gva(vcpu).read(from, bytes, readable);
		List<DisassembledLine> lines = new ArrayList<>();
		int at = 0;
		while (at + SHORTEST <= most && lines.size() < count) {
			DisassembledLine line = line(from + at, bytes, readable, at);
			lines.add(line);
			at += (int) (line.end() - line.gva());
		}
		return lines;
	}

	private DisassembledLine line(long gva, byte[] bytes, boolean[] readable, int at) {
		Optional<Decoded> decoded = code.decode(bytes, readable, at);
		String symbol = symbols.at(gva).map(SymbolOffset::toString).orElse("");
		if (decoded.isEmpty()) {
			return new DisassembledLine(gva, new byte[0], "(not readable)", symbol, Optional.empty(), false, false);
		}
		Decoded found = decoded.get();
		String text = Disassembler.GNU.disassemble(found, gva, lookup).replace('\t', ' ');
		return new DisassembledLine(gva, Arrays.copyOfRange(bytes, at, at + found.length()), text, symbol,
				symbols.source(gva), found.instruction().isPrivileged(), found.instruction().isSensitive());
	}
}
