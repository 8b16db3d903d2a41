/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * What a machine tells firmware beside the device tree: the {@code fw_cfg} device.
 *
 * <p>Uses {@code org.ringside.devices}, {@code org.ringside.machine} and {@code org.ringside.image}. Start reading at
 * {@link org.ringside.devices.firmware.FwCfg}.
 */
package org.ringside.devices.firmware;
