/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * What a guest is loaded from: {@link org.ringside.image.GuestImage} tells the kinds of file apart, and
 * {@link org.ringside.image.ImageException} is how every reader of this bundle refuses a file.
 *
 * <p>Uses nothing but the Java platform. Start reading at {@link org.ringside.image.GuestImage#load}; the formats
 * themselves are in {@code elf}, {@code dwarf} and {@code fdt}.
 */
package org.ringside.image;
