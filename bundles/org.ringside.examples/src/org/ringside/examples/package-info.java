/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * Guest kernels that ship with the product, and the names under which they are found.
 *
 * <p>Uses the Java platform alone.
 */
package org.ringside.examples;
