/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.List;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.DebugElement;
import org.eclipse.debug.core.model.IDebugModelProvider;
import org.ringside.eclipse.core.RingsideCore;

/** What all elements of the debug model have in common: the model's identifier and the way to their VM. */
abstract class GuestElement extends DebugElement {

	private final GuestDebugTarget vm;

	/** An element of {@code vm}; the VM itself gives null. */
	GuestElement(GuestDebugTarget vm) {
		super(vm);
		this.vm = vm;
	}

	/** The VM that the element belongs to. */
	public GuestDebugTarget vm() {
		return vm;
	}

	@Override
	public String getModelIdentifier() {
		return RingsideCore.ID;
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IDebugModelProvider.class) {
			IDebugModelProvider provider = () -> new String[] { RingsideCore.ID };
			return adapter.cast(provider);
		}
		if (adapter == IRestartHandler.class) {
			return adapter.cast(new RestartGuest());
		}
		if (adapter == GuestDebugTarget.class) {
			return adapter.cast(vm());
		}
		return super.getAdapter(adapter);
	}

	/** Fires several events as one set, so that views refresh once. */
	static void fire(List<DebugEvent> events) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null && !events.isEmpty()) {
			debug.fireDebugEventSet(events.toArray(DebugEvent[]::new));
		}
	}
}
