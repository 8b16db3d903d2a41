/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The {@code Image} format of RISC-V Linux kernels. Uses {@code org.ringside.image} only; start reading at
 * {@link org.ringside.image.linux.LinuxHeader}. Source: Linux, Documentation/arch/riscv/boot-image-header.rst.
 */
package org.ringside.image.linux;
