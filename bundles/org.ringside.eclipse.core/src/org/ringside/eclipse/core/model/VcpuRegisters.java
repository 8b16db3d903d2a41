/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.session.Register;
import org.ringside.session.RegisterGroup;
import org.ringside.session.SessionException;

/** The registers of one vCPU: read when a view first asks at a stop, and compared with the stop before. */
final class VcpuRegisters {

	private final VcpuThread vcpu;
	private final Map<String, GuestRegisterGroup> groups = new LinkedHashMap<>();
	private int readAtStop = -1;

	VcpuRegisters(VcpuThread vcpu) {
		this.vcpu = vcpu;
	}

	VcpuThread vcpu() {
		return vcpu;
	}

	/** The groups, without their registers being asked for. */
	synchronized IRegisterGroup[] groups() throws DebugException {
		refresh();
		return groups.values().toArray(IRegisterGroup[]::new);
	}

	/** Reads the registers if that was not done yet at this stop. */
	synchronized void refresh() throws DebugException {
		int stop = vcpu.vm().stopNumber();
		if (readAtStop == stop || !vcpu.isSuspended()) {
			return;
		}
		boolean newStop = readAtStop != -1;
		List<RegisterGroup> now = read();
		groups.keySet().retainAll(now.stream().map(RegisterGroup::name).toList());
		for (RegisterGroup group : now) {
			groups.computeIfAbsent(group.name(), name -> new GuestRegisterGroup(this, name)).update(group, newStop);
		}
		readAtStop = stop;
	}

	private List<RegisterGroup> read() throws DebugException {
		try {
			return vcpu.vm().session().registerGroups(vcpu.index());
		} catch (SessionException e) {
			throw GuestFault.NOT_SUSPENDED.because(e.getMessage(), e);
		}
	}

	/** Writes a register, shows what the guest made of the value, and tells everybody. */
	void write(String name, long value) throws DebugException {
		try {
			vcpu.vm().session().writeRegister(vcpu.index(), name, value);
		} catch (SessionException e) {
			throw GuestFault.VALUE.because(e.getMessage(), e);
		}
		List<DebugEvent> events = new ArrayList<>();
		synchronized (this) {
			for (RegisterGroup group : read()) {
				GuestRegisterGroup shown = groups.get(group.name());
				if (shown != null) {
					for (Register register : group.registers()) {
						// One write can change other registers too: sstatus is a view of mstatus.
						if (shown.edited(register)) {
							events.add(new DebugEvent(shown.register(register.name()), DebugEvent.CHANGE, DebugEvent.CONTENT));
						}
					}
				}
			}
		}
		vcpu.forgetFrames();
		events.add(new DebugEvent(vcpu, DebugEvent.CHANGE, DebugEvent.CONTENT));
		GuestElement.fire(events);
	}
}
