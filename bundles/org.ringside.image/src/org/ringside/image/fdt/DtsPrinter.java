/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import java.util.HexFormat;
import java.util.stream.Collectors;

/** Prints a device tree as source. */
final class DtsPrinter {

	private final StringBuilder out = new StringBuilder();

	private DtsPrinter() {
	}

	static String print(DeviceTree tree) {
		DtsPrinter printer = new DtsPrinter();
		printer.out.append("/dts-v1/;\n");
		for (DeviceTree.Reservation reservation : tree.reservations()) {
			printer.out.append("/memreserve/ 0x").append(Long.toHexString(reservation.address())).append(" 0x")
					.append(Long.toHexString(reservation.size())).append(";\n");
		}
		printer.out.append('\n');
		printer.node(tree.root(), 0);
		return printer.out.toString();
	}

	private void node(DeviceNode node, int depth) {
		String indent = "\t".repeat(depth);
		out.append(indent).append(node).append(" {\n");
		for (DeviceProperty property : node.properties()) {
			out.append(indent).append('\t').append(property.name());
			if (property.length() != 0) {
				out.append(" = ").append(value(property));
			}
			out.append(";\n");
		}
		for (DeviceNode child : node.children()) {
			out.append('\n');
			node(child, depth + 1);
		}
		out.append(indent).append("};\n");
	}

	private static String value(DeviceProperty property) {
		if (property.looksLikeText()) {
			return property.strings().stream().map(DtsPrinter::quote).collect(Collectors.joining(", "));
		}
		if (property.length() % 4 == 0) {
			return property.cells().stream().map(c -> "0x" + Long.toHexString(c)).collect(Collectors.joining(" ", "<", ">"));
		}
		return "[" + HexFormat.ofDelimiter(" ").formatHex(property.toBytes()) + "]";
	}

	private static String quote(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}
}
