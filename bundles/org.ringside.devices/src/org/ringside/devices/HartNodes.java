/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/** Where the device tree tells about harts, for devices whose wires lead there. */
public final class HartNodes {

	private HartNodes() {
	}

	/** @return the node of a hart, made if it is not there */
	public static DeviceNode of(DeviceTree tree, int hart) {
		return tree.root().child("cpus").child("cpu@" + Integer.toHexString(hart));
	}

	/** @return the phandle of a hart's own interrupt controller */
	public static int interruptController(DeviceTree tree, int hart) {
		return tree.phandle(of(tree, hart).child("interrupt-controller"));
	}
}
