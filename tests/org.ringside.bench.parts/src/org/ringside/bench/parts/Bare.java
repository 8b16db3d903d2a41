/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench.parts;

import java.util.List;

import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;
import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** One hart with 16 MiB of RAM and nothing else, and a program at its beginning. */
final class Bare implements AutoCloseable {

	static final long RAM = 0x8000_0000L;
	private static final String LAYOUT = "ENTRY(_start) SECTIONS { . = 0x80000000; .text : { *(.text) } }";

	final PhysicalBus bus = new PhysicalBus();
	final Ram ram = new Ram(16 << 20);
	final Hart hart;

	Bare(String source) {
		bus.addMemory(RAM, ram);
		hart = new Hart(0, IsaProfile.RV64GC, bus, new Clock());
		AssemblyResult object = Assembler.assemble("part.s", ".global _start\n_start:\n" + source, AssemblerOptions.DEFAULT);
		LinkResult program = Linker.link(List.of(object), "part.ld", LAYOUT);
		try {
			ElfFile elf = ElfFile.parse(program.toElf().orElseThrow(), "part");
			for (ElfSegment segment : elf.loadSegments()) {
				byte[] bytes = new byte[elf.data(segment).remaining()];
				elf.data(segment).get(bytes);
				bus.write(segment.paddr(), bytes, 0, bytes.length);
			}
		} catch (ImageException e) {
			throw new IllegalStateException(e);
		}
		hart.setPc(RAM);
	}

	@Override
	public void close() {
		ram.close();
	}
}
