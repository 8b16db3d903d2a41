/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Equivalence in the sense of Popek and Goldberg: at each trap, return, hypercall and page-table write, a guest has
 * the same registers, CSRs, memory and count of instructions under every technique.
 */
class LockstepTest {
	private static final int[] CSRS = {0x300, 0x302, 0x303, 0x304, 0x305, 0x340, 0x341, 0x342, 0x343, 0x344, 0x105, 0x140, 0x141,
			0x142, 0x143, 0x180, 0xb00, 0xb02, 0xc01};

	/** Writes down the state at each event; a fixed number of events is enough to tell two runs apart. */
	private static final class Diary implements VmObserver {
		final List<String> lines = new ArrayList<>();
		GuestCore core;

		@Override
		public Set<EventKind> interests() {
			return EnumSet.of(EventKind.TRAP_TAKEN, EventKind.TRAP_RETURN, EventKind.HYPERCALL, EventKind.HYPERCALL_RETURN,
					EventKind.PAGE_TABLE_WRITE, EventKind.ADDRESS_SPACE_SWITCH);
		}

		@Override
		public Reply on(VmEvent event) {
			boolean state = event.kind() == EventKind.TRAP_TAKEN || event.kind() == EventKind.HYPERCALL;
			lines.add(event + (state ? Fingerprint.of(core, event.place().vcpu(), CSRS) : ""));
			return Reply.CONTINUE;
		}
	}

	private static List<String> diary(Path image, Technique technique, String input, long memory, int harts, long limit) throws VmException {
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		console.type(input.getBytes());
		console.closeInput();
		VmConfig config = VmConfig.of(image).technique(technique).memoryBytes(memory).harts(harts).console(console).build();
		Diary diary = new Diary();
		try (GuestCore core = GuestCore.create(config)) {
			diary.core = core;
			core.setObserver(diary);
			VmStop stop = core.run(limit);
			diary.lines.add(stop + Fingerprint.of(core, 0, CSRS) + text);
		}
		return diary.lines;
	}

	private static void compare(List<String> bare, List<String> other) {
		for (int i = 0; i < Math.min(bare.size(), other.size()); i++) {
			assertEquals(bare.get(i), other.get(i), "event " + i);
		}
		assertEquals(bare.size(), other.size());
	}

	/**
	 * All but the benchmarks, which are long and take no traps, and the one that reads through changed entries before a
	 * fence: there the architecture allows the old translation as well as the new one.
	 */
	static Stream<Guests.Guest> guests() {
		return Guests.all().stream().filter(guest -> !guest.name().startsWith("bench") && !guest.name().equals("s-table-write"));
	}

	@ParameterizedTest
	@MethodSource("guests")
	void eachGuest(Guests.Guest guest) throws VmException {
		long memory = 16L << 20;
		compare(diary(guest.elf(), Technique.BARE, guest.input(), memory, guest.harts(), 30_000_000),
				diary(guest.elf(), Technique.TRAP_AND_EMULATE, guest.input(), memory, guest.harts(), 30_000_000));
	}

	@Test
	void theExampleKernelWithItsTimersFaultsAndAddressSpaces() throws VmException {
		long memory = 128L << 20;
		List<String> bare = diary(Guests.exampleKernel(), Technique.BARE, "", memory, 1, Guests.PLENTY);
		compare(bare, diary(Guests.exampleKernel(), Technique.TRAP_AND_EMULATE, "", memory, 1, Guests.PLENTY));
		assertTrue(bare.stream().anyMatch(line -> line.contains("TrapTaken") && line.contains("cause=-9223372036854775803")), "no timer interrupt");
		assertTrue(bare.stream().anyMatch(line -> line.contains("cause=15,")), "no store page fault");
		assertTrue(bare.stream().anyMatch(line -> line.contains("PageTableWrite")), "no page-table write");
		assertTrue(bare.stream().anyMatch(line -> line.contains("AddressSpaceSwitch")), "no switch of address spaces");
	}

	@Test
	void firmwareAndBootLoaderOnTwoHartsAfterEachMillionInstructions() throws VmException {
		Path firmware = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");
		Path loader = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
		Assumptions.assumeTrue(firmware.toFile().exists() && loader.toFile().exists(), "needs the packages opensbi and u-boot-qemu");
		List<GuestCore> cores = new ArrayList<>();
		List<StringBuffer> texts = new ArrayList<>();
		for (Technique technique : Technique.values()) {
			ConsolePort console = new ConsolePort();
			texts.add(Guests.listen(console));
			console.closeInput();
			cores.add(GuestCore.create(VmConfig.of(firmware).kernel(loader).technique(technique).harts(2).console(console).build()));
		}
		for (int million = 1; million <= 30; million++) {
			String bare = cores.get(0).run(1_000_000).toString() + cores.get(0).instructions();
			String other = cores.get(1).run(1_000_000).toString() + cores.get(1).instructions();
			assertEquals(bare, other);
			for (int vcpu = 0; vcpu < 2; vcpu++) {
				assertEquals(Fingerprint.of(cores.get(0), vcpu, CSRS), Fingerprint.of(cores.get(1), vcpu, CSRS),
						"vCPU " + vcpu + " after " + million + " million instructions");
			}
		}
		assertEquals(texts.get(0).toString(), texts.get(1).toString());
		assertTrue(texts.get(0).toString().contains("U-Boot 20"), texts.get(0).toString());
		cores.forEach(GuestCore::close);
	}
}
