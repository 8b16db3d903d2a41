/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * How fast the machine runs guests, beside QEMU in the same run. Start reading at {@link org.ringside.bench.Bench}. Uses the
 * machine and the reader of ELF files.
 */
package org.ringside.bench;
