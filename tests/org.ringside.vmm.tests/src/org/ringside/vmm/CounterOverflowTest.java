/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;
import org.ringside.isa.IsaProfile;

/** The interrupt of counters that overflow is the supervisor's, with or without firmware below it (Sscofpmf, chapter 17 of Privileged). */
class CounterOverflowTest {

	private static final String LAYOUT = "ENTRY(_start) SECTIONS { . = 0x80200000; .text : { *(.text) } }";

	private static final String PROGRAM = """
				.text
				.globl	_start
			_start:
				la	t0, handler
				csrw	stvec, t0
				li	t0, 1 << 13
				csrs	sie, t0
				csrr	t1, sie
				bne	t0, t1, wrong
				csrs	sip, t0
				csrsi	sstatus, 2
				nop
				j	wrong
				.align	2
			handler:
				csrr	t0, scause
				li	t1, 1 << 63 | 13
				bne	t0, t1, wrong
				li	t0, 1 << 13
				csrc	sip, t0
				csrr	t0, sip
				bnez	t0, wrong
				li	t0, 0x100000
				li	t1, 0x5555
				sw	t1, 0(t0)
			wrong:
				li	t0, 0x100000
				li	t1, 0x13333
				sw	t1, 0(t0)
				j	wrong
			""";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(Technique.class)
	void reachesTheSupervisor(Technique technique) throws Exception {
		AssemblyResult object = Assembler.assemble("overflow.s", PROGRAM, AssemblerOptions.DEFAULT);
		assertEquals(List.of(), object.problems());
		LinkResult linked = Linker.link(List.of(object), "overflow.ld", LAYOUT);
		Path image = Files.write(folder.resolve("overflow.elf"), linked.toElf().orElseThrow());
		VmConfig config = VmConfig.of(image).technique(technique).startMode(StartMode.SUPERVISOR)
				.isa(IsaProfile.parse("rv64gc_zicsr_zihpm_sscofpmf")).memoryBytes(16 << 20).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			VmStop stop = vm.run(100_000);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), stop.sentence());
		}
	}
}
