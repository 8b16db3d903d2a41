/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.ringside.session.Register;
import org.ringside.session.RegisterGroup;

/** Registers that the Registers view shows under one heading. */
public final class GuestRegisterGroup extends GuestElement implements IRegisterGroup {

	private final VcpuRegisters owner;
	private final String name;
	private final Map<String, GuestRegister> registers = new LinkedHashMap<>();
	private volatile String description = "";

	GuestRegisterGroup(VcpuRegisters owner, String name) {
		super(owner.vcpu().vm());
		this.owner = owner;
		this.name = name;
	}

	void update(RegisterGroup now, boolean newStop) {
		synchronized (owner) {
			description = now.description();
			registers.keySet().retainAll(now.registers().stream().map(Register::name).toList());
			for (Register register : now.registers()) {
				GuestRegister shown = registers.get(register.name());
				if (shown == null) {
					registers.put(register.name(), new GuestRegister(owner, this, register));
				} else {
					shown.update(register, newStop);
				}
			}
		}
	}

	/** Takes over a value after an edit; false if it is the same as before. */
	boolean edited(Register now) {
		synchronized (owner) {
			GuestRegister shown = registers.get(now.name());
			return shown != null && shown.edited(now);
		}
	}

	GuestRegister register(String registerName) {
		synchronized (owner) {
			return registers.get(registerName);
		}
	}

	@Override
	public String getName() {
		return name;
	}

	/** One phrase of help on the group. */
	public String description() {
		return description;
	}

	@Override
	public IRegister[] getRegisters() throws DebugException {
		synchronized (owner) {
			owner.refresh();
			return registers.values().toArray(IRegister[]::new);
		}
	}

	@Override
	public boolean hasRegisters() {
		return true;
	}
}
