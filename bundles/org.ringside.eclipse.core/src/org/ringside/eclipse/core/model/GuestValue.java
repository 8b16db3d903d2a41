/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

/** The value of a register or of one of its fields at one moment. */
public final class GuestValue extends GuestElement implements IValue {

	private final String text;
	private final String detail;
	private final String type;
	private final IVariable[] parts;

	GuestValue(GuestElement of, String text, String detail, String type, IVariable[] parts) {
		super(of.vm());
		this.text = text;
		this.detail = detail;
		this.type = type;
		this.parts = parts;
	}

	/** The value with all that is known of it, over several lines, for the detail pane. */
	public String detail() {
		return detail;
	}

	@Override
	public String getReferenceTypeName() {
		return type;
	}

	@Override
	public String getValueString() {
		return text;
	}

	@Override
	public boolean isAllocated() {
		return true;
	}

	@Override
	public IVariable[] getVariables() {
		return parts.clone();
	}

	@Override
	public boolean hasVariables() {
		return parts.length > 0;
	}
}
