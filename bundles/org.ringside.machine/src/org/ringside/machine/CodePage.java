/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** The nodes of one page of code as seen at one virtual page; dropped as a whole when the frame's code is written. */
public final class CodePage {

	/** Virtual address of the page. */
	final long address;
	final Ram ram;
	/** Offset of the frame in {@link #ram}. */
	final long frame;
	/** Physical address of the page on the hart's bus. */
	final long physical;
	private final Node[] nodes = new Node[Memory.PAGE / 2];

	CodePage(long address, Ram ram, long frame, long physical) {
		this.address = address;
		this.ram = ram;
		this.frame = frame;
		this.physical = physical;
	}

	/** The node at an address, or {@code null} if it lies in another page or is not decoded yet. */
	Node at(long pc) {
		long offset = pc - address;
		return offset >= 0 && offset < Memory.PAGE ? nodes[(int) offset >>> 1] : null;
	}

	/** Virtual address of the page. */
	public long address() {
		return address;
	}

	/** The instruction at an address if it was decoded, lies in this page alone and nothing watches it; else {@code null}. */
	public Node instruction(long pc) {
		Node node = at(pc);
		Node real = node instanceof Boundary.Translated translated ? translated.real : node;
		return real != null && (real.weight() != 0 || real instanceof SystemNode) ? real : null;
	}

	void put(Node node) {
		nodes[(int) (node.pc - address) >>> 1] = node;
	}
}
