/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Delivery by messages to interrupt files (AIA 1.0, section 4.9). */
final class MessageDelivery implements AplicDelivery {

	private static final int GENMSI = 0x3000;
	private static final int MODE = 1 << 2;
	private static final int HART_SHIFT = 18;
	private static final int GUEST_SHIFT = 12;
	private static final int GUEST = 0x3f;
	private static final int IDENTITY = 0x7ff;

	private final AiaLevel level;
	private final MessageAddresses addresses;
	private final MessagePort port;
	private final int harts;
	private final int guests;
	private int extempore;

	/**
	 * @param addresses where the files lie
	 * @param guests the most that a guest index can be
	 */
	MessageDelivery(AiaLevel level, MessageAddresses addresses, MessagePort port, int harts, int guests) {
		this.level = level;
		this.addresses = addresses;
		this.port = port;
		this.harts = harts;
		this.guests = guests;
	}

	@Override
	public int mode() {
		return MODE;
	}

	/** A hart or guest that is not there leaves the old one (WLRL). */
	@Override
	public int target(int old, int written) {
		int hart = written >>> HART_SHIFT < harts ? written >>> HART_SHIFT : old >>> HART_SHIFT;
		int guest = (written >>> GUEST_SHIFT & GUEST) <= guests ? written >>> GUEST_SHIFT & GUEST : old >>> GUEST_SHIFT & GUEST;
		return hart << HART_SHIFT | guest << GUEST_SHIFT | written & IDENTITY;
	}

	@Override
	public int freshTarget() {
		return 0;
	}

	/** What has been sent is not pending any more. */
	@Override
	public void update(AplicDomain domain) {
		if (!domain.on()) {
			return;
		}
		for (int source = 1; source <= AplicDomain.SOURCES; source++) {
			if (domain.wants(source)) {
				domain.sent(source);
				send(domain.target(source));
			}
		}
	}

	private void send(int target) {
		port.send(addresses.of(level, target >>> HART_SHIFT, target >>> GUEST_SHIFT & GUEST), target & IDENTITY);
	}

	@Override
	public int read(AplicDomain domain, int offset) {
		return offset == GENMSI ? extempore : 0;
	}

	/** An extempore message goes out at once, so that the register is never busy (AIA 1.0, 4.5.15). */
	@Override
	public void write(AplicDomain domain, int offset, int value) {
		if (offset == GENMSI) {
			int hart = value >>> HART_SHIFT < harts ? value >>> HART_SHIFT : extempore >>> HART_SHIFT;
			extempore = hart << HART_SHIFT | value & IDENTITY;
			send(extempore);
		}
	}

	@Override
	public void reset() {
		extempore = 0;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(extempore);
	}

	@Override
	public void load(DataInput in) throws IOException {
		extempore = target(0, in.readInt()) & ~(GUEST << GUEST_SHIFT);
	}
}
