/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Directives for call frames: linked, our {@code .eh_frame} is that of GNU as; what is wrong is told. */
class CallFramesTest {

	private static final String SCRIPT = "SECTIONS { . = 0x10000000; .text : { *(.text) } .other : { *(.other) } .eh_frame : { *(.eh_frame) } }";

	/**
	 * Fails unless GNU ld makes the same of both objects, and our linker too; answers the size of the section. The last function
	 * must fill its entry: GNU ld takes padding away at the end.
	 */
	private static int compare(String source) throws Exception {
		try (GnuTools gnu = new GnuTools()) {
			Files.writeString(gnu.folder.resolve("l.ld"), SCRIPT);
			assertEquals("", gnu.assemble(source, "gnu.o"));
			AssemblyResult result = Assembler.assemble("ours.s", source, AssemblerOptions.DEFAULT);
			assertEquals(List.of(), result.problems());
			Files.write(gnu.folder.resolve("ours.o"), result.toElf().orElseThrow());
			assertEquals(gnu.section("gnu.o", ".eh_frame").length, gnu.section("ours.o", ".eh_frame").length);
			for (String name : List.of("gnu", "ours")) {
				assertEquals("", gnu.run("ld", "--no-relax", "--no-warn-rwx-segments", "-T", "l.ld", "-o", name + ".elf", name + ".o"));
			}
			LinkResult linked = Linker.link(List.of(result), "l.ld", SCRIPT);
			assertEquals(List.of(), linked.messages());
			Files.write(gnu.folder.resolve("linked.elf"), linked.toElf().orElseThrow());
			byte[] expected = gnu.section("gnu.elf", ".eh_frame");
			assertArrayEquals(expected, gnu.section("ours.elf", ".eh_frame"), "linked by GNU ld");
			assertArrayEquals(expected, gnu.section("linked.elf", ".eh_frame"), "linked by Ringside");
			assertArrayEquals(gnu.section("gnu.elf", ".text"), gnu.section("linked.elf", ".text"));
			return expected.length;
		}
	}

	@Test
	void everyDirective() throws Exception {
		assertTrue(compare("""
				f:
				.cfi_startproc
				addi sp, sp, -32
				.cfi_def_cfa_offset 32
				sd ra, 24(sp)
				sd s0, 16(sp)
				.cfi_offset 1, -8
				.cfi_offset s0, -16
				addi s0, sp, 32
				.cfi_def_cfa s0, 0
				.cfi_remember_state
				.skip 300
				nop
				.cfi_def_cfa_register sp
				.cfi_restore ra
				.cfi_restore 8, fs1
				.cfi_adjust_cfa_offset 16
				ret
				.cfi_restore_state
				.cfi_same_value s1
				.cfi_undefined s2
				.cfi_register s3, s4
				.cfi_rel_offset s5, 8
				.cfi_escape 0x0f, 1, 2
				.cfi_window_save
				.skip 70000
				nop
				.cfi_def_cfa_offset 300
				.cfi_def_cfa_offset -24
				.cfi_def_cfa t0, -400
				.cfi_offset f8, -1000
				.cfi_offset s6, -12
				.cfi_offset 70, -16
				.cfi_restore 70
				.cfi_offset sepc, -24
				.cfi_val_offset s7, -32
				.cfi_val_offset s7, 32
				.cfi_endproc
				g:
				.cfi_startproc
				.cfi_personality 0xff
				.cfi_return_column t0
				.cfi_def_cfa_offset 4
				nop
				.cfi_endproc
				h:
				.cfi_startproc
				.cfi_signal_frame
				nop
				.cfi_endproc
				i:
				.cfi_startproc simple
				.cfi_def_cfa sp, 8
				nop
				nop
				beq a0, a1, i
				.cfi_def_cfa_offset 4
				.cfi_endproc
				j:
				.cfi_startproc
				nop
				.cfi_endproc
				""") > 0xd0);
	}

	@Test
	void functionsInTwoSectionsAndBranchesOfEitherLength() throws Exception {
		assertTrue(compare("""
				a:
				.cfi_startproc
				nop
				.cfi_def_cfa_offset 16
				.section .other, "ax"
				b:
				.cfi_startproc
				.cfi_def_cfa_offset 16
				li a0, 0x12345678
				call b
				.cfi_def_cfa_offset 32
				.cfi_endproc
				.text
				beqz a0, far
				.cfi_def_cfa_offset 48
				j far
				.cfi_def_cfa_offset 64
				.balign 16
				.cfi_def_cfa_offset 80
				.cfi_def_cfa_offset 96
				.cfi_endproc
				.skip 5000
				far: ret
				c:
				.cfi_startproc
				.cfi_def_cfa_offset 16
				.cfi_remember_state
				ret
				.cfi_endproc
				d:
				.cfi_startproc
				.cfi_def_cfa_offset 16
				.cfi_offset ra, -8
				ret
				.cfi_endproc
				""") > 0x60);
	}

	@Test
	void nothingWhereItIsNotWanted() throws Exception {
		assertEquals(0, compare("""
				.cfi_sections .debug_frame
				f:
				.cfi_startproc
				ret
				.cfi_endproc
				"""));
	}

	private static List<String> problems(String source) {
		return Assembler.assemble("a.s", source, AssemblerOptions.DEFAULT).problems().stream().map(Problem::toString).toList();
	}

	@Test
	void mistakesAreTold() {
		assertEquals(List.of("a.s:1:1: error: .cfi_offset without .cfi_startproc before it."), problems(".cfi_offset ra, -8\n"));
		assertEquals(List.of("a.s:2:1: error: This .cfi_startproc has no end: expected .cfi_endproc."), problems("nop\n.cfi_startproc\nnop\n"));
		assertEquals(List.of("a.s:2:1: error: .cfi_restore_state without .cfi_remember_state."),
				problems(".cfi_startproc\n.cfi_restore_state\n.cfi_endproc\n"));
		assertEquals(List.of("a.s:2:15: error: There is no register 'ro'."), problems(".cfi_startproc\n.cfi_restore  ro\n.cfi_endproc\n"));
	}
}
