/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Flash memory that keeps what firmware stores beyond a power cycle, as QEMU's {@code virt} board has it. It may use disks and the machine.
 *
 * <p>Start reading at {@link org.ringside.devices.flash.CfiFlash}.
 */
package org.ringside.devices.flash;
