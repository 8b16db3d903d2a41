/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * How fast Ringside is, beside QEMU in the same run. Start reading at {@link org.ringside.bench.Bench}. Uses the runtime
 * through its virtual machines and sessions, as users do.
 */
package org.ringside.bench;
