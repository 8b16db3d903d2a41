/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.ringside.devices.InterruptLine;

/** Delivery by a wire to each hart, with the interrupt delivery control structures (AIA 1.0, section 4.8). */
final class DirectDelivery implements AplicDelivery {

	private static final int CONTROLS = 0x4000;
	private static final int CONTROL_SIZE = 32;
	private static final int IDELIVERY = 0;
	private static final int IFORCE = 4;
	private static final int ITHRESHOLD = 8;
	private static final int TOPI = 0x18;
	private static final int CLAIMI = 0x1c;
	private static final int HART_SHIFT = 18;
	private static final int PRIORITY = 0xff;

	private final List<InterruptLine> lines;
	private final boolean[] delivers;
	private final boolean[] forced;
	private final int[] threshold;

	/**
	 * @param lines the wires, by hart
	 */
	DirectDelivery(List<InterruptLine> lines) {
		this.lines = List.copyOf(lines);
		delivers = new boolean[lines.size()];
		forced = new boolean[lines.size()];
		threshold = new int[lines.size()];
	}

	@Override
	public int mode() {
		return 0;
	}

	/** A hart that is not there leaves the old one (WLRL); priority 0 becomes 1. */
	@Override
	public int target(int old, int written) {
		int hart = written >>> HART_SHIFT < lines.size() ? written >>> HART_SHIFT : old >>> HART_SHIFT;
		return hart << HART_SHIFT | Math.max(1, written & PRIORITY);
	}

	@Override
	public int freshTarget() {
		return 1;
	}

	@Override
	public void update(AplicDomain domain) {
		for (int hart = 0; hart < lines.size(); hart++) {
			lines.get(hart).set(domain.on() && delivers[hart] && (forced[hart] || top(domain, hart) != 0));
		}
	}

	/** The value of topi: the smallest priority number of what is pending, enabled and below the threshold, of equals the first. */
	int top(AplicDomain domain, int hart) {
		int best = 0;
		int least = threshold[hart] == 0 ? PRIORITY + 1 : threshold[hart];
		for (int source = 1; source <= AplicDomain.SOURCES; source++) {
			if (domain.wants(source) && domain.target(source) >>> HART_SHIFT == hart && (domain.target(source) & PRIORITY) < least) {
				least = domain.target(source) & PRIORITY;
				best = source << 16 | least;
			}
		}
		return best;
	}

	@Override
	public int read(AplicDomain domain, int offset) {
		int hart = (offset - CONTROLS) / CONTROL_SIZE;
		if (offset < CONTROLS || hart >= lines.size()) {
			return 0;
		}
		return switch (offset % CONTROL_SIZE) {
		case IDELIVERY -> delivers[hart] ? 1 : 0;
		case IFORCE -> forced[hart] ? 1 : 0;
		case ITHRESHOLD -> threshold[hart];
		case TOPI -> top(domain, hart);
		case CLAIMI -> claim(domain, hart);
		default -> 0;
		};
	}

	private int claim(AplicDomain domain, int hart) {
		int top = top(domain, hart);
		if (top == 0) {
			forced[hart] = false;
		} else {
			domain.claimed(top >>> 16);
		}
		update(domain);
		return top;
	}

	@Override
	public void write(AplicDomain domain, int offset, int value) {
		int hart = (offset - CONTROLS) / CONTROL_SIZE;
		if (offset < CONTROLS || hart >= lines.size()) {
			return;
		}
		switch (offset % CONTROL_SIZE) {
		case IDELIVERY -> delivers[hart] = (value & 1) != 0;
		case IFORCE -> forced[hart] = (value & 1) != 0;
		case ITHRESHOLD -> threshold[hart] = value & PRIORITY;
		default -> {
			// topi and claimi are read-only, the rest is reserved
		}
		}
	}

	@Override
	public void reset() {
		Arrays.fill(delivers, false);
		Arrays.fill(forced, false);
		Arrays.fill(threshold, 0);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (int hart = 0; hart < lines.size(); hart++) {
			out.writeBoolean(delivers[hart]);
			out.writeBoolean(forced[hart]);
			out.writeByte(threshold[hart]);
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		for (int hart = 0; hart < lines.size(); hart++) {
			delivers[hart] = in.readBoolean();
			forced[hart] = in.readBoolean();
			threshold[hart] = in.readUnsignedByte();
		}
	}
}
