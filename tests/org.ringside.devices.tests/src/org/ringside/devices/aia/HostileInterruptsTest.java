/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.HartLines;
import org.ringside.devices.SerialQueue;
import org.ringside.devices.board.AiaChoice;
import org.ringside.devices.board.BoardOptions;
import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.Encoder;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;
import org.ringside.machine.Trap;

/** Whatever software does with controllers and CSRs in any mode, nothing but traps comes of it, and all agree on what is pending. */
class HostileInterruptsTest {

	private static final int HARTS = 2;
	private static final int GUESTS = 3;
	private static final long[] WINDOWS = {VirtBoard.APLIC_M, VirtBoard.APLIC_S, VirtBoard.IMSIC_M, VirtBoard.IMSIC_S};
	private static final int[] BANKS = {0, 0x1bc0, 0x1c00, 0x1cc0, 0x1d00, 0x1e00, 0x1f00, 0x2000, 0x3000, 0x4000};
	private static final IsaProfile ISA = IsaProfile.parse("rv64imach_zicntr_zihpm_sscofpmf_sstc_smaia_ssaia_smcsrind_smstateen");

	private final Clock clock = new Clock(HARTS, Clock.INSTRUCTIONS_PER_TICK);
	private final PhysicalBus bus = new PhysicalBus();
	private final List<Hart> harts = new ArrayList<>();

	private VirtBoard board(AiaChoice aia) {
		for (int i = 0; i < HARTS; i++) {
			harts.add(new Hart(i, ISA, bus, clock, HartConfig.DEFAULT.withGuestExternalInterrupts(aia.guestFiles())));
		}
		VirtBoard board = new VirtBoard(clock, harts.stream().map(HartLines::of).toList(), new SerialQueue(octet -> {
			// nobody listens
		}), ending -> {
			// and nobody ends
		}, 0, new BoardOptions(VirtioSlots.EMPTY, new FirmwareItems(0, HARTS), aia));
		harts.forEach(board::connect);
		board.attach(bus);
		return board;
	}

	@ParameterizedTest
	@CsvSource({"none", "aplic", "aplic-imsic", "'aplic-imsic,guests=3'"})
	void nothingButTrapsComesOfIt(String text) throws IOException {
		VirtBoard board = board(AiaChoice.parse(text));
		List<Csr> csrs = Csrs.all().stream().filter(csr -> csr.isIn(ISA)).toList();
		List<Csr> own = csrs.stream().filter(csr -> csr.source().contains("Interrupt") || csr.source().contains("Hypervisor")).toList();
		Random random = new Random(31);
		try (Ram ram = new Ram(1 << 20)) {
			bus.addMemory(VirtBoard.RAM, ram);
			for (int i = 0; i < 256; i++) {
				bus.write(null, VirtBoard.RAM + 4 * i, 4, Encoder.encode(RvI.ADDI, 0, 0, 0));
			}
			int traps = 0;
			int taken = 0;
			for (int i = 0; i < 300_000; i++) {
				Hart hart = harts.get(random.nextInt(HARTS));
				switch (random.nextInt(8)) {
				case 0, 1, 2 -> traps += access(hart, random.nextInt(4) == 0 ? csrs.get(random.nextInt(csrs.size())) : own.get(random.nextInt(own.size())),
						random);
				case 3, 4, 5 -> touch(random);
				case 6 -> hart.setMode(PrivilegeMode.values()[random.nextInt(PrivilegeMode.values().length)]);
				default -> {
					hart.setPc(VirtBoard.RAM + 4 * random.nextInt(256));
					taken += hart.interruptDue() ? 1 : 0;
					hart.step();
					hart.interruptWakes();
				}
				}
				if (i % 1000 == 0) {
					agree(board, hart);
				}
			}
			assertTrue(traps > 1000, traps + " traps");
			assertTrue(taken > 100, taken + " interrupts");
		}
	}

