/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.devices.board.VirtBoard;
import org.ringside.isa.PrivilegeMode;
import org.ringside.machine.Hart;
import org.ringside.machine.Memory;
import org.ringside.machine.PhysicalBus;
import org.ringside.isa.paging.Pte;
import org.ringside.vmm.shadow.ShadowRoot;

/** Resource control in the sense of Popek and Goldberg: a guest reaches no frame but its own, and no state of the machine. */
class ResourceControlTest {
	private static final int SATP = 0x180;
	private static final byte FOREIGN = 0x5a;

	static java.util.List<Path> guests() {
		return java.util.stream.Stream.concat(Guests.all().stream().filter(guest -> guest.name().startsWith("s-")).map(Guests.Guest::elf),
				java.util.stream.Stream.of(Guests.exampleKernel(), Guests.elf("m-mprv"))).toList();
	}

	@ParameterizedTest
	@MethodSource("guests")
	void shadowTablesLeadToTheGuestsOwnFramesAndNeverToATable(Path image) throws VmException {
		ConsolePort console = new ConsolePort();
		console.closeInput();
		VmConfig config = VmConfig.of(image).technique(Technique.TRAP_AND_EMULATE).memoryBytes(16 << 20).console(console).build();
		try (GuestCore core = GuestCore.create(config)) {
			Set<Long> foreign = paintFreeFrames(core);
			for (int part = 0; part < 200; part++) {
				VmStop stop = core.run(20_000);
				check(core);
				if (!(stop instanceof VmStop.Budget)) {
					break;
				}
			}
			checkPaint(core, foreign);
		}
	}

	/** Everything that a shadow entry allows lies in a frame of the guest, and what is writable holds no guest table. */
	static void check(GuestCore core) {
		Set<Long> own = new HashSet<>();
		Memory ram = core.memory().guestRam();
		for (long offset = 0; offset < ram.size(); offset += Memory.PAGE) {
			if (ram.touched(offset)) {
				assertTrue(own.add(VirtBoard.RAM + ram.frameOffset(offset)), "a frame stands behind two pages");
			}
		}
		EmulatedVcpu vcpu = core.shadowing().orElseThrow().vcpus().get(0);
		Hart machine = vcpu.runner();
		assertEquals(PrivilegeMode.U, machine.mode());
		assertEquals(0, machine.peekCsr(0x302), "medeleg");
		assertEquals(0, machine.peekCsr(0x303), "mideleg");
		assertEquals(0, machine.peekCsr(0x306), "mcounteren");
		assertEquals(0, machine.peekCsr(0x304), "mie");
		for (int csr : new int[] {0x305, 0x340, 0x341, 0x342, 0x343, 0x105, 0x140, 0x141, 0x142, 0x143}) {
			assertEquals(0, machine.peekCsr(csr), "CSR 0x" + Integer.toHexString(csr) + " of the machine");
		}
		Set<Long> tables = new HashSet<>();
		for (ShadowRoot root : vcpu.pager().space().roots()) {
			assertTrue(!own.contains(root.frame()) && tables.add(root.frame()), "a root frame belongs to somebody else");
			vcpu.pager().space().visit(root, 0, -1, (va, pte) -> {
				assertTrue(own.contains(Pte.address(pte)), "0x%x leads to the foreign frame 0x%x".formatted(va, Pte.address(pte)));
				return true;
			});
		}
		long satp = machine.peekCsr(SATP);
		tables.add(vcpu.pager().space().blank().frame());
		assertTrue(tables.contains((satp & (1L << 44) - 1) << 12), "the machine walks a table of the monitor's");
		checkWritable(core, vcpu);
	}

	private static void checkWritable(GuestCore core, EmulatedVcpu vcpu) {
		Set<Long> guestTables = new HashSet<>();
		Memory ram = core.memory().guestRam();
		for (long offset = 0; offset < ram.size(); offset += Memory.PAGE) {
			if (ram.touched(offset) && core.tables().isTable(VirtBoard.RAM + offset)) {
				guestTables.add(VirtBoard.RAM + ram.frameOffset(offset));
			}
		}
		for (ShadowRoot root : vcpu.pager().space().roots()) {
			vcpu.pager().space().visit(root, 0, -1, (va, pte) -> {
				assertTrue((pte & Pte.W) == 0 || !guestTables.contains(Pte.address(pte)),
						"0x%x is writable and leads to a guest table".formatted(va));
				return true;
			});
		}
	}

	/** Fills some frames that are nobody's, so that a stray store would be seen. */
	private static Set<Long> paintFreeFrames(GuestCore core) {
		Set<Long> painted = new HashSet<>();
		PhysicalBus bus = core.memory().machineBus().orElseThrow();
		byte[] paint = new byte[Memory.PAGE];
		java.util.Arrays.fill(paint, FOREIGN);
		var frames = core.memory().frames().orElseThrow();
		for (int i = 0; i < 64; i++) {
			long hpa = frames.takeForTable();
			bus.write(hpa, paint, 0, paint.length);
			painted.add(hpa);
		}
		return painted;
	}

	private static void checkPaint(GuestCore core, Set<Long> painted) {
		PhysicalBus bus = core.memory().machineBus().orElseThrow();
		byte[] page = new byte[Memory.PAGE];
		for (long hpa : painted) {
			bus.read(hpa, page, 0, page.length);
			for (byte octet : page) {
				assertEquals(FOREIGN, octet, "the guest wrote the foreign frame 0x" + Long.toHexString(hpa));
			}
		}
	}
}
