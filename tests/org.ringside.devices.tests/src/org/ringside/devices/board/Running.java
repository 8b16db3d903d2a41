/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.SerialQueue;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.Wires;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.machine.Clock;

/** A board without harts, whose wires remember their levels. */
record Running(Clock clock, List<Wires> wires, SerialQueue port, List<TestFinisher.Ending> endings,
		StringBuilder sent, VirtBoard board) {
	static Running start(int harts) {
		return start(harts, AiaChoice.NONE);
	}

	static Running start(int harts, AiaChoice aia) {
		Clock clock = new Clock(harts, 10);
		List<Wires> wires = Wires.of(harts);
		StringBuilder sent = new StringBuilder();
		SerialQueue port = new SerialQueue(octet -> {
			if (sent.length() < 1000) {
				sent.append((char) octet);
			}
		});
		List<TestFinisher.Ending> endings = new ArrayList<>();
		return new Running(clock, wires, port, endings, sent,
				new VirtBoard(clock, Wires.lines(wires), port, endings::add, 1_700_000_000_000_000_000L,
						new BoardOptions(VirtioSlots.EMPTY, new FirmwareItems(0, harts), aia)));
	}

	byte[] save() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		board.save(new DataOutputStream(out));
		return out.toByteArray();
	}

	void load(byte[] state) throws IOException {
		board.load(new DataInputStream(new ByteArrayInputStream(state)));
	}
}
