/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

/** What the entries of a qcow2 image's tables say. */
final class Qcow2Entry {

	/** Where the cluster lies that an entry stands for; 0 is nowhere. */
	static final long OFFSET = 0x00ff_ffff_ffff_fe00L;
	/** The image has one reference only to the cluster: it may be written where it lies. */
	static final long COPIED = 1L << 63;
	/** The cluster is compressed; the rest of the entry has a layout of its own. */
	static final long COMPRESSED = 1L << 62;
	/** The cluster reads as zeros, wherever it lies. */
	static final long ZERO = 1;

	private Qcow2Entry() {
	}

	static boolean isCompressed(long entry) {
		return (entry & COMPRESSED) != 0;
	}

	/** Whether a cluster of bytes stands behind the entry that may be written in its place. */
	static boolean isOwn(long entry) {
		return (entry & COPIED) != 0 && (entry & (COMPRESSED | ZERO)) == 0 && (entry & OFFSET) != 0;
	}

	/** Where the bytes of a compressed cluster begin. */
	static long packedPlace(long entry, int clusterBits) {
		return entry & (1L << packedBits(clusterBits)) - 1;
	}

	/** How many bytes it has at most: it ends within a sector. */
	static int packedLength(long entry, int clusterBits) {
		long sectors = (entry & COMPRESSED - 1) >>> packedBits(clusterBits);
		return (int) ((sectors + 1) * DiskFile.SECTOR - (packedPlace(entry, clusterBits) & DiskFile.SECTOR - 1));
	}

	private static int packedBits(int clusterBits) {
		return 62 - (clusterBits - 8);
	}
}
