/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;
import org.ringside.isa.IsaProfile;

/** Harts that run in parallel keep RVWMO, and the machine stays the one that it is by turns: stops, steps, events, sleep, ends. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTest {

	private static final String START = """
			.option norvc
			.global _start
			_start:	li s11, 0x80100000
			""";
	/** Hart a0 = 0 ends the machine when both have added their word at 8(s11) to the count of harts that are done. */
	private static final String END = """
			done:	li t1, 1
				amoadd.d.aqrl t1, t1, 0(s11)
				beqz t1, rest
				li t0, 0x100000
				li t1, 0x5555
				sw t1, 0(t0)
			rest:	wfi
				j rest
			""";

	@TempDir
	private Path folder;

	private Path program(String isa, String body) throws Exception {
		AssemblyResult object = Assembler.assemble("program.s", START + body + END, new AssemblerOptions(IsaProfile.parse(isa), List.of(), Map.of()));
		assertEquals(List.of(), object.problems());
		LinkResult program = Linker.link(List.of(object), "program.ld", "ENTRY(_start) SECTIONS { . = 0x80000000; .text : { *(.text) } }");
		assertEquals(List.of(), program.messages());
		return Files.write(folder.resolve("program.elf"), program.toElf().orElseThrow());
	}

	private static VmConfig.Builder parallel(Path image, int harts) {
		return VmConfig.of(image).harts(harts).parallel(true);
	}

	private static long word(VirtualMachine vm, long gpa) {
		byte[] bytes = new byte[8];
		assertEquals(8, vm.gpa().read(gpa, bytes, new boolean[8]));
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
	}

	private static void assertPassed(VmStop stop) {
		assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), stop.sentence());
	}

	@RepeatedTest(5)
	void keepsTheMemoryModel() throws Exception {
		Guests.Run run = Guests.run(parallel(Guests.elf("s-parallel"), 2), "", Long.MAX_VALUE);
		assertEquals("in parallel\npass\n", run.text());
		assertPassed(run.stop());
	}

	@ParameterizedTest
	@ValueSource(strings = {"s-harts", "s-paging", "s-timer", "s-superpage", "s-asid", "s-alias", "m-timer", "m-self-modifying", "m-wait", "m-mprv"})
	void guestsSayWhatTheySayByTurns(String name) throws Exception {
		Guests.Guest guest = Guests.all().stream().filter(g -> g.name().equals(name)).findAny().orElseThrow();
		Guests.Run run = Guests.run(parallel(guest.elf(), guest.harts()), guest.input(), Long.MAX_VALUE);
		assertEquals(guest.expected(), run.text());
		assertPassed(run.stop());
	}

	@RepeatedTest(20)
	void codeThatAnotherHartWroteIsSeenAfterFenceI() throws Exception {
		Path image = program("rv64imac_zicsr_zifencei", """
				la s5, patch
				li s4, 300
				bnez a0, reader
			writer:	slli t2, s4, 20
				li t3, 0x513		# addi a0, zero, s4
				or t2, t2, t3
				sw t2, 0(s5)
				fence w, w
				sd s4, 128(s11)
			1:	ld t1, 256(s11)
				bne t1, s4, 1b
				addi s4, s4, -1
				bnez s4, writer
				j done
			reader:	call patch
				ld t2, 128(s11)
				bne t2, s4, reader
				fence.i
				call patch
				bne a0, s4, wrong
				sd s4, 256(s11)
				addi s4, s4, -1
				bnez s4, reader
				j done
			wrong:	li t0, 0x100000
				li t1, 0x13333
				sw t1, 0(t0)
				.balign 64
			patch:	li a0, 0
				ret
				.balign 64
			""");
		assertPassed(Guests.run(parallel(image, 2), "", Long.MAX_VALUE).stop());
	}

	@Test
	void swapsOfSixteenBytesAreOneStep() throws Exception {
		// Both halves always count alike; a torn swap would tear them for good.
		Path image = program("rv64imac_zicsr_zifencei_zacas", """
				li s4, 3000
				addi s5, s11, 512
			again:	ld t0, 0(s5)
				ld t1, 8(s5)
				mv a2, t0
				mv a3, t1
				addi a4, a2, 1
				addi a5, a3, 1
				amocas.q a2, a4, (s5)
				bne a2, t0, again
				bne a3, t1, again
				addi s4, s4, -1
				bnez s4, again
			""");
		ConsolePort console = new ConsolePort();
		try (VirtualMachine vm = VirtualMachine.create(parallel(image, 2).isa(IsaProfile.parse("rv64imac_zicsr_zifencei_zacas")).console(console).build())) {
			assertPassed(vm.run(Long.MAX_VALUE));
			assertEquals(6000, word(vm, 0x8010_0200L));
			assertEquals(6000, word(vm, 0x8010_0208L));
		}
	}

	@Test
	void isInterruptedAndGoesOn() throws Exception {
		Path image = program("rv64imac_zicsr_zifencei", """
				slli a0, a0, 3
				add s5, s11, a0
			1:	ld t0, 512(s5)
				addi t0, t0, 1
				sd t0, 512(s5)
				ld t0, 1024(s11)
				beqz t0, 1b
			""");
		try (VirtualMachine vm = VirtualMachine.create(parallel(image, 2).build())) {
			CompletableFuture<VmStop> run = CompletableFuture.supplyAsync(() -> vm.run(Long.MAX_VALUE));
			// Long enough for the second hart's thread to have begun.
			while (vm.instructions() < 500_000_000) {
				Thread.onSpinWait();
			}
			vm.interrupt();
			assertInstanceOf(VmStop.Interrupted.class, run.get(20, TimeUnit.SECONDS));
			for (int hart = 0; hart < 2; hart++) {
				assertTrue(word(vm, 0x8010_0200L + 8 * hart) > 1000, "hart " + hart + " ran");
			}
			long pc = vm.vcpus().get(1).pc();
			long other = vm.vcpus().get(0).retired();
			assertInstanceOf(VmStop.Budget.class, vm.step(1));
			assertTrue(vm.vcpus().get(1).pc() != pc, "a step moves the hart");
			assertEquals(other, vm.vcpus().get(0).retired(), "and no other");
			assertInstanceOf(VmStop.Budget.class, vm.run(100_000));
			assertEquals(1, vm.gpa().write(0x8010_0400L, new byte[] {1}));
			assertPassed(vm.run(Long.MAX_VALUE));
		}
	}

	@Test
	void breakpointsStopAndLetPass() throws Exception {
		Path image = program("rv64imac_zicsr_zifencei", """
				li s4, 5
			1:	addi s4, s4, -1
			here:	nop
				bnez s4, 1b
			""");
		try (VirtualMachine vm = VirtualMachine.create(parallel(image, 2).build())) {
			long here = org.ringside.image.elf.ElfFile.read(image).symbols().find("here").orElseThrow().value();
			vm.addBreakpoint(here);
			int[] hits = new int[2];
			VmStop stop = vm.run(Long.MAX_VALUE);
			while (stop instanceof VmStop.Breakpoint breakpoint) {
				assertEquals(here, vm.vcpus().get(breakpoint.vcpu()).pc());
				hits[breakpoint.vcpu()]++;
				stop = vm.run(Long.MAX_VALUE);
			}
			assertPassed(stop);
			assertEquals(5, hits[0]);
			assertEquals(5, hits[1]);
		}
	}

	@Test
	void eventsComeOneAtATime() throws Exception {
		List<VmEvent> seen = new ArrayList<>();
		try (VirtualMachine vm = VirtualMachine.create(parallel(Guests.elf("s-harts"), 2).build())) {
			vm.setObserver(new VmObserver() {
				@Override
				public Set<EventKind> interests() {
					return EnumSet.of(EventKind.HYPERCALL, EventKind.TRAP_TAKEN);
				}

				@Override
				public Reply on(VmEvent event) {
					seen.add(event);
					return Reply.CONTINUE;
				}
			});
			assertPassed(vm.run(Long.MAX_VALUE));
		}
		assertTrue(seen.stream().anyMatch(event -> event.place().vcpu() == 0) && seen.stream().anyMatch(event -> event.place().vcpu() == 1));
	}

	@Test
	void isIdleForEverWhereNothingCanWakeIt() throws Exception {
		Path image = program("rv64imac_zicsr_zifencei", """
			1:	wfi
				j 1b
			""");
		ConsolePort console = new ConsolePort();
		console.closeInput();
		try (VirtualMachine vm = VirtualMachine.create(parallel(image, 4).console(console).build())) {
			assertInstanceOf(VmStop.Idle.class, vm.run(Long.MAX_VALUE));
		}
	}

	@Test
	void isRefusedUnderAMonitor() {
		VmException refused = assertThrows(VmException.class,
				() -> VirtualMachine.create(parallel(Guests.elf("s-harts"), 2).technique(Technique.TRAP_AND_EMULATE).build()).close());
		assertEquals("Harts run in parallel only under technique bare, not under trap-and-emulate.", refused.getMessage());
	}
}
