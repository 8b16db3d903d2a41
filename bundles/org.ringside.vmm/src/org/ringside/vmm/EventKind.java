/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** The kinds of {@link VmEvent}, for choosing which ones to be told. */
public enum EventKind {
	TRAP_TAKEN, TRAP_RETURN, HYPERCALL, HYPERCALL_RETURN, PAGE_TABLE_WRITE, VM_EXIT, SHADOW_FILL, SHADOW_INVALIDATE,
	ADDRESS_SPACE_SWITCH
}
