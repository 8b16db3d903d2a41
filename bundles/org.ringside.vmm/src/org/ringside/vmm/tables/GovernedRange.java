/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

/**
 * The addresses that one page-table entry governs in one address space.
 *
 * @param root the address space
 * @param first first guest-virtual address
 * @param last last guest-virtual address
 */
public record GovernedRange(TableRoot root, long first, long last) {
}
