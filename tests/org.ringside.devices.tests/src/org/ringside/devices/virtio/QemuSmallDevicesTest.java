/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.BothBoards;
import org.ringside.devices.DriverProgram;
import org.ringside.devices.SerialQueue;

/** The small devices show a driver what QEMU's show, and use its buffers in the same way. */
class QemuSmallDevicesTest {

	@TempDir
	private Path folder;

	/**
	 * @param features those that both have: QEMU's cards and consoles have more of them, and our balloon wants to be told of pages
	 * @param queues how many both have
	 * @param configuration its bytes that both have
	 */
	private record Kind(int type, List<String> options, long features, int queues, int configuration, Function<Dma, VirtioDevice> ours) {
	}

	private static Kind kind(String name) {
		return switch (name) {
		case "entropy" -> new Kind(4, List.of("-device", "virtio-rng-device"), 0, 1, 0, memory -> new VirtioEntropy(1));
		case "balloon" -> new Kind(5, List.of("-device", "virtio-balloon-device,deflate-on-oom=on,free-page-reporting=on"),
				VirtioFeature.set(1, 2, 5), 4, 8, memory -> new VirtioBalloon(new PageOwner() {
					@Override
					public void release(long gpa, long pages) {
						// not of interest
					}

					@Override
					public void claim(long gpa) {
						// not of interest
					}
				}, DriverProgram.CODE, 4 << 20));
		case "console" -> new Kind(3, List.of("-device", "virtio-serial-device,max_ports=1", "-chardev", "null,id=n", "-device",
				"virtconsole,chardev=n"), VirtioFeature.set(2), 2, 4, memory -> new VirtioConsole(new SerialQueue(octet -> {
				})));
		default -> new Kind(1, List.of("-netdev", "user,id=n", "-device", "virtio-net-device,netdev=n,mac=52:54:00:12:34:56"),
				VirtioFeature.set(5, 16), 2, 8, memory -> new VirtioNet(new NetworkCable() {
					@Override
					public byte[] address() {
						return new byte[] {0x52, 0x54, 0, 0x12, 0x34, 0x56};
					}

					@Override
					public void send(byte[] frame) {
						// it goes nowhere
					}

					@Override
					public Optional<byte[]> receive() {
						return Optional.empty();
					}

					@Override
					public void onArrival(Runnable told) {
						// nothing arrives
					}
				}));
		};
	}

	@ParameterizedTest
	@CsvSource({"entropy, true", "entropy, false", "balloon, true", "balloon, false", "console, true", "console, false", "net, true", "net, false"})
	void registersAreTheSame(String name, boolean legacy) throws Exception {
		Kind kind = kind(name);
		DriverProgram program = new DriverProgram(kind.type);
		program.read(0x04, "version");
		program.write(0x14, 0);
		program.readMasked(0x10, kind.features | VirtioFeature.set(VirtioFeature.INDIRECT_DESC, VirtioFeature.EVENT_IDX), "features");
		for (int i = 0; i < kind.configuration; i++) {
			program.readByte(0x100 + i, "configuration byte " + i);
		}
		for (int i = 0; i < kind.queues; i++) {
			program.write(0x30, i);
			program.readMasked(0x34, 0xff, "room of queue " + i + ", which is a multiple of 256");
			program.read(0x44, "whether queue " + i + " is ready");
		}
		program.write(0x30, 100);
		program.read(0x34, "room of a queue that is not there");
		program.start(legacy, (legacy ? 0 : 1L << 32) | kind.features);
		for (int length = 0; length < 20 && kind.type == 4; length++) {
			program.request(List.of(new DriverProgram.Piece(DriverProgram.MEMORY, 1 + length, true),
					new DriverProgram.Piece(DriverProgram.MEMORY + 4096, 3 + length, true)), true, (4 + 2 * length) + " random bytes");
		}
		for (int i = 0; i < 5 && kind.type == 5; i++) {
			program.store(DriverProgram.MEMORY + 4 * i, (DriverProgram.MEMORY >>> 12) + 16 + i, 4);
			program.request(List.of(new DriverProgram.Piece(DriverProgram.MEMORY, 4 * (i + 1), false)), true, (i + 1) + " pages");
			program.write(0x104, i + 1);
			program.readByte(0x104, "how many pages it has");
		}
		for (int i = 0; i < 6 && kind.type == 1; i++) {
			program.writeByte(0x100 + i, 2 * i);
			program.readByte(0x100 + i, "byte " + i + " of an address that a legacy driver may set");
		}
		byte[] code = program.image();
		List<Long> theirs = BothBoards.qemu(folder, code, legacy, kind.options);
		List<Long> ours = BothBoards.ours(code, legacy, kind.ours);
		BothBoards.expectSame(program.questions(), theirs, ours, name + (legacy ? ", legacy" : ""));
	}
}
