/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/**
 * The platform-level interrupt controller (RISC-V PLIC 1.0.0), with two contexts for each hart: machine, then supervisor.
 *
 * <p>Sources are levels. The gateway of a source lets one request through and no further one until it is completed.
 */
public final class Plic implements BoardDevice, InterruptSources {

	/** Numbers 1 to this are sources. */
	public static final int SOURCES = 96;

	private static final int WORDS = SOURCES / 32 + 1;
	private static final int HIGHEST_PRIORITY = 7;
	private static final int PENDING = 0x1000;
	private static final int ENABLE = 0x2000;
	private static final int ENABLE_STRIDE = 0x80;
	private static final int CONTEXT = 0x20_0000;
	private static final int CONTEXT_STRIDE = 0x1000;

	private final InterruptLine[] targets;
	private final boolean[] level = new boolean[SOURCES + 1];
	private final boolean[] pending = new boolean[SOURCES + 1];
	/** Claimed and not completed. */
	private final boolean[] inService = new boolean[SOURCES + 1];
	private final int[] priority = new int[SOURCES + 1];
	private final int[][] enabled;
	private final int[] threshold;

	/**
	 * @param harts the wires, by hart
	 */
	public Plic(List<HartLines> harts) {
		targets = harts.stream().flatMap(h -> List.of(h.machineExternal(), h.supervisorExternal()).stream())
				.toArray(InterruptLine[]::new);
		enabled = new int[targets.length][WORDS];
		threshold = new int[targets.length];
	}

	/** @return the wire of a source, 1 to {@link #SOURCES} */
	@Override
	public InterruptLine source(int number) {
		if (number < 1 || number > SOURCES) {
			throw new IllegalArgumentException("The PLIC has sources 1 to " + SOURCES + ", not " + number);
		}
		return high -> {
			level[number] = high;
			if (high && !inService[number] && !pending[number]) {
				pending[number] = true;
				update();
			}
		};
	}

	@Override
	public String name() {
		return "plic";
	}

	@Override
	public long size() {
		return 0x60_0000;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size == 4;
	}

	@Override
	public long read(long offset, int size) {
		int at = (int) offset;
		if (at < PENDING) {
			int source = at >>> 2;
			return source <= SOURCES ? priority[source] : 0;
		}
		if (at < ENABLE) {
			return word(pending, at - PENDING >>> 2);
		}
		if (at < CONTEXT) {
			int context = (at - ENABLE) / ENABLE_STRIDE;
			int word = (at - ENABLE) % ENABLE_STRIDE >>> 2;
			return context < targets.length && word < WORDS ? enabled[context][word] : 0;
		}
		int context = (at - CONTEXT) / CONTEXT_STRIDE;
		if (context >= targets.length) {
			return 0;
		}
		return switch (at % CONTEXT_STRIDE) {
		case 0 -> threshold[context];
		case 4 -> claim(context);
		default -> 0;
		};
	}

	@Override
	public void write(long offset, int size, long value) {
		int at = (int) offset;
		if (at < PENDING) {
			int source = at >>> 2;
			if (source >= 1 && source <= SOURCES) {
				priority[source] = (int) value & HIGHEST_PRIORITY;
			}
		} else if (at < ENABLE) {
			// pending bits are read-only
			return;
		} else if (at < CONTEXT) {
			int context = (at - ENABLE) / ENABLE_STRIDE;
			int word = (at - ENABLE) % ENABLE_STRIDE >>> 2;
			if (context < targets.length && word < WORDS) {
				// source 0 does not exist, nor do those above the last
				int mask = word == 0 ? ~1 : word == WORDS - 1 ? (2 << SOURCES % 32) - 1 : ~0;
				enabled[context][word] = (int) value & mask;
			}
		} else {
			int context = (at - CONTEXT) / CONTEXT_STRIDE;
			if (context < targets.length && at % CONTEXT_STRIDE == 0) {
				threshold[context] = (int) value & HIGHEST_PRIORITY;
			} else if (context < targets.length && at % CONTEXT_STRIDE == 4) {
				complete(context, (int) value);
			}
		}
		update();
	}