	private static int access(Hart hart, Csr csr, Random random) {
		long value = switch (random.nextInt(4)) {
		case 0 -> random.nextLong();
		case 1 -> 0x70 + random.nextInt(0x90);
		case 2 -> 0x30 + random.nextInt(16);
		default -> 1L << random.nextInt(64);
		};
		try {
			switch (random.nextInt(4)) {
			case 0 -> hart.readCsr(csr.number());
			case 1 -> hart.writeCsr(csr.number(), value);
			case 2 -> hart.swapCsr(csr.number(), value);
			default -> hart.modifyCsr(csr.number(), value, random.nextInt(3) == 0 ? random.nextLong() : 0);
			}
			return 0;
		} catch (Trap trap) {
			return 1;
		}
	}

	private void touch(Random random) {
		long window = WINDOWS[random.nextInt(WINDOWS.length)];
		long address = window + (window >= VirtBoard.IMSIC_M ? 0x1000L * random.nextInt(8) + (random.nextInt(9) == 0 ? 4L * random.nextInt(4) : 0)
				: BANKS[random.nextInt(BANKS.length)] + 4L * random.nextInt(64));
		int size = random.nextInt(20) == 0 ? 1 << random.nextInt(4) : 4;
		boolean write = random.nextInt(3) != 0;
		address &= -size;
		if (bus.accepts(address, size, write)) {
			if (write) {
				bus.write(harts.get(0), address, size, random.nextBoolean() ? random.nextInt(300) : random.nextInt());
			} else {
				bus.read(address, size);
			}
		}
	}

	/** What mip and hgeip tell is what the files tell, and a snapshot makes no difference. */
	private void agree(VirtBoard board, Hart hart) throws IOException {
		board.interruptFiles(hart.hartId()).ifPresent(files -> {
			assertEquals(files.machine().read(0x70) == 1 && files.machine().top() != 0, (hart.peekCsr(MachineCsrs.MIP) >>> 11 & 1) != 0);
			for (int guest = 1; guest <= files.guests().size(); guest++) {
				assertEquals(files.guests().get(guest - 1).read(0x70) == 1 && files.guests().get(guest - 1).top() != 0,
						(hart.peekCsr(HypervisorCsrs.HGEIP) >>> guest & 1) != 0);
			}
		});
		long sip = hart.peekCsr(SupervisorCsrs.SIP) & hart.peekCsr(SupervisorCsrs.SIE) & ~hart.peekCsr(HypervisorCsrs.HIDELEG);
		long hip = hart.peekCsr(HypervisorCsrs.HIP) & hart.peekCsr(HypervisorCsrs.HIE) & ~hart.peekCsr(HypervisorCsrs.HIDELEG);
		assertEquals((sip | hip) != 0, hart.peekCsr(InterruptFileCsrs.STOPI) != 0);
		byte[] saved = saved(board);
		board.load(new DataInputStream(new ByteArrayInputStream(saved)));
		assertArrayEquals(saved, saved(board));
	}

	private static byte[] saved(VirtBoard board) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		board.save(new DataOutputStream(out));
		return out.toByteArray();
	}

	/** An APLIC that signals by a wire also tells the priority, with which those of other interrupts mix. */
	@Test
	void anAplicTellsPriorities() {
		board(AiaChoice.parse("aplic"));
		Hart hart = harts.get(1);
		int[][] writes = {{0, 0x100}, {4 * 7, 1}, {0x3000 + 4 * 7, 1 << 18 | 9}, {0x1edc, 7}, {0x1cdc, 7}, {0x4020, 1}};
		for (int[] write : writes) {
			bus.write(null, VirtBoard.APLIC_M + write[0], 4, write[1]);
		}
		hart.pokeCsr(MachineCsrs.MIE, 1 << 11 | 2);
		hart.pokeCsr(MachineCsrs.MIP, 2);
		assertEquals(11 << 16 | 9, hart.peekCsr(InterruptFileCsrs.MTOPI));
		hart.pokeCsr(InterruptFileCsrs.MISELECT, 0x30);
		hart.pokeCsr(InterruptFileCsrs.MIREG, 8 << 8);
		assertEquals(1 << 16 | 8, hart.peekCsr(InterruptFileCsrs.MTOPI));
	}
}
