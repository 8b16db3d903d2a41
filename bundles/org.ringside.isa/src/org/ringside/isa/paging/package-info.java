/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The formats of page tables as data: modes, entries and their bits, in words. Walks nothing.
 *
 * <p>Start reading at {@link org.ringside.isa.paging.Pte}.
 */
package org.ringside.isa.paging;