	private static int word(boolean[] flags, int word) {
		int bits = 0;
		for (int source = word * 32; source < Math.min(word * 32 + 32, flags.length); source++) {
			bits |= flags[source] ? 1 << source % 32 : 0;
		}
		return bits;
	}

	private boolean isEnabled(int context, int source) {
		return (enabled[context][source / 32] & 1 << source % 32) != 0;
	}

	/** The pending and enabled source of the highest priority above a limit, the lowest number among equals. */
	private int best(int context, int above) {
		int best = 0;
		int bestPriority = above;
		for (int source = 1; source <= SOURCES; source++) {
			if (pending[source] && priority[source] > bestPriority && isEnabled(context, source)) {
				best = source;
				bestPriority = priority[source];
			}
		}
		return best;
	}

	/** The threshold masks the wire, not the claim (PLIC 1.0.0, chapter 9). */
	private int claim(int context) {
		int source = best(context, 0);
		if (source != 0) {
			pending[source] = false;
			inService[source] = true;
			update();
		}
		return source;
	}

	private void complete(int context, int source) {
		// a number that is not enabled for the context is ignored without a word (PLIC 1.0.0, chapter 10)
		if (source >= 1 && source <= SOURCES && isEnabled(context, source) && inService[source]) {
			inService[source] = false;
			pending[source] |= level[source];
		}
	}

	private void update() {
		for (int context = 0; context < targets.length; context++) {
			targets[context].set(best(context, threshold[context]) != 0);
		}
	}

	@Override
	public void reset() {
		Arrays.fill(pending, false);
		Arrays.fill(inService, false);
		Arrays.fill(priority, 0);
		Arrays.fill(threshold, 0);
		for (int[] words : enabled) {
			Arrays.fill(words, 0);
		}
		for (int source = 1; source <= SOURCES; source++) {
			pending[source] = level[source];
		}
		update();
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		int[] wires = new int[targets.length * 2];
		for (int context = 0; context < targets.length; context++) {
			wires[context * 2] = HartNodes.interruptController(tree, context / 2);
			wires[context * 2 + 1] = context % 2 == 0 ? 11 : 9;
		}
		DeviceNode node = place.node(bus, "plic").strings("compatible", "sifive,plic-1.0.0", "riscv,plic0")
				.flag("interrupt-controller").cells("#interrupt-cells", 1).cells("#address-cells", 0)
				.cells("interrupts-extended", wires).cells("riscv,ndev", SOURCES);
		tree.phandle(node);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(SOURCES);
		out.writeInt(targets.length);
		for (int source = 1; source <= SOURCES; source++) {
			out.writeByte((level[source] ? 1 : 0) | (pending[source] ? 2 : 0) | (inService[source] ? 4 : 0)
					| priority[source] << 3);
		}
		for (int context = 0; context < targets.length; context++) {
			out.writeByte(threshold[context]);
			for (int word : enabled[context]) {
				out.writeInt(word);
			}
		}
	}

	@Override
	public void load(DataInput in) throws IOException {
		SavedState.expect(name(), "sources", SOURCES, in.readInt());
		SavedState.expect(name(), "contexts", targets.length, in.readInt());
		for (int source = 1; source <= SOURCES; source++) {
			int flags = in.readByte();
			level[source] = (flags & 1) != 0;
			pending[source] = (flags & 2) != 0;
			inService[source] = (flags & 4) != 0;
			priority[source] = flags >>> 3 & HIGHEST_PRIORITY;
		}
		for (int context = 0; context < targets.length; context++) {
			threshold[context] = in.readByte() & HIGHEST_PRIORITY;
			for (int word = 0; word < WORDS; word++) {
				enabled[context][word] = in.readInt();
			}
		}
		update();
	}
}
