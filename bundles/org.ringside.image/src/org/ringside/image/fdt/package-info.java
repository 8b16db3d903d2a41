/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Flattened device trees: built, written as DTB, read back from untrusted bytes, and shown as source.
 *
 * <p>Uses {@code org.ringside.image} only. Start reading at {@link org.ringside.image.fdt.DeviceTree}; devices write
 * their own {@link org.ringside.image.fdt.DeviceNode}. Source: Devicetree Specification 0.4, chapter 5.
 */
package org.ringside.image.fdt;
