/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** What a memory access wants to do; decides the permission needed and the cause of its fault. */
public enum Access {
	READ, WRITE, EXECUTE
}
