/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;

/** Stands where a board has a transport and no device behind it; drivers pass it by (section 4.2.2, DeviceID). */
public final class EmptySlot implements VirtioDevice {

	@Override
	public String name() {
		return "empty";
	}

	@Override
	public int type() {
		return 0;
	}

	@Override
	public long features() {
		return 0;
	}

	@Override
	public int queues() {
		return 0;
	}

	@Override
	public void connect(VirtioLink link) {
		// nobody is there
	}

	@Override
	public byte[] configuration() {
		return new byte[0];
	}

	@Override
	public boolean notified(int queue) {
		return false;
	}

	@Override
	public void reset() {
		// no state
	}

	@Override
	public void save(DataOutput out) {
		// no state
	}

	@Override
	public void load(DataInput in) {
		// no state
	}
}
