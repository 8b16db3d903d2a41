/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Benchmarks of single parts with JMH: decoding, translation of addresses, execution, traps and the assembler. They tell where a
 * change helped; {@code org.ringside.bench} tells whether the whole became faster.
 */
package org.ringside.bench.parts;
