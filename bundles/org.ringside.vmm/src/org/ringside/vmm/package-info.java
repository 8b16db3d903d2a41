/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The monitor: virtual machines, vCPUs, exits, techniques of virtualization and hypercalls.
 *
 * <p>Floor 3: may use the machine and its devices.
 */
package org.ringside.vmm;
