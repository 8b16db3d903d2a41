/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

/** Numbers of the DTB format (Devicetree Specification 0.4, 5.2 to 5.4). */
final class Dtb {

	static final int MAGIC = 0xd00d_feed;
	static final int HEADER_SIZE = 40;
	static final int VERSION = 17;
	static final int OLDEST_COMPATIBLE = 16;

	static final int BEGIN_NODE = 1;
	static final int END_NODE = 2;
	static final int PROPERTY = 3;
	static final int NOP = 4;
	static final int END = 9;

	private Dtb() {
	}
}
