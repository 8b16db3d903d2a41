/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.devices.board.AiaChoice;

/** Each guest goes on from a snapshot as it would have gone on; a damaged snapshot is refused, or does no harm. */
class GuestSnapshotTest {

	private static final long MEMORY = 16 << 20;
	private static final long SOME = 300_000;

	static List<Guests.Guest> guests() {
		return Guests.all().stream().filter(guest -> !guest.name().startsWith("bench")).toList();
	}

	private static VmConfig config(Guests.Guest guest, AiaChoice aia, Engine engine, ConsolePort console) {
		return VmConfig.of(guest.elf()).harts(guest.harts()).memoryBytes(MEMORY).aia(aia).engine(engine).console(console)
				.devices(DeviceChoice.NONE.withConsole().withEntropy(3)).build();
	}

	private static byte[] save(VirtualMachine vm) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		vm.save(new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

	private static void load(VirtualMachine vm, byte[] state) throws IOException {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
		vm.load(in);
		assertEquals(-1, in.read());
	}

	/** Input is the host's, and not in the snapshot: it is typed before, and again where the guest goes on. */
	private static ConsolePort console(StringBuffer text, String input) {
		ConsolePort console = new ConsolePort();
		console.setSink(octet -> text.append((char) octet));
		console.type(input.getBytes(StandardCharsets.US_ASCII));
		console.closeInput();
		return console;
	}

	@ParameterizedTest
	@MethodSource("guests")
	void goesOnUnderEachEngine(Guests.Guest guest) throws Exception {
		Assumptions.assumeTrue(Engine.usual() == Engine.TRANSLATOR, "one run tries both engines");
		AiaChoice aia = guest.name().equals("m-wait") ? AiaChoice.NONE : AiaChoice.parse("aplic-imsic");
		Random random = new Random(guest.name().hashCode());
		for (int round = 0; round < 3; round++) {
			long at = 1 + random.nextInt(round == 0 ? 200 : 20_000);
			StringBuffer text = new StringBuffer();
			byte[] state;
			byte[] later;
			VmStop stop;
			try (VirtualMachine vm = VirtualMachine.create(config(guest, aia, Engine.TRANSLATOR, console(text, "")))) {
				if (!(vm.run(at) instanceof VmStop.Budget)) {
					continue;
				}
				state = save(vm);
				text.setLength(0);
				stop = vm.run(SOME);
				later = save(vm);
			}
			for (Engine engine : Engine.values()) {
				String label = guest + " at " + at + " under " + engine;
				StringBuffer again = new StringBuffer();
				try (VirtualMachine vm = VirtualMachine.create(config(guest, aia, engine, console(again, "")))) {
					load(vm, state);
					assertArrayEquals(state, save(vm), label);
					assertEquals(stop.sentence(), vm.run(SOME).sentence(), label);
					assertEquals(text.toString(), again.toString(), label);
					assertArrayEquals(later, save(vm), label);
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"none", "aplic", "aplic-imsic"})
	void damagedSnapshotsDoNoHarm(String aia) throws Exception {
		Guests.Guest guest = Guests.all().stream().filter(any -> any.name().equals("s-timer")).findAny().orElseThrow();
		AiaChoice choice = AiaChoice.parse(aia);
		byte[] state;
		StringBuffer text = new StringBuffer();
		try (VirtualMachine vm = VirtualMachine.create(config(guest, choice, Engine.TRANSLATOR, console(text, "")))) {
			vm.run(5_000);
			state = save(vm);
			Random random = new Random(7);
			int refused = 0;
			for (int round = 0; round < 150; round++) {
				byte[] bad = random.nextInt(8) == 0 ? Arrays.copyOf(state, random.nextInt(state.length)) : state.clone();
				for (int i = random.nextInt(3); i >= 0 && bad.length > 0; i--) {
					// most of it is RAM: what lies before and behind is of more interest
					int window = Math.min(bad.length, 6000);
					int place = random.nextInt(window);
					bad[random.nextInt(4) == 0 ? place : bad.length - 1 - place] = (byte) random.nextInt();
				}
				try {
					vm.load(new DataInputStream(new ByteArrayInputStream(bad)));
				} catch (IOException e) {
					assertTrue(e.getMessage().endsWith("."), e.getMessage());
					refused++;
					continue;
				}
				vm.run(20_000);
			}
			assertTrue(refused > 15, refused + " refused");
			load(vm, state);
			assertArrayEquals(state, save(vm));
		}
	}

	@Test
	void otherMachinesSnapshotsAreRefusedInASentence() throws Exception {
		Guests.Guest guest = Guests.all().get(0);
		byte[] state;
		try (VirtualMachine vm = VirtualMachine.create(config(guest, AiaChoice.NONE, Engine.INTERPRETER, new ConsolePort()))) {
			state = save(vm);
		}
		VmConfig other = config(guest, AiaChoice.NONE, Engine.INTERPRETER, new ConsolePort()).toBuilder().harts(3).build();
		try (VirtualMachine vm = VirtualMachine.create(other)) {
			assertEquals("The snapshot's number of harts is 1; this guest's is 3.", assertThrows(IOException.class, () -> load(vm, state)).getMessage());
			assertEquals("This is no snapshot of a guest.", assertThrows(IOException.class, () -> load(vm, new byte[100])).getMessage());
		}
		VmConfig emulated = VmConfig.of(guest.elf()).technique(Technique.TRAP_AND_EMULATE).build();
		try (VirtualMachine vm = VirtualMachine.create(emulated)) {
			assertEquals("Only a guest under technique bare whose harts take turns can be saved.",
					assertThrows(IOException.class, () -> save(vm)).getMessage());
		}
	}
}
