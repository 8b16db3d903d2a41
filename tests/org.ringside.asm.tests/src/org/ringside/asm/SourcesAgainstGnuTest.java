/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Directives, macros, branches and relocations: linked by GNU ld, our object and that of GNU as give the same image. */
class SourcesAgainstGnuTest {

	private static final List<String> SECTIONS = List.of(".text", ".data", ".rodata", ".extra");

	private static void compare(String source) throws Exception {
		try (GnuTools gnu = new GnuTools()) {
			String script = "SECTIONS { . = 0x10000000; .text : { *(.text) } .rodata : { *(.rodata) } .data : { *(.data) } .extra : { *(.extra) }"
					+ " .bss : { *(.bss) } elsewhere = 0x10001234; }";
			Files.writeString(gnu.folder.resolve("l.ld"), script);
			assertEquals("", gnu.assemble(source, "gnu.o"));
			AssemblyResult result = Assembler.assemble("ours.s", source, AssemblerOptions.DEFAULT);
			assertEquals(List.of(), result.problems());
			Files.write(gnu.folder.resolve("ours.o"), result.toElf().orElseThrow());
			assertEquals("", gnu.run("ld", "--no-relax", "--no-warn-rwx-segments", "-T", "l.ld", "-o", "gnu.elf", "gnu.o"));
			assertEquals("", gnu.run("ld", "--no-relax", "--no-warn-rwx-segments", "-T", "l.ld", "-o", "ours.elf", "ours.o"));
			LinkResult linked = Linker.link(List.of(result), "l.ld", script);
			assertEquals(List.of(), linked.messages());
			Files.write(gnu.folder.resolve("linked.elf"), linked.toElf().orElseThrow());
			for (String section : SECTIONS) {
				byte[] expected = gnu.section("gnu.elf", section);
				assertArrayEquals(expected, gnu.section("ours.elf", section), section + " linked by GNU ld");
				assertArrayEquals(expected, gnu.section("linked.elf", section), section + " linked by Ringside");
			}
		}
	}

	@Test
	void data() throws Exception {
		compare("""
				.data
				.byte 1, -1, 'a', '\\n', 0x7f, 0b101, 017, ~0 & 0xff
				.half 0x1234, -2
				.balign 4
				.word 1 << 4 | 3, 10 / 3, 10 % 3, (2 + 3) * 4, 1 + 2 << 3
				.dword 0x123456789abcdef0, -1, label, label + 8, other - label
				.4byte other - label
				.ascii "no zero", "two"
				.asciz "zero\\t\\"\\\\\\101\\x41"
				.string "a" "b"
				label: .zero 3
				.skip 5, 0xaa
				.fill 3, 2, 0x1234
				.fill 2
				.p2align 3
				other: .float 1.5, -2.25e3
				.double 3.141592653589793, -0.0
				.space other - label
				.rodata_like = 5
				.quad .rodata_like
				.uleb128 300
				.uleb128 0
				.uleb128 127
				.uleb128 128
				.sleb128 -1
				.sleb128 64
				.sleb128 -129
				.section .rodata
				.balign 16
				.word . - label2
				label2: .org label2 + 20
				.byte 1
				.section .extra, "aw", @progbits
				.word 7
				.previous
				.byte 2
				""");
	}

	@Test
	void macros() throws Exception {
		compare("""
				.macro save reg, slot=3, more:vararg
				sd \\reg, 8 * \\slot(sp)
				.ifnb \\more
				save \\more
				.endif
				.endm
				.macro unique
				.Lmine\\@: j .Lmine\\@
				.endm
				.text
				save a0
				save a1, 4
				save slot=5, reg=s0
				save t0, 1, t1, 2, t2
				unique
				unique
				.rept 3
				addi a0, a0, 1
				.endr
				.irp register, a0, s1, t6
				mv \\register, zero
				.endr
				.irpc digit, 123
				li a\\digit, \\digit
				.endr
				.set counter, 0
				.rept 4
				.set counter, counter + 1
				li t0, counter
				.endr
				.if counter == 4
				nop
				.else
				ebreak
				.endif
				.ifdef nothing
				ebreak
				.elseif counter > 100
				ebreak
				.else
				wfi
				.endif
				.macro outer a
				.macro inner_\\a b
				li \\a, \\b
				.endm
				.endm
				outer a3
				inner_a3 17
				.equ SIZE, end - start
				start: nop
				end: li a0, 4
				.data
				.word SIZE
				""");
	}

	@Test
	void branches() throws Exception {
		for (int distance : new int[] {10, 200, 250, 254, 260, 1000, 2040, 2060, 4080, 4100, 5000, 20000}) {
			compare("""
					.text
					start: beqz a0, far
					bne a1, a2, far
					j far
					bltu t0, t1, start
					1: c.nop
					j 1b
					bnez s0, 2f
					call elsewhere
					.skip %d
					far: ret
					2: beq s1, zero, start
					bgez a0, 1b
					ble a0, a1, start
					j start
					jal start
					""".formatted(distance));
		}
	}

	@Test
	void relocations() throws Exception {
		compare("""
				.text
				.global _start
				_start: la a0, message
				lla a1, message + 4
				lui a2, %hi(message)
				addi a2, a2, %lo(message)
				lw a3, %lo(message + 8)(a2)
				sw a3, %lo(word)(a2)
				1: auipc t0, %pcrel_hi(word)
				ld t1, %pcrel_lo(1b)(t0)
				sd t1, %pcrel_lo(1b)(t0)
				lw a4, word
				sw a4, word, t2
				fld fa0, word, t3
				call _start
				call t0, function
				tail function
				jump function, t4
				li a5, 0x12345678
				lui a6, %hi(0x12345678)
				addi a6, a6, %lo(0x12345678)
				beq a0, a1, elsewhere
				j elsewhere
				.option push
				.option norvc
				addi a0, a0, 1
				function: ret
				.option pop
				addi a0, a0, 1
				.balign 16
				nop
				.balign 8, 0xff
				.insn r 0x33, 0, 0, a0, a1, a2
				.insn i 0x13, 0, a0, a1, 5
				.insn i LOAD, 2, a0, 4(a1)
				.insn s 0x23, 2, a0, 4(a1)
				.insn u 0x37, a0, 0x12345
				.insn 0x00150513
				.insn 0x0001
				fence rw, w
				fence
				csrw mstatus, 5
				csrr a0, 0x7c0
				amoadd.w.aq a0, a1, (a2)
				lr.d a0, 0(a1)
				fadd.s fa0, fa1, fa2, rtz
				fcvt.w.d a0, fa0
				unimp
				.rodata_start = .
				.section .rodata
				message: .asciz "hello, world"
				.dword _start, elsewhere + 4
				.data
				word: .dword message, .rodata_start
				""");
	}
}
