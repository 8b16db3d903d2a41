/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.memory;

import org.eclipse.debug.core.DebugException;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.session.AddressSpaceKind;
import org.ringside.session.Register;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.session.Symbols;

/**
 * Symbols of the guest's images and registers of one vCPU, as they are now.
 *
 * @param session the suspended session that is asked
 * @param vcpu the vCPU whose registers are meant
 */
public record VcpuScope(Session session, int vcpu) implements AddressExpression.Scope {

	@Override
	public long symbol(String name, AddressSpaceKind space) throws DebugException {
		try {
			Symbols.Place place = session.symbols().require(name);
			return switch (space) {
			case GVA -> place.gva();
			case GPA -> place.gpa().orElseThrow(() -> GuestFault.EXPRESSION.because("Where the guest has " + name
					+ " in guest-physical memory is not known, because " + place.file().getFileName()
					+ " is only a symbol file; give a number, or look at gva:" + name + "."));
			case HPA -> throw GuestFault.EXPRESSION.because("A symbol has no machine address of its own: which frame the monitor gave to the guest for "
					+ name + " is seen in the view Shadow Mappings; give a number.");
			};
		} catch (SessionException e) {
			throw GuestFault.EXPRESSION.because(e.getMessage(), e);
		}
	}

	@Override
	public long register(String name) throws DebugException {
		try {
			return session.registerGroups(vcpu).stream().flatMap(group -> group.registers().stream())
					.filter(register -> register.name().equals(name)).findFirst().map(Register::value)
					.orElseThrow(() -> GuestFault.EXPRESSION.because("There is no register $" + name + "; examples are $pc, $sp, $a0 and $satp."));
		} catch (SessionException e) {
			throw GuestFault.NOT_SUSPENDED.because(e.getMessage(), e);
		}
	}
}
