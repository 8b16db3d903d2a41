/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Disk images: raw files, qcow2 files, and a layer that keeps writes away from the file below it.
 *
 * <p>Start reading at {@link org.ringside.image.disk.Disk}; {@link org.ringside.image.disk.DiskFile} opens one.
 */
package org.ringside.image.disk;
