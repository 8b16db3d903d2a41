/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views;

import java.util.Optional;

import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.VcpuThread;

/**
 * What a view of a guest looks at: a VM, and one of its vCPUs.
 *
 * @param vm the VM
 * @param vcpu index of the vCPU
 */
public record GuestFocus(GuestDebugTarget vm, int vcpu) {

	/** The VM and vCPU that a selection in the Debug view stands for; vCPU 0 where a whole VM is selected. */
	public static Optional<GuestFocus> of(ISelection selection) {
		if (selection instanceof IStructuredSelection structured
				&& structured.getFirstElement() instanceof IDebugElement element
				&& element.getDebugTarget() instanceof GuestDebugTarget vm) {
			return Optional.of(new GuestFocus(vm, vcpuOf(element)));
		}
		return Optional.empty();
	}

	private static int vcpuOf(IDebugElement element) {
		Object thread = element instanceof IStackFrame frame ? frame.getThread() : element;
		return thread instanceof VcpuThread vcpu ? vcpu.index() : 0;
	}
}
