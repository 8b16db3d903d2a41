/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.PrivilegeMode;

/** Debian's OpenSBI and U-Boot run unmodified, under each technique, alone and on top of one another. */
class FirmwareTest {
	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic");
	private static final Path UBOOT = Path.of("/usr/lib/u-boot");
	private static final String PROMPT = "=> ";

	private static Path need(Path path) {
		Assumptions.assumeTrue(Files.exists(path), "needs the packages opensbi and u-boot-qemu");
		return path;
	}

	@ParameterizedTest
	@CsvSource({"fw_jump.elf,BARE", "fw_jump.bin,BARE", "fw_dynamic.elf,BARE", "fw_jump.elf,TRAP_AND_EMULATE", "fw_dynamic.bin,TRAP_AND_EMULATE"})
	void openSbiStartsTheExampleKernel(String firmware, Technique technique) throws VmException {
		VmConfig.Builder builder = VmConfig.of(need(OPENSBI.resolve(firmware))).kernel(Guests.exampleKernel()).technique(technique);
		Guests.Run run = Guests.run(builder, "", Guests.PLENTY);
		assertTrue(run.text().contains("OpenSBI v"), run.text());
		assertTrue(run.text().contains("Domain0 Next Mode         : S-mode"), run.text());
		assertTrue(run.text().endsWith("verdict: pass\n"), run.text());
		assertTrue(assertInstanceOf(VmStop.GuestExit.class, run.stop(), run.stop().sentence()).verdict().passed());
	}

	@ParameterizedTest
	@CsvSource({"BARE,4", "TRAP_AND_EMULATE,3"})
	void openSbiFindsAllHarts(Technique technique, int harts) throws VmException {
		VmConfig.Builder builder = VmConfig.of(need(OPENSBI.resolve("fw_jump.elf"))).kernel(Guests.exampleKernel())
				.technique(technique).harts(harts);
		Guests.Run run = Guests.run(builder, "", Guests.PLENTY);
		assertTrue(run.text().contains("Platform HART Count       : " + harts), run.text());
		assertTrue(run.text().endsWith("verdict: pass\n"), run.text());
	}

	@ParameterizedTest
	@CsvSource({"qemu-riscv64,MACHINE,BARE", "qemu-riscv64_smode,SUPERVISOR,BARE", "qemu-riscv64_smode,SUPERVISOR,TRAP_AND_EMULATE",
			"qemu-riscv64,MACHINE,TRAP_AND_EMULATE"})
	void uBootAnswersACommandAtItsPrompt(String build, StartMode mode, Technique technique) throws VmException {
		talk(VmConfig.of(need(UBOOT.resolve(build).resolve("u-boot.bin"))).startMode(mode).technique(technique));
	}

	@ParameterizedTest
	@CsvSource({"BARE", "TRAP_AND_EMULATE"})
	void uBootAnswersACommandOnOpenSbi(Technique technique) throws VmException {
		talk(VmConfig.of(need(OPENSBI.resolve("fw_dynamic.elf"))).kernel(need(UBOOT.resolve("qemu-riscv64_smode/u-boot.bin")))
				.technique(technique));
	}

	@ParameterizedTest
	@CsvSource({"BARE", "TRAP_AND_EMULATE"})
	void callsToTheGuestsOwnFirmwareAreHypercallsToo(Technique technique) throws VmException {
		VmConfig config = VmConfig.of(need(OPENSBI.resolve("fw_jump.elf"))).kernel(Guests.exampleKernel()).technique(technique).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Watching watching = new Watching(event -> event instanceof VmEvent.Hypercall call && call.call().title().equals("time.set_timer"),
					EventKind.HYPERCALL, EventKind.HYPERCALL_RETURN);
			vm.setObserver(watching);
			VmStop stop = vm.run(Guests.PLENTY);
			VmEvent.Hypercall call = assertInstanceOf(VmEvent.Hypercall.class, assertInstanceOf(VmStop.EventStop.class, stop).event());
			assertFalse(call.own());
			assertEquals(PrivilegeMode.S, call.place().mode());
			Vcpu vcpu = vm.vcpus().get(0);
			assertEquals(PrivilegeMode.M, vcpu.mode(), "the firmware has not begun with it");
			assertEquals(vcpu.csr(0x305) & ~3, vcpu.pc(), "mtvec");
			assertEquals(call.place().pc(), vcpu.csr(0x341), "mepc");
			long before = watching.events.stream().filter(event -> event.kind() == EventKind.HYPERCALL).count();
			long returned = watching.events.stream().filter(event -> event.kind() == EventKind.HYPERCALL_RETURN).count();
			assertEquals(before - 1, returned, "each call but this one has returned");
			assertInstanceOf(VmStop.EventStop.class, vm.run(Guests.PLENTY));
		}
	}

	private static void talk(VmConfig.Builder builder) throws VmException {
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		try (VirtualMachine vm = VirtualMachine.create(builder.console(console).build())) {
			waitFor(vm, text, "Hit any key to stop autoboot");
			console.type(new byte[] {'\n'});
			waitFor(vm, text, PROMPT);
			int before = text.length();
			console.type("echo $cpu; version; bdinfo\n".getBytes(StandardCharsets.US_ASCII));
			waitFor(vm, text, "\n" + PROMPT);
			String answer = text.substring(before);
			assertTrue(answer.contains("U-Boot 20"), answer);
			assertTrue(answer.contains("-> start    = 0x0000000080000000"), answer);
			assertEquals(1, answer.split("DRAM bank", -1).length - 1, answer);
		}
	}

	private static void waitFor(VirtualMachine vm, StringBuffer text, String wanted) {
		int from = text.length();
		for (int slice = 0; slice < 400 && text.indexOf(wanted, from) < 0; slice++) {
			VmStop stop = vm.run(500_000);
			assertInstanceOf(VmStop.Budget.class, stop, stop.sentence() + "\n" + text);
		}
		assertTrue(text.indexOf(wanted, from) >= 0, "'" + wanted + "' never came:\n" + text);
	}
}
