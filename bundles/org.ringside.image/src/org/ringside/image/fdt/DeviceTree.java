/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;

/** A device tree: the root node, the reserved memory, and the numbers by which nodes refer to each other. */
public final class DeviceTree {

	/**
	 * Memory that a kernel must leave alone.
	 *
	 * @param address guest-physical address of its first byte
	 * @param size its size in bytes
	 */
	public record Reservation(long address, long size) {
	}

	private final DeviceNode root = new DeviceNode("");
	private final List<Reservation> reservations = new ArrayList<>();
	private int bootCpu;
	private int lastPhandle;

	/**
	 * Reads a tree.
	 *
	 * @param path a DTB file
	 * @return the tree
	 * @throws ImageException if it cannot be read or is no sound device tree
	 */
	public static DeviceTree read(Path path) throws ImageException {
		return parse(Bytes.readFile(path), path.toString());
	}

	/**
	 * Reads a tree from bytes that nobody vouches for.
	 *
	 * @param contents a DTB; what follows its stated size is ignored
	 * @param nameForMessages how messages name the file
	 * @return the tree
	 * @throws ImageException if it is no sound device tree
	 */
	public static DeviceTree parse(byte[] contents, String nameForMessages) throws ImageException {
		return DtbReader.read(contents, nameForMessages);
	}

	/** @return the node {@code /} */
	public DeviceNode root() {
		return root;
	}

	/** @return the node of an absolute path such as {@code /soc/serial@10000000}; a unit address may be left out if unique */
	public Optional<DeviceNode> node(String path) {
		DeviceNode node = root;
		for (String name : path.split("/")) {
			if (name.isEmpty()) {
				continue;
			}
			Optional<DeviceNode> next = node.find(name);
			if (next.isEmpty()) {
				return Optional.empty();
			}
			node = next.get();
		}
		return Optional.of(node);
	}

	/** @return the memory reservation block; add to it freely */
	public List<Reservation> reservations() {
		return reservations;
	}

	/** @return the {@code reg} of the hart that boots */
	public int bootCpu() {
		return bootCpu;
	}

	/** Says which hart boots. */
	public void bootCpu(int hartId) {
		bootCpu = hartId;
	}

	/**
	 * The number by which properties of other nodes refer to this one; made on first use.
	 *
	 * @param node a node of this tree
	 * @return its phandle
	 */
	public int phandle(DeviceNode node) {
		Optional<Integer> own = node.phandle();
		if (own.isPresent()) {
			return own.get();
		}
		lastPhandle++;
		node.cells("phandle", lastPhandle);
		return lastPhandle;
	}

	void lastPhandle(int used) {
		lastPhandle = Math.max(lastPhandle, used);
	}

	/** @return the tree as a DTB, version 17 */
	public byte[] toDtb() {
		return new DtbWriter().write(this);
	}

	/** @return the tree as source text that {@code dtc} compiles to the same tree */
	public String toSource() {
		return DtsPrinter.print(this);
	}
}
