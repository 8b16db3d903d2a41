/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** State that goes into a snapshot: what {@link #save} writes, {@link #load} of an equally built object reads back. */
public interface Saveable {

	void save(DataOutput out) throws IOException;

	void load(DataInput in) throws IOException;
}
