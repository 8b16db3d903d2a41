/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Devices of the {@code virt} board, each in a file of its own: it answers accesses, writes its device-tree node and
 * saves its state, and knows neither where it sits nor who drives it.
 *
 * <p>Uses {@code org.ringside.machine} and {@code org.ringside.image}. Start reading at
 * {@link org.ringside.devices.BoardDevice}; {@link org.ringside.devices.board.VirtBoard} puts them together. All methods
 * are called on the thread that runs the machine.
 */
package org.ringside.devices;
