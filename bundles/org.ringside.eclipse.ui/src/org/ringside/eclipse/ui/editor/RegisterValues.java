/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.ui.PlatformUI;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.isa.Registers;

/** The registers of the guest that is selected in the Debug view, while it is stopped. */
final class RegisterValues {

	private RegisterValues() {
	}

	/** The value of a register or CSR as the debugger shows it; empty if no guest stands still. Any thread. */
	static Optional<String> of(String name) {
		AtomicReference<Object> context = new AtomicReference<>();
		PlatformUI.getWorkbench().getDisplay().syncExec(() -> context.set(DebugUITools.getDebugContext()));
		if (!(context.get() instanceof GuestStackFrame frame) || !frame.isSuspended()) {
			return Optional.empty();
		}
		try {
			for (IRegisterGroup group : frame.getRegisterGroups()) {
				for (IRegister register : group.getRegisters()) {
					if (register.getName().equals(usual(name))) {
						return Optional.of(register.getValue().getValueString());
					}
				}
			}
		} catch (DebugException e) {
			// The guest has been resumed in between: it has no value to show now.
			return Optional.empty();
		}
		return Optional.empty();
	}

	/** Registers have several names; the debugger shows the one of the calling convention. */
	private static String usual(String name) {
		if (Registers.xNumber(name).isPresent()) {
			return Registers.x(Registers.xNumber(name).getAsInt());
		}
		return Registers.fNumber(name).isPresent() ? Registers.f(Registers.fNumber(name).getAsInt()) : name;
	}
}
