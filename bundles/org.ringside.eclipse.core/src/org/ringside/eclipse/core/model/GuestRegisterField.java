/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.ringside.session.RegisterField;

/** A field of a register, shown and edited as a variable beneath it. */
public final class GuestRegisterField extends GuestElement implements IVariable {

	private final GuestRegister register;
	private volatile RegisterField field;
	private volatile boolean changed;

	GuestRegisterField(GuestRegister register, RegisterField field) {
		super(register.vm());
		this.register = register;
		this.field = field;
	}

	void update(RegisterField now) {
		changed = register.hasValueChanged() && now.value() != field.value();
		field = now;
	}

	/** What the session told of the field at this stop. */
	public RegisterField field() {
		return field;
	}

	@Override
	public String getName() {
		return field.name();
	}

	@Override
	public String getReferenceTypeName() {
		int width = field.high() - field.low() + 1;
		return width == 1 ? "bit " + field.low() : "bits " + field.high() + ":" + field.low();
	}

	@Override
	public IValue getValue() {
		return new GuestValue(this, GuestLabels.value(field), field.text(), getReferenceTypeName(), new IVariable[0]);
	}

	@Override
	public boolean hasValueChanged() {
		return changed;
	}

	@Override
	public boolean supportsValueModification() {
		return register.supportsValueModification();
	}

	@Override
	public boolean verifyValue(String expression) {
		return RegisterNumber.problem(expression, getName(), width()).isEmpty();
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
		long value = RegisterNumber.parse(expression, register.getName() + "." + getName(), width());
		long mask = (width() == 64 ? -1L : (1L << width()) - 1) << field.low();
		register.write(register.register().value() & ~mask | value << field.low() & mask);
	}

	private int width() {
		return field.high() - field.low() + 1;
	}
}
