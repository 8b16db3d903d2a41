/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.Locale;
import java.util.Optional;

import org.ringside.session.Frame;
import org.ringside.session.Register;
import org.ringside.session.RegisterField;
import org.ringside.session.StopEvent;

/** What the elements of the debug model are called on screen; without SWT, so that every face says the same. */
public final class GuestLabels {

	private GuestLabels() {
	}

	/** The VM with its technique and state. */
	public static String vm(GuestDebugTarget vm) {
		String state = vm.isTerminated() ? "terminated" : vm.isSuspended() ? "suspended" : "running";
		return vm.getName() + " [" + vm.technique() + ", " + state + "]";
	}

	/** The vCPU with the sentence of the stop, if it is the one that stopped. */
	public static String vcpu(VcpuThread vcpu) {
		if (vcpu.isTerminated()) {
			return vcpu.getName() + " (Terminated)";
		}
		if (vcpu.isStepping()) {
			return vcpu.getName() + " (Stepping)";
		}
		if (!vcpu.isSuspended()) {
			return vcpu.getName() + " (Running)";
		}
		Optional<StopEvent> stop = vcpu.vm().lastStop().filter(event -> event.vcpu() == vcpu.index());
		String why = stop.map(event -> clause(event.sentence())).map(clause -> clause.startsWith("Suspended ") ? clause : "Suspended: " + clause).orElse(switch (vcpu.state()) {
		case STARTED -> "Suspended";
		case WAITING -> "Suspended, waits for an interrupt";
		case STOPPED -> "Not started";
		});
		return vcpu.getName() + " (" + why + ")";
	}

	/** A sentence without its full stop, to stand within another one. */
	static String clause(String sentence) {
		String plain = sentence.strip();
		return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
	}

	/** A frame: function and offset, source line, address, and what is special about it. */
	public static String frame(Frame frame) {
		StringBuilder label = new StringBuilder(frame.symbol());
		frame.source().ifPresent(source -> label.append("  ").append(source.fileName()).append(':').append(source.line()));
		String address = hex(frame.pc(), 0);
		if (!frame.symbol().equals(address)) {
			label.append("  ").append(address);
		}
		if (!frame.note().isEmpty()) {
			label.append("  <").append(frame.note()).append('>');
		}
		return label.toString();
	}

	/** A register's value in full width. */
	public static String value(Register register) {
		return "0x" + register.digits();
	}

	/** A field's value with its meaning. */
	public static String value(RegisterField field) {
		String number = Long.compareUnsigned(field.value(), 9) > 0 ? hex(field.value(), 0) : Long.toString(field.value());
		return field.meaning().isEmpty() ? number : number + " (" + field.meaning() + ")";
	}

	/** All that is known of a register's value, a line each. */
	public static String registerDetail(Register register) {
		StringBuilder text = new StringBuilder(register.name()).append(" = ").append(value(register));
		text.append("\n").append("signed ").append(register.value()).append(", unsigned ").append(Long.toUnsignedString(register.value()));
		if (!register.description().isEmpty()) {
			text.append('\n').append(register.description());
		}
		register.fields().forEach(field -> text.append('\n').append(field.text()));
		return text.toString();
	}

	/** A number in hexadecimal with its prefix and at least {@code digits} digits. */
	public static String hex(long value, int digits) {
		String plain = Long.toHexString(value);
		return "0x" + "0".repeat(Math.max(0, digits - plain.length())) + plain.toLowerCase(Locale.ROOT);
	}
}
