/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.List;

/**
 * A piece of kernel that is written again and again, to be put into a source and changed there.
 *
 * @param name what to type to get it
 * @param help one sentence
 * @param text the lines; <code>${name}</code> is a name to be filled in, with the name itself as the default, and
 *     <code>${cursor}</code> where to go on
 */
public record Snippet(String name, String help, String text) {
	private static final List<Snippet> ALL = List.of(new Snippet("trap vector",
			"A handler of traps from U-mode: saves the registers, calls a routine with cause and value, restores them, returns", """
			        .balign 4
			${trap_entry}:
			        csrrw   sp, sscratch, sp        # the kernel's stack
			        addi    sp, sp, -256
			        sd      ra, 0(sp)
			        sd      gp, 16(sp)
			        sd      tp, 24(sp)
			        sd      t0, 32(sp)
			        sd      t1, 40(sp)
			        sd      t2, 48(sp)
			        sd      a0, 56(sp)
			        sd      a1, 64(sp)
			        sd      a2, 72(sp)
			        sd      a3, 80(sp)
			        sd      a4, 88(sp)
			        sd      a5, 96(sp)
			        sd      a6, 104(sp)
			        sd      a7, 112(sp)
			        sd      t3, 120(sp)
			        sd      t4, 128(sp)
			        sd      t5, 136(sp)
			        sd      t6, 144(sp)
			        csrr    a0, scause
			        csrr    a1, stval
			        csrr    a2, sepc
			        call    ${handle_trap}
			        ld      ra, 0(sp)
			        ld      gp, 16(sp)
			        ld      tp, 24(sp)
			        ld      t0, 32(sp)
			        ld      t1, 40(sp)
			        ld      t2, 48(sp)
			        ld      a0, 56(sp)
			        ld      a1, 64(sp)
			        ld      a2, 72(sp)
			        ld      a3, 80(sp)
			        ld      a4, 88(sp)
			        ld      a5, 96(sp)
			        ld      a6, 104(sp)
			        ld      a7, 112(sp)
			        ld      t3, 120(sp)
			        ld      t4, 128(sp)
			        ld      t5, 136(sp)
			        ld      t6, 144(sp)
			        addi    sp, sp, 256
			        csrrw   sp, sscratch, sp
			        sret
			${cursor}"""), new Snippet("page table",
			"Turns Sv39 paging on with one entry of 1 GiB that maps the kernel to itself", """
			        .bss
			        .balign 4096
			${root_table}:
			        .zero   4096
			        .text
			${enable_paging}:
			        la      t0, ${root_table}
			        srli    t1, t0, 12              # frame number of the root
			        li      t2, 8 << 60             # Sv39
			        or      t1, t1, t2
			        li      t2, (0x80000000 >> 12) << 10 | 0xcf # D A X W R V
			        sd      t2, 2 * 8(t0)           # entry 2: 0x80000000 to 0xbfffffff
			        csrw    satp, t1
			        sfence.vma
			        ret
			${cursor}"""), new Snippet("sbi call", "Calls the firmware: here, prints a character on its console", """
			        li      a0, 'A'                 # the argument
			        li      a6, 2                   # function: write byte
			        li      a7, 0x4442434e          # extension: DBCN
			        ecall                           # a0: error, a1: value
			${cursor}"""), new Snippet("sbi shutdown", "Ends the machine by the firmware's system reset", """
			        li      a0, 0                   # shut down
			        li      a1, 0                   # no reason
			        li      a6, 0
			        li      a7, 0x53525354          # extension: SRST
			        ecall
			${cursor}"""), new Snippet("timer", "Asks for the next timer interrupt and lets it come", """
			        rdtime  a0
			        li      t0, ${ticks}
			        add     a0, a0, t0
			        li      a6, 0
			        li      a7, 0x54494d45          # extension: TIME
			        ecall
			        li      t0, 1 << 5              # STIE
			        csrs    sie, t0
			        csrsi   sstatus, 2              # SIE
			${cursor}"""));

	/** All of them. */
	public static List<Snippet> all() {
		return ALL;
	}

	/** The lines with the names filled in by themselves. */
	public String plain() {
		return text.replace("${cursor}", "").replaceAll("\\$\\{(\\w+)}", "$1");
	}
}
