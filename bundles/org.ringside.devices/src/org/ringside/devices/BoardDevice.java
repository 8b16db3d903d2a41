/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.Device;
import org.ringside.machine.Saveable;

/** A device that can be put on a board: it also has a name and a size, can be reset, and tells a kernel about itself. */
public interface BoardDevice extends Device, Saveable {

	/** @return what messages and snapshots call it, unique on a board */
	String name();

	/** @return the size of its window in bytes */
	long size();

	/** Goes back to the state in which a machine is switched on. */
	void reset();

	/**
	 * Writes its node.
	 *
	 * @param tree the tree, for references to other nodes
	 * @param bus the node of the bus that the device is on
	 * @param place where the board has put it
	 */
	void describe(DeviceTree tree, DeviceNode bus, Placement place);
}
