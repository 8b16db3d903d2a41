/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Images that keep changes back until they are flushed: where the process is asked to end, they get them still. */
final class UnflushedImages {

	private static final Set<Disk> OPEN = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
	private static boolean isWatching;

	private UnflushedImages() {
	}

	/** @param disk one whose {@link Disk#flush} may be called by any thread */
	static synchronized void add(Disk disk) {
		if (!isWatching) {
			Runtime.getRuntime().addShutdownHook(new Thread(UnflushedImages::flush, "Ringside disks"));
			isWatching = true;
		}
		OPEN.add(disk);
	}

	static void remove(Disk disk) {
		OPEN.remove(disk);
	}

	private static void flush() {
		for (Disk disk : OPEN.toArray(Disk[]::new)) {
			try {
				disk.flush();
			} catch (IOException e) {
				System.err.println("ringside: a disk image did not get the last writes: " + e.getMessage());
			}
		}
	}
}
