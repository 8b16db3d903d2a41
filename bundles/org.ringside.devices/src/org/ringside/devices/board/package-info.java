/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The board that carries the devices: addresses, interrupt numbers and the device tree, laid out as QEMU's {@code virt}
 * machine. Uses {@code org.ringside.devices}, {@code org.ringside.machine}, {@code org.ringside.image} and
 * {@code org.ringside.isa}. Start reading at {@link org.ringside.devices.board.VirtBoard}.
 */
package org.ringside.devices.board;
