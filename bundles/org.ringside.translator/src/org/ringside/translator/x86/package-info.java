/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/** The instructions of hosts with the x86-64 instruction set, and how code made of them is kept and called. */
package org.ringside.translator.x86;
