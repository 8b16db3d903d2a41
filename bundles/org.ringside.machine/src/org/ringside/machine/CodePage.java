/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.BitSet;

import org.ringside.isa.Decoder;
import org.ringside.machine.instructions.NodeFactory;

/** The nodes of one page of code as seen at one virtual page; dropped as a whole when the frame's code is written. */
public final class CodePage {

	/** Virtual address of the page. */
	final long address;
	final Ram ram;
	/** Offset of the frame in {@link #ram}. */
	final long frame;
	/** Physical address of the page on the hart's bus. */
	final long physical;
	/** Offsets at which something waits for the instruction there: translated code must end before it. */
	private final BitSet barred;
	private final Node[] nodes = new Node[Memory.PAGE / 2];

	CodePage(long address, Ram ram, long frame, long physical, BitSet barred) {
		this.address = address;
		this.ram = ram;
		this.frame = frame;
		this.physical = physical;
		this.barred = barred;
	}

	/**
	 * A page of which nothing is known but some instructions, for translating what was translated once before.
	 *
	 * @param hart     that the instructions are decoded for
	 * @param address  virtual address of the page
	 * @param coverage instructions, one behind the other in each piece
	 * @throws IllegalArgumentException where the pieces are not such
	 */
	public static CodePage of(Hart hart, long address, TranslatedCode.Coverage coverage) {
		CodePage page = new CodePage(address, null, 0, 0, new BitSet());
		Decoder decoder = hart.code.decoder();
		int at = 0;
		for (int i = 0; i < coverage.pieces().length; i += 2) {
			int offset = coverage.pieces()[i];
			int end = offset + coverage.pieces()[i + 1];
			while (offset < end) {
				int word = offset + 2 > end ? 0 : half(coverage.bytes(), at);
				int length = Decoder.length(word);
				if (offset < 0 || offset % 2 != 0 || offset + length > end || end > Memory.PAGE) {
					throw new IllegalArgumentException("No instructions stand at offset " + offset + " of the page");
				}
				word |= length == 4 ? half(coverage.bytes(), at + 2) << 16 : 0;
				page.put(NodeFactory.build(decoder.decode(word), null, address + offset, hart));
				offset += length;
				at += length;
			}
		}
		return page;
	}

	private static int half(byte[] bytes, int at) {
		return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
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

	/** The offsets at which a breakpoint or a trigger waits for the instruction there; not to be changed. */
	public BitSet barred() {
		return barred;
	}

	boolean isOpen(int offset, int length) {
		int next = barred.nextSetBit(offset);
		return next < 0 || next >= offset + length;
	}

	/** The instruction at an address if it was decoded, lies in this page alone and nothing watches it; else {@code null}. */
	public Node instruction(long pc) {
		Node node = at(pc);
		Node real = node instanceof Boundary.Translated translated ? translated.real : node;
		return real != null && (real.weight() != 0 || real instanceof SystemNode) ? real : null;
	}

	/** Whether translated code goes on from an address. */
	public boolean isTranslated(long pc) {
		return at(pc) instanceof Boundary.Translated;
	}

	void put(Node node) {
		nodes[(int) (node.pc - address) >>> 1] = node;
	}
}
