/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Devices of the board: UART, interrupt controllers, timers, test finisher, and the board's device tree.
 *
 * <p>Floor 2: may use {@code org.ringside.machine} and {@code org.ringside.image}.
 */
package org.ringside.devices;
