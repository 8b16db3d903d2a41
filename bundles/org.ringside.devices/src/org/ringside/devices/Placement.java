/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import org.ringside.image.fdt.DeviceNode;

/**
 * What a board tells a device about its surroundings so that the device can write its device-tree node.
 *
 * @param base address of its window
 * @param size size of its window in bytes
 * @param controller phandle of the interrupt controller, 0 if the device has no interrupt
 * @param interrupt number of its interrupt there, 0 if it has none
 */
public record Placement(long base, long size, int controller, int interrupt) {

	/** @return the node {@code kind@address} with {@code reg} and, if there is one, the interrupt */
	public DeviceNode node(DeviceNode bus, String kind) {
		DeviceNode node = bus.child(kind + "@" + Long.toHexString(base)).cells64("reg", base, size);
		if (interrupt != 0) {
			node.cells("interrupts", interrupt).cells("interrupt-parent", controller);
		}
		return node;
	}
}
