/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Knows where in guest-physical memory the guest keeps its page tables, and tells what each write to one of them does.
 *
 * <p>Used by page-table-write events under every technique and by shadow paging, which must hear of each write. Start
 * at {@link org.ringside.vmm.tables.GuestTables}. Uses {@code org.ringside.machine} only.
 */
package org.ringside.vmm.tables;
