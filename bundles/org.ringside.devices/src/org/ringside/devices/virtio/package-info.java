/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Virtio: the transport over memory-mapped registers, the split virtqueue, and the devices that speak through them.
 *
 * <p>The words and section numbers are those of the Virtual I/O Device specification 1.2. Uses {@code org.ringside.devices},
 * {@code org.ringside.machine} and {@code org.ringside.image}. Start reading at
 * {@link org.ringside.devices.virtio.VirtioDevice}, which a device implements; {@link org.ringside.devices.virtio.VirtioMmio}
 * puts it on a board. All methods are called on the thread that runs the machine.
 */
package org.ringside.devices.virtio;
