/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;
import org.ringside.devices.board.AiaChoice;
import org.ringside.isa.IsaProfile;

/**
 * A hypervisor gives its guest an interrupt file: messages reach the guest without it, from a hart and from the APLIC; those for a
 * guest that does not run reach the hypervisor; and what the guest must not reach traps to it.
 */
class GuestInterruptFileTest {

	private static final String LAYOUT = "ENTRY(_start) SECTIONS { . = 0x80000000; .text : { *(.text) } }";

	private static final String EXPECTED = "hmwgv\n";

	/** Each step prints a letter; a wrong turn fails with the number of the line in which it was noticed. */
	private static final String PROGRAM = """
				.equ	APLIC_M, 0xc000000
				.equ	APLIC_S, 0xd000000
				.equ	FILE, 0x28000000
				.equ	SOURCE, 20

				.macro	say letter
				li	t0, 0x10000000
				li	t1, \\letter
				sb	t1, 0(t0)
				.endm
				.macro	expect register, value, code
				li	t1, \\value
				li	t2, \\code
				bne	\\register, t1, wrong
				.endm
				.macro	indirect select, number, value
				li	t0, \\number
				csrw	\\select\\()select, t0
				li	t0, \\value
				csrw	\\select\\()reg, t0
				.endm

				.text
				.globl	_start
			_start:
				# M-mode: everything is the supervisor's
				la	t0, wrong_trap
				csrw	mtvec, t0
				li	t0, -1
				csrw	pmpaddr0, t0
				li	t0, 0x1f
				csrw	pmpcfg0, t0
				li	t0, 0x222
				csrw	mideleg, t0
				li	t0, 1 << 22 | 1 << 10
				csrw	medeleg, t0
				li	a0, APLIC_M
				li	t0, 0x400
				sw	t0, 4 * SOURCE(a0)
				li	t1, 0x1bc0
				add	a0, a0, t1
				li	t0, 0x24000
				sw	t0, 0(a0)
				sw	zero, 4(a0)
				li	t0, 0x28000
				sw	t0, 8(a0)
				li	t0, 2 << 20
				sw	t0, 12(a0)
				la	t0, hypervisor
				csrw	mepc, t0
				li	t0, 1 << 11
				csrs	mstatus, t0
				li	t0, 1 << 12
				csrc	mstatus, t0
				mret

			hypervisor:
				la	t0, hypervisor_trap
				csrw	stvec, t0
				# the file of guest 1, which does not run, tells the hypervisor
				li	t0, 1 << 12
				csrw	hstatus, t0
				indirect vsi, 0x70, 1
				indirect vsi, 0xc0, 1 << 9
				li	t0, 2
				csrw	hgeie, t0
				li	t0, 1 << 12
				csrw	hie, t0
				# the APLIC sends source 20 to the file of guest 2, as interrupt 6
				li	a0, APLIC_S
				li	t0, 0x100
				sw	t0, 0(a0)
				li	t0, 1
				sw	t0, 4 * SOURCE(a0)
				li	t1, 0x3000
				add	a1, a0, t1
				li	t0, 2 << 12 | 6
				sw	t0, 4 * SOURCE(a1)
				li	t1, 0x1edc
				add	a1, a0, t1
				li	t0, SOURCE
				sw	t0, 0(a1)
				# guest 2 runs
				li	t0, 0x444
				csrw	hideleg, t0
				la	t0, guest_trap
				csrw	vstvec, t0
				li	t0, 2 << 12 | 1 << 8 | 1 << 7
				csrw	hstatus, t0
				li	t0, 1 << 8
				csrs	sstatus, t0
				la	t0, guest
				csrw	sepc, t0
				say	'h'
				sret

				.balign	4
			hypervisor_trap:
				csrr	s0, scause
				li	t0, 22
				beq	s0, t0, hypervisor_virtual
				expect	s0, 1 << 63 | 12, 1
				csrr	s1, hgeip
				expect	s1, 2, 2
				# selects the file that it belongs to, to claim
				li	t0, 3 << 12
				csrc	hstatus, t0
				li	t0, 1 << 12
				csrs	hstatus, t0
				csrrw	s1, vstopei, zero
				expect	s1, 9 << 16 | 9, 3
				csrr	s1, hgeip
				expect	s1, 0, 4
				li	t0, 3 << 12
				csrc	hstatus, t0
				li	t0, 2 << 12
				csrs	hstatus, t0
				say	'g'
				sret
			hypervisor_virtual:
				# the guest reached for priorities, which it has not; go on behind
				csrr	t0, sepc
				addi	t0, t0, 4
				csrw	sepc, t0
				say	'v'
				sret

			guest:
				indirect si, 0x70, 1
				indirect si, 0xc0, 1 << 5 | 1 << 6
				li	t0, 0x200
				csrw	sie, t0
				li	s3, 0
				csrsi	sstatus, 2
				# from this hart
				li	a0, FILE + 0x2000
				li	t0, 5
				sw	t0, 0(a0)
			1:	beqz	s3, 1b
				expect	s3, 5 << 16 | 5, 10
				say	'm'
				# from the APLIC
				li	s3, 0
				li	a0, APLIC_S + 0x1cdc
				li	t0, SOURCE
				sw	t0, 0(a0)
			1:	beqz	s3, 1b
				expect	s3, 6 << 16 | 6, 11
				say	'w'
				# one for the other guest
				li	a0, FILE + 0x1000
				li	t0, 9
				sw	t0, 0(a0)
				# one that is not enabled stays pending
				li	a0, FILE + 0x2000
				li	t0, 7
				sw	t0, 0(a0)
				li	t0, 0x80
				csrw	siselect, t0
				csrr	s4, sireg
				expect	s4, 1 << 7, 12
				csrr	s4, stopi
				expect	s4, 0, 13
				li	t0, 0x30
				csrw	siselect, t0
				csrr	s4, sireg
				say	'\\n'
				li	t0, 0x100000
				li	t1, 0x5555
				sw	t1, 0(t0)
			2:	j	2b

				.balign	4
			guest_trap:
				csrr	s4, scause
				expect	s4, 1 << 63 | 9, 20
				csrr	s4, stopi
				srli	s4, s4, 16
				expect	s4, 9, 21
				csrrw	s3, stopei, zero
				csrr	s4, sip
				expect	s4, 0, 22
				sret

				.balign	4
			wrong_trap:
				csrr	t2, mcause
			wrong:
				slli	t2, t2, 16
				li	t1, 0x3333
				or	t1, t1, t2
				li	t0, 0x100000
				sw	t1, 0(t0)
			3:	j	3b
			""";

