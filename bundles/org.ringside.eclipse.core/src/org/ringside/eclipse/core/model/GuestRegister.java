/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IValue;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.session.Register;
import org.ringside.session.RegisterField;

/** A register of a vCPU with its decoded fields beneath it; editable as a whole and field by field. */
public final class GuestRegister extends GuestElement implements IRegister {

	private final VcpuRegisters owner;
	private final GuestRegisterGroup group;
	/** Their names change where the width of vector elements does. */
	private volatile List<GuestRegisterField> fields;
	private volatile Register register;
	private volatile boolean changed;

	GuestRegister(VcpuRegisters owner, GuestRegisterGroup group, Register register) {
		super(group.vm());
		this.owner = owner;
		this.group = group;
		this.register = register;
		this.fields = List.of();
		take(register);
	}

	void update(Register now, boolean newStop) {
		if (newStop) {
			changed = !now.digits().equals(register.digits());
		}
		take(now);
	}

	boolean edited(Register now) {
		if (now.digits().equals(register.digits())) {
			return false;
		}
		changed = true;
		take(now);
		return true;
	}

	private void take(Register now) {
		register = now;
		List<GuestRegisterField> known = fields;
		List<RegisterField> told = now.fields();
		boolean same = known.size() == told.size();
		for (int i = 0; same && i < told.size(); i++) {
			same = told.get(i).name().equals(known.get(i).getName());
		}
		if (!same) {
			fields = told.stream().map(field -> new GuestRegisterField(this, field)).toList();
			return;
		}
		for (int i = 0; i < told.size(); i++) {
			known.get(i).update(told.get(i));
		}
	}

	/** What the session told of the register at this stop. */
	public Register register() {
		return register;
	}

	List<GuestRegisterField> fields() {
		return fields;
	}

	@Override
	public String getName() {
		return register.name();
	}

	@Override
	public String getReferenceTypeName() {
		return register.bits() + "-bit register";
	}

	@Override
	public IValue getValue() {
		return new GuestValue(this, GuestLabels.value(register), GuestLabels.registerDetail(register), getReferenceTypeName(),
				fields.toArray(GuestRegisterField[]::new));
	}

	@Override
	public boolean hasValueChanged() {
		return changed;
	}

	@Override
	public GuestRegisterGroup getRegisterGroup() {
		return group;
	}

	@Override
	public boolean supportsValueModification() {
		return register.writable() && owner.vcpu().isSuspended();
	}

	@Override
	public boolean verifyValue(String expression) {
		return RegisterNumber.problem(expression, getName(), register.bits()).isEmpty();
	}

	@Override
	public boolean verifyValue(IValue value) throws DebugException {
		return verifyValue(value.getValueString());
	}

	@Override
	public void setValue(IValue value) throws DebugException {
		setValue(value.getValueString());
	}

	@Override
	public void setValue(String expression) throws DebugException {
		write(RegisterNumber.parse(expression, getName(), register.bits()));
	}

	void write(long value) throws DebugException {
		if (!register.writable()) {
			throw GuestFault.VALUE.because("Register " + getName() + " can only be read.");
		}
		owner.write(getName(), value);
	}
}
