/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Storage of a fixed size that is read and written at any byte. Ranges are the caller's to check: {@code at} and
 * {@code length} lie within {@link #size}. One thread uses it.
 */
public interface Disk extends AutoCloseable {

	/** @return the size in bytes, a multiple of 512 */
	long size();

	/** @return whether it can be written at all */
	boolean isWritable();

	/** Reads bytes; all of them, or it fails. */
	void read(long at, byte[] into, int offset, int length) throws IOException;

	/** Writes bytes; a disk that is not writable refuses. */
	void write(long at, byte[] from, int offset, int length) throws IOException;

	/** Makes a range read as zeros. */
	void zero(long at, long length) throws IOException;

	/** Tells that a range is not needed any more; what it reads as afterwards is undefined. */
	default void discard(long at, long length) throws IOException {
		// a disk may keep what nobody needs
	}

	/** Returns when all that was written is where a loss of power does not harm it, as far as the disk promises that. */
	void flush() throws IOException;

	/** Writes what was changed since the disk was opened and is not in the user's file; most disks have nothing to save. */
	default void saveChanges(DataOutput out) throws IOException {
		// what was written is in the file
	}

	/** Takes back what {@link #saveChanges} of an equally opened disk wrote. */
	default void loadChanges(DataInput in) throws IOException {
		// what was written is in the file
	}

	@Override
	void close() throws IOException;
}