	@TempDir
	private Path folder;

	private Path program() throws IOException {
		AssemblyResult object = Assembler.assemble("files.s", PROGRAM, AssemblerOptions.DEFAULT);
		assertEquals(List.of(), object.problems());
		LinkResult linked = Linker.link(List.of(object), "files.ld", LAYOUT);
		assertEquals(List.of(), linked.messages());
		return Files.write(folder.resolve("files.elf"), linked.toElf().orElseThrow());
	}

	@ParameterizedTest
	@EnumSource(Engine.class)
	void messagesReachTheGuestsOfAHypervisor(Engine engine) throws Exception {
		Guests.Run run = Guests.run(VmConfig.of(program()).isa(IsaProfile.RV64GCH).aia(AiaChoice.parse("aplic-imsic,guests=2")).engine(engine), "",
				100_000);
		VmStop.GuestExit exit = assertInstanceOf(VmStop.GuestExit.class, run.stop(), run.stop().sentence());
		assertEquals(EXPECTED, run.text(), exit.sentence());
		assertEquals(Verdict.Kind.PASS, exit.verdict().kind(), exit.sentence());
	}

	@Test
	void theyDoSoOnQemu() throws Exception {
		Process qemu;
		try {
			qemu = new ProcessBuilder("qemu-system-riscv64", "-machine", "virt,aia=aplic-imsic,aia-guests=2", "-bios", program().toString(), "-display",
					"none", "-serial", "stdio", "-monitor", "none").redirectError(folder.resolve("errors.txt").toFile()).start();
		} catch (IOException e) {
			Assumptions.abort("qemu-system-riscv64 is not installed");
			return;
		}
		try {
			assertTrue(qemu.waitFor(60, TimeUnit.SECONDS));
			assertEquals(EXPECTED, new String(qemu.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
			assertEquals(0, qemu.exitValue());
		} finally {
			qemu.destroyForcibly();
		}
	}

	/** Two harts do it at once, by turns. */
	@Test
	void aRunRepeatsItselfToTheInstruction() throws Exception {
		VmConfig.Builder config = VmConfig.of(program()).isa(IsaProfile.RV64GCH).aia(AiaChoice.parse("aplic-imsic,guests=2")).harts(2);
		Guests.Run first = Guests.run(config, "", 100_000);
		Guests.Run second = Guests.run(config, "", 100_000);
		assertEquals(first.text(), second.text());
		assertEquals(first.instructions(), second.instructions());
	}
}
