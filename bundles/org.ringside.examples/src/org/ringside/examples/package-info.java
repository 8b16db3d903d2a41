/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Guest kernels that ship with the product, with their sources: to have something to debug from the first minute on.
 * The files are resources of this bundle, so they are found on a plain class path and under OSGi alike. Uses the JDK
 * only. Start at {@link org.ringside.examples.Examples}.
 */
package org.ringside.examples;
