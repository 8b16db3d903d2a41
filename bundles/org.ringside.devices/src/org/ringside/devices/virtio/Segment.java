/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/**
 * A piece of guest-physical memory that a descriptor names; all of it is RAM.
 *
 * @param gpa where it begins
 * @param length in bytes, not negative
 */
record Segment(long gpa, long length) {
}
