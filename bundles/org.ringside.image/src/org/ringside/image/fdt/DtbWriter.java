/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes a device tree as a DTB: header, reservations, structure, strings. */
final class DtbWriter {

	private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
	private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
	private final Map<String, Integer> stringOffsets = new HashMap<>();

	byte[] write(DeviceTree tree) {
		node(tree.root());
		cell(structure, Dtb.END);
		int reservationsAt = Dtb.HEADER_SIZE;
		int structureAt = reservationsAt + (tree.reservations().size() + 1) * 16;
		int stringsAt = structureAt + structure.size();
		int total = stringsAt + strings.size();
		ByteBuffer out = ByteBuffer.allocate(total);
		out.putInt(Dtb.MAGIC).putInt(total).putInt(structureAt).putInt(stringsAt).putInt(reservationsAt);
		out.putInt(Dtb.VERSION).putInt(Dtb.OLDEST_COMPATIBLE).putInt(tree.bootCpu());
		out.putInt(strings.size()).putInt(structure.size());
		for (DeviceTree.Reservation reservation : tree.reservations()) {
			out.putLong(reservation.address()).putLong(reservation.size());
		}
		out.putLong(0).putLong(0);
		out.put(structure.toByteArray()).put(strings.toByteArray());
		return out.array();
	}

	private void node(DeviceNode node) {
		cell(structure, Dtb.BEGIN_NODE);
		structure.writeBytes(node.name().getBytes(StandardCharsets.UTF_8));
		structure.write(0);
		align();
		for (DeviceProperty property : node.properties()) {
			cell(structure, Dtb.PROPERTY);
			cell(structure, property.length());
			cell(structure, stringOffsets.computeIfAbsent(property.name(), this::addString));
			structure.writeBytes(property.toBytes());
			align();
		}
		for (DeviceNode child : node.children()) {
			node(child);
		}
		cell(structure, Dtb.END_NODE);
	}

	private int addString(String name) {
		int at = strings.size();
		strings.writeBytes(name.getBytes(StandardCharsets.UTF_8));
		strings.write(0);
		return at;
	}

	private void align() {
		while (structure.size() % 4 != 0) {
			structure.write(0);
		}
	}

	private static void cell(ByteArrayOutputStream out, int value) {
		out.write(value >>> 24);
		out.write(value >>> 16);
		out.write(value >>> 8);
		out.write(value);
	}
}
