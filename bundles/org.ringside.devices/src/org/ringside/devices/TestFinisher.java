/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Objects;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/** The register by which software ends its run and tells how it went, in the layout of SiFive's test device. */
public final class TestFinisher implements BoardDevice {

	/** How software ended its run. */
	public sealed interface Ending {
	}

	/** It is content, or switched the machine off. */
	public record Pass() implements Ending {
	}

	/**
	 * It is not content.
	 *
	 * @param code its code, 0 to 65535
	 */
	public record Fail(int code) implements Ending {
	}

	/** It wants the machine to start afresh. */
	public record Reset() implements Ending {
	}

	/** Learns of the end. */
	@FunctionalInterface
	public interface Listener {
		/** Called within the store; the run is to stop after the storing instruction. */
		void ended(Ending ending);
	}

	private static final int PASS = 0x5555;
	private static final int FAIL = 0x3333;
	private static final int RESET = 0x7777;

	private final Listener listener;

	/**
	 * @param listener learns of the end
	 */
	public TestFinisher(Listener listener) {
		this.listener = Objects.requireNonNull(listener);
	}

	@Override
	public String name() {
		return "finisher";
	}

	@Override
	public long size() {
		return 0x1000;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size == 2 || size == 4;
	}

	@Override
	public long read(long offset, int size) {
		return 0;
	}

	@Override
	public void write(long offset, int size, long value) {
		if (offset != 0) {
			return;
		}
		switch ((int) value & 0xffff) {
		case PASS -> listener.ended(new Pass());
		case FAIL -> listener.ended(new Fail((int) (value >>> 16) & 0xffff));
		case RESET -> listener.ended(new Reset());
		default -> {
			// any other value is kept for the future and does nothing
		}
		}
	}

	@Override
	public void reset() {
		// no state
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		DeviceNode node = place.node(bus, "test").strings("compatible", "sifive,test1", "sifive,test0", "syscon");
		int phandle = tree.phandle(node);
		tree.root().child("poweroff").strings("compatible", "syscon-poweroff").cells("regmap", phandle).cells("offset", 0)
				.cells("value", PASS);
		tree.root().child("reboot").strings("compatible", "syscon-reboot").cells("regmap", phandle).cells("offset", 0)
				.cells("value", RESET);
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
