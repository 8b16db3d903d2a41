/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.BitSet;

import org.ringside.isa.Decoder;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;
import org.ringside.machine.SystemNode;
import org.ringside.machine.TranslatedCode;
import org.ringside.machine.instructions.NodeFactory;
import org.ringside.translator.x86.HostCode;

/**
 * A region as host code. Code that leaves tells its region by a number, since code goes from one region to another without its
 * caller.
 */
final class HostRegion {

	/** Where a region leaves its code for one instruction, which is executed by its node, and goes on behind it. */
	record Sites(long page, short[] offsets, int[] words, short[] left, int[] resumptions) {
	}

	/** For a site behind which the code does not go on. */
	static final int NEVER = -1;
	private static final int MOST = 1 << 16;

	private static final BitSet TAKEN = new BitSet();
	@SuppressWarnings("unchecked")
	private static final WeakReference<HostRegion>[] BY_NUMBER = new WeakReference[MOST];

	private final Decoder decoder;
	private final Sites sites;
	private final Node[] nodes;
	private final HostCode.Placed code;

	HostRegion(Decoder decoder, HostCode.Placed code, Sites sites) {
		this.decoder = decoder;
		this.code = code;
		this.sites = sites;
		nodes = new Node[sites.words.length];
	}

	/** A number that no other region has; -1 if there are too many. */
	static synchronized int reserve() {
		int number = TAKEN.nextClearBit(0);
		if (number >= MOST) {
			return -1;
		}
		TAKEN.set(number);
		return number;
	}

	/** Gives a number back. */
	static synchronized void release(int number) {
		TAKEN.clear(number);
		BY_NUMBER[number] = null;
	}

	/** Makes a region known by a number that was reserved; it is given back with the region. */
	synchronized static void name(HostRegion region, int number) {
		BY_NUMBER[number] = new WeakReference<>(region);
		HostCode.whenGone(region, () -> release(number));
	}

	static HostRegion of(int number) {
		return BY_NUMBER[number].get();
	}

	long address() {
		return code.address();
	}

	/** Executes the instruction of a site; returns the host address at which to go on, or 0 if all translated code must be left. */
	long execute(int site, Hart h) {
		Node node = nodes[site];
		if (node == null) {
			node = NodeFactory.build(decoder.decode(sites.words[site]), null, sites.page + sites.offsets[site], h).asSite(sites.left[site]);
			// Harts on other threads may find them.
			VarHandle.storeStoreFence();
			nodes[site] = node;
		}
		if (node instanceof SystemNode) {
			boolean on = TranslatedCode.system(node, h);
			if (!on || sites.resumptions[site] == NEVER) {
				return 0;
			}
		} else {
			node.exec(h);
			if (sites.resumptions[site] == NEVER) {
				h.budget += sites.left[site] - 1;
				h.setPc(node.nextPc());
				return 0;
			}
		}
		return code.address() + sites.resumptions[site];
	}
}
