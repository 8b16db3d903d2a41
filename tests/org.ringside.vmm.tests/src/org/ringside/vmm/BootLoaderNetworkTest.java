/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.virtio.NetworkCable;
import org.ringside.devices.virtio.VirtioNet;
import org.ringside.vmm.net.LoopbackWire;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.VirtualSwitch;

/** Debian's U-Boot finds its network card and pings a responder across a virtual switch. */
class BootLoaderNetworkTest {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
	private static final byte[] RESPONDER = {10, 9, 8, 7};

	/** Answers ARP and ICMP echo requests for one address, by turning each request around. */
	private static void respond(NetworkCable cable) {
		for (Optional<byte[]> next = cable.receive(); next.isPresent(); next = cable.receive()) {
			byte[] frame = next.get();
			int type = ByteBuffer.wrap(frame).getShort(12);
			if (type == 0x0806 && frame[21] == 1 && Arrays.equals(Arrays.copyOfRange(frame, 38, 42), RESPONDER)) {
				byte[] answer = frame.clone();
				answer[21] = 2;
				System.arraycopy(frame, 22, answer, 32, 10);
				System.arraycopy(cable.address(), 0, answer, 22, 6);
				System.arraycopy(RESPONDER, 0, answer, 28, 4);
				turn(cable, frame, answer);
			} else if (type == 0x0800 && frame[23] == 1 && frame[34] == 8) {
				byte[] answer = frame.clone();
				System.arraycopy(frame, 26, answer, 30, 4);
				System.arraycopy(frame, 30, answer, 26, 4);
				answer[34] = 0;
				int sum = (ByteBuffer.wrap(frame).getShort(36) & 0xffff) + 0x0800;
				ByteBuffer.wrap(answer).putShort(36, (short) (sum + (sum >>> 16)));
				turn(cable, frame, answer);
			}
		}
	}

	private static void turn(NetworkCable cable, byte[] frame, byte[] answer) {
		System.arraycopy(frame, 6, answer, 0, 6);
		System.arraycopy(cable.address(), 0, answer, 6, 6);
		cable.send(answer);
	}

	private static void need() {
		Assumptions.assumeTrue(Files.exists(OPENSBI) && Files.exists(U_BOOT), "needs the packages opensbi and u-boot-qemu");
	}

	@ParameterizedTest
	@CsvSource({"BARE,false", "BARE,true", "TRAP_AND_EMULATE,false"})
	void pingsAcrossTheSwitch(Technique technique, boolean legacy) throws Exception {
		need();
		VirtualSwitch wires = new VirtualSwitch();
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(OPENSBI).kernel(U_BOOT).technique(technique).console(console).memoryBytes(256L << 20)
				.devices(DeviceChoice.NONE.withLegacyVirtio(legacy)).network(new NetworkChoice.Switch(wires)).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			NetworkCable responder = wires.plugIn();
			responder.onArrival(() -> respond(responder));
			Guests.waitFor(vm, text, "Hit any key");
			command(vm, console, text, "", "=> ");
			command(vm, console, text, "setenv ipaddr 10.9.8.6; setenv netmask 255.255.255.0", "=> ");
			command(vm, console, text, "ping 10.9.8.7", "host 10.9.8.7 is alive");
			assertTrue(text.indexOf("Using virtio-net#") >= 0, text.toString());
			VirtioNet.Traffic traffic = vm.networkTraffic().orElseThrow();
			// ARP and echo, each with its answer
			assertEquals(2, traffic.sentFrames(), traffic.toString());
			assertEquals(2, traffic.receivedFrames(), traffic.toString());
			assertTrue(traffic.sentBytes() >= 84 && traffic.receivedBytes() >= 84, traffic.toString());
			assertEquals(0, traffic.sentDropped() + traffic.receivedDropped(), traffic.toString());
			console.type("poweroff\r".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(1_000_000_000);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), text.toString());
		}
	}

	@Test
	void pingsAcrossTheWireOfSeveralProcesses() throws Exception {
		need();
		int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(OPENSBI).kernel(U_BOOT).console(console).memoryBytes(256L << 20).realTime(true)
				.network(new NetworkChoice.Wire(port)).build();
		LoopbackWire responder;
		try {
			responder = LoopbackWire.join(port);
		} catch (IOException e) {
			Assumptions.abort("the loopback interface serves no groups: " + e.getMessage());
			return;
		}
		try (responder; VirtualMachine vm = VirtualMachine.create(config)) {
			responder.onArrival(() -> respond(responder));
			Guests.waitFor(vm, text, "Hit any key");
			command(vm, console, text, "", "=> ");
			command(vm, console, text, "setenv ipaddr 10.9.8.6; setenv netmask 255.255.255.0", "=> ");
			command(vm, console, text, "ping 10.9.8.7", "host 10.9.8.7 is alive");
		}
	}

	/** A card plugged in later has another address, even after an earlier one is gone. */
	@Test
	void twoGuestsOnOneSwitchHaveAddressesOfTheirOwn() throws Exception {
		need();
		VirtualSwitch wires = new VirtualSwitch();
		NetworkCable observer = wires.plugIn();
		VmConfig config = VmConfig.of(OPENSBI).kernel(U_BOOT).memoryBytes(256L << 20).network(new NetworkChoice.Switch(wires)).build();
		String[] printed = new String[2];
		for (int guest = 0; guest < 2; guest++) {
			ConsolePort console = new ConsolePort();
			StringBuffer text = Guests.listen(console);
			try (VirtualMachine vm = VirtualMachine.create(config.toBuilder().console(console).build())) {
				Guests.waitFor(vm, text, "Hit any key");
				command(vm, console, text, "", "=> ");
				command(vm, console, text, "printenv ethaddr", "=> ");
				printed[guest] = text.substring(text.indexOf("ethaddr=52:54:00:12:34:"), text.indexOf("ethaddr=52:54:00:12:34:") + 25);
			}
		}
		assertEquals("ethaddr=52:54:00:12:34:57", printed[0]);
		assertEquals("ethaddr=52:54:00:12:34:58", printed[1]);
		assertTrue(observer.receive().isEmpty(), "nobody has sent anything");
	}

	private static void command(VirtualMachine vm, ConsolePort console, StringBuffer text, String command, String answer) {
		text.setLength(0);
		console.type((command + "\r").getBytes(StandardCharsets.US_ASCII));
		Guests.waitFor(vm, text, answer);
		Guests.waitFor(vm, text, "=> ");
	}
}
