/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The cross compilers of this computer that make guest kernels out of C: found where they are usually installed, or named by
 * the user, with the one that builds are to use.
 *
 * <p>It may use the preferences of the platform; nothing here knows a window. Start at
 * {@link org.ringside.eclipse.core.toolchain.Toolchains}.
 */
package org.ringside.eclipse.core.toolchain;
