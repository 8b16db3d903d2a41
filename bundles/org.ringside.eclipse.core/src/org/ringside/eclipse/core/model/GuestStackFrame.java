/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.ringside.session.Frame;
import org.ringside.session.SourceLocation;

/** One level of a vCPU's call stack. The object lives on from stop to stop while its function stays on the stack. */
public final class GuestStackFrame extends GuestElement implements IStackFrame {

	private final VcpuThread vcpu;
	private volatile Frame frame;

	GuestStackFrame(VcpuThread vcpu, Frame frame) {
		super(vcpu.vm());
		this.vcpu = vcpu;
		this.frame = frame;
	}

	/** Moves the level on to where its function stands now. */
	void moveTo(Frame now) {
		frame = now;
	}

	/** Whether {@code other} is a later moment of the same function's activation, as far as a stack can tell. */
	boolean continues(Frame other) {
		return function(frame).equals(function(other)) && frame.note().equals(other.note());
	}

	private static String function(Frame frame) {
		String symbol = frame.symbol();
		int plus = symbol.indexOf('+');
		return plus < 0 ? symbol : symbol.substring(0, plus);
	}

	/** What the session knows of this level. */
	public Frame frame() {
		return frame;
	}

	/** The next instruction of this level. */
	public long pc() {
		return frame.pc();
	}

	/** Where that instruction comes from, if the image has line tables. */
	public Optional<SourceLocation> source() {
		return frame.source();
	}

	@Override
	public VcpuThread getThread() {
		return vcpu;
	}

	@Override
	public String getName() {
		return GuestLabels.frame(frame);
	}

	@Override
	public int getLineNumber() {
		return source().map(SourceLocation::line).orElse(-1);
	}

	@Override
	public int getCharStart() {
		return -1;
	}

	@Override
	public int getCharEnd() {
		return -1;
	}

	@Override
	public IVariable[] getVariables() {
		return new IVariable[0];
	}

	@Override
	public boolean hasVariables() {
		return false;
	}

	/** The registers of the vCPU as they are now, at every level: no register but pc and sp is unwound. */
	@Override
	public IRegisterGroup[] getRegisterGroups() throws DebugException {
		return vcpu.registers().groups();
	}

	@Override
	public boolean hasRegisterGroups() {
		return vcpu.isSuspended();
	}

	@Override
	public boolean canStepInto() {
		return vcpu.canStepInto();
	}

	@Override
	public boolean canStepOver() {
		return vcpu.canStepOver();
	}

	@Override
	public boolean canStepReturn() {
		return vcpu.canStepReturn();
	}

	@Override
	public boolean isStepping() {
		return vcpu.isStepping();
	}

	@Override
	public void stepInto() throws DebugException {
		vcpu.stepInto();
	}

	@Override
	public void stepOver() throws DebugException {
		vcpu.stepOver();
	}

	@Override
	public void stepReturn() throws DebugException {
		vcpu.stepReturn();
	}

	@Override
	public boolean canResume() {
		return vcpu.canResume();
	}

	@Override
	public boolean canSuspend() {
		return vcpu.canSuspend();
	}

	@Override
	public boolean isSuspended() {
		return vcpu.isSuspended();
	}

	@Override
	public void resume() throws DebugException {
		vcpu.resume();
	}

	@Override
	public void suspend() throws DebugException {
		vcpu.suspend();
	}

	@Override
	public boolean canTerminate() {
		return vcpu.canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return vcpu.isTerminated();
	}

	@Override
	public void terminate() throws DebugException {
		vcpu.terminate();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IThread.class || adapter == VcpuThread.class) {
			return adapter.cast(vcpu);
		}
		if (adapter == IStackFrame.class) {
			return adapter.cast(this);
		}
		return super.getAdapter(adapter);
	}
}
