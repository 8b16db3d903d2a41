/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;
import org.ringside.image.bytes.Cursor;

/** Reads a DTB from untrusted bytes; depth and size are bounded. */
final class DtbReader {

	private static final int DEEPEST = 64;
	/** More than any device tree has, and little enough for the memory that junk can claim. */
	private static final int LARGEST = 1 << 24;
	private static final int LONGEST_NAME = 256;

	private final Bytes bytes;
	private final DeviceTree tree = new DeviceTree();
	private final Bytes strings;
	private final Cursor structure;
	private final Map<Long, String> propertyNames = new HashMap<>();

	private DtbReader(Bytes bytes) throws ImageException {
		this.bytes = bytes;
		long structureAt = bytes.u32(8, "device tree header");
		long stringsAt = bytes.u32(12, "device tree header");
		long reservationsAt = bytes.u32(16, "device tree header");
		long version = bytes.u32(20, "device tree header");
		long compatible = bytes.u32(24, "device tree header");
		if (compatible > Dtb.VERSION || version < Dtb.OLDEST_COMPATIBLE) {
			throw bytes.bad("is a device tree of version " + version + "; expected " + Dtb.VERSION + ".");
		}
		tree.bootCpu((int) bytes.u32(28, "device tree header"));
		strings = bytes.slice(stringsAt, bytes.u32(32, "device tree header"), "strings block");
		long structureSize = version >= 17 ? bytes.u32(36, "device tree header") : bytes.length() - structureAt;
		structure = new Cursor(bytes.slice(structureAt, structureSize, "structure block"), 0, "structure block");
		reservations(reservationsAt);
	}

	static DeviceTree read(byte[] contents, String name) throws ImageException {
		Bytes all = Bytes.of(contents, name, ByteOrder.BIG_ENDIAN);
		if (contents.length < 4 || all.u32(0, "device tree header") != (Dtb.MAGIC & 0xffff_ffffL)) {
			throw all.bad("is not a flattened device tree: it does not begin with d0 0d fe ed.");
		}
		long size = all.u32(4, "device tree header");
		if (size < Dtb.HEADER_SIZE || size > LARGEST) {
			throw all.bad("says that it has " + size + " bytes; expected " + Dtb.HEADER_SIZE + " to " + LARGEST + ".");
		}
		DtbReader reader = new DtbReader(all.slice(0, size, "device tree"));
		reader.structure();
		return reader.tree;
	}

	private void reservations(long at) throws ImageException {
		Cursor cursor = new Cursor(bytes, at, "memory reservation block");
		while (true) {
			long address = cursor.u64();
			long size = cursor.u64();
			if (address == 0 && size == 0) {
				return;
			}
			tree.reservations().add(new DeviceTree.Reservation(address, size));
		}
	}

	private void structure() throws ImageException {
		int token = token();
		if (token != Dtb.BEGIN_NODE) {
			throw bytes.bad("has a structure block that begins with token " + token + "; expected a node.");
		}
		name();
		node(tree.root(), 1);
		token = token();
		if (token != Dtb.END) {
			throw bytes.bad("has token " + token + " after its root node; expected the end.");
		}
	}

	private int token() throws ImageException {
		int token;
		do {
			token = (int) structure.u32();
		} while (token == Dtb.NOP);
		return token;
	}

	private void node(DeviceNode node, int depth) throws ImageException {
		if (depth > DEEPEST) {
			throw bytes.bad("has nodes nested deeper than " + DEEPEST + ".");
		}
		while (true) {
			int token = token();
			switch (token) {
			case Dtb.PROPERTY -> property(node);
			case Dtb.BEGIN_NODE -> {
				String name = name();
				if (name.isEmpty() || name.indexOf('/') >= 0) {
					throw bytes.bad("has a node with the name \"" + name + "\" in " + node + ".");
				}
				if (node.hasChild(name)) {
					throw bytes.bad("has two nodes with the name " + name + " in " + node + ".");
				}
				node(node.child(name), depth + 1);
			}
			case Dtb.END_NODE -> {
				return;
			}
			default -> throw bytes.bad("has token " + Integer.toUnsignedString(token) + " in node " + node + ".");
			}
		}
	}

	private String name() throws ImageException {
		String name = structure.string();
		align();
		if (name.length() > LONGEST_NAME) {
			throw bytes.bad("has a node name of " + name.length() + " characters.");
		}
		return name;
	}

	/** Kept, since thousands of properties share a few names. */
	private String propertyName(long offset) throws ImageException {
		String name = propertyNames.get(offset);
		if (name == null) {
			name = strings.string(offset, "property name");
			if (name.length() > LONGEST_NAME) {
				throw bytes.bad("has a property name of " + name.length() + " characters.");
			}
			propertyNames.put(offset, name);
		}
		return name;
	}

	private void property(DeviceNode node) throws ImageException {
		long length = structure.u32();
		String name = propertyName(structure.u32());
		long at = structure.position();
		structure.skip(length);
		node.bytes(name, structure.part(at, length));
		align();
		if (name.equals("phandle") && length == 4) {
			tree.lastPhandle(node.phandle().orElse(0));
		}
	}

	private void align() {
		structure.position(structure.position() + 3 & ~3L);
	}
}
