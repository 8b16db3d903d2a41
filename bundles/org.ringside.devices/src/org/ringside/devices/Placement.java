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
 * @param trigger how the controller is told of the interrupt, where it wants to be told (device-tree binding of
 *        {@code #interrupt-cells}); 0 where not
 */
public record Placement(long base, long size, int controller, int interrupt, int trigger) {

	/** A level that is high while the device asks for an interrupt. */
	public static final int LEVEL_HIGH = 4;


	/** @return the node {@code kind@address} with {@code reg} and, if there is one, the interrupt */
	public DeviceNode node(DeviceNode bus, String kind) {
		DeviceNode node = bus.child(kind + "@" + Long.toHexString(base)).cells64("reg", base, size);
		if (interrupt != 0) {
			if (trigger == 0) {
				node.cells("interrupts", interrupt);
			} else {
				node.cells("interrupts", interrupt, trigger);
			}
			node.cells("interrupt-parent", controller);
		}
		return node;
	}
}
