/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.session.Frame;
import org.ringside.session.SessionException;
import org.ringside.session.StepKind;
import org.ringside.vmm.VcpuState;

/** A vCPU of a guest, as the thread that the Debug view shows. All vCPUs of a VM run and stand together. */
public final class VcpuThread extends GuestElement implements IThread {

	private final int index;
	private final VcpuRegisters registers = new VcpuRegisters(this);
	private List<GuestStackFrame> frames = List.of();
	private int framesAreOfStop = -1;
	private volatile boolean stepping;
	private volatile VcpuState state = VcpuState.STARTED;

	VcpuThread(GuestDebugTarget vm, int index) {
		super(vm);
		this.index = index;
	}

	/** The vCPU's number, which is the guest's hart identifier. */
	public int index() {
		return index;
	}

	VcpuRegisters registers() {
		return registers;
	}

	@Override
	public String getName() {
		return "vCPU " + index;
	}

	@Override
	public int getPriority() {
		return 0;
	}

	/** The stack as it is at the present stop; empty while the guest runs. */
	@Override
	public IStackFrame[] getStackFrames() throws DebugException {
		return frames().toArray(IStackFrame[]::new);
	}

	@Override
	public boolean hasStackFrames() {
		return isSuspended();
	}

	@Override
	public IStackFrame getTopStackFrame() throws DebugException {
		List<GuestStackFrame> now = frames();
		return now.isEmpty() ? null : now.get(0);
	}

	private synchronized List<GuestStackFrame> frames() throws DebugException {
		int stop = vm().stopNumber();
		if (!isSuspended()) {
			return List.of();
		}
		if (framesAreOfStop != stop) {
			try {
				frames = carriedOver(vm().session().stack(index));
				framesAreOfStop = stop;
			} catch (SessionException e) {
				// The guest was resumed between the two calls: views ask again when they are told so.
				if (isSuspended()) {
					throw GuestFault.NOT_SUSPENDED.because(e.getMessage(), e);
				}
				return List.of();
			}
		}
		return frames;
	}

	/** Has the stack read anew, after a register or memory was edited. */
	synchronized void forgetFrames() {
		framesAreOfStop = -1;
	}

	/** Keeps the elements of functions that are still active, counted from the outermost, so that the view keeps its state. */
	private List<GuestStackFrame> carriedOver(List<Frame> now) {
		List<GuestStackFrame> result = new ArrayList<>(now.size());
		boolean same = true;
		for (int fromBottom = 1; fromBottom <= now.size(); fromBottom++) {
			Frame frame = now.get(now.size() - fromBottom);
			GuestStackFrame before = fromBottom <= frames.size() ? frames.get(frames.size() - fromBottom) : null;
			same = same && before != null && before.continues(frame);
			if (same) {
				before.moveTo(frame);
				result.add(0, before);
			} else {
				result.add(0, new GuestStackFrame(this, frame));
			}
		}
		return List.copyOf(result);
	}

	/** The breakpoints that this vCPU stands at. */
	@Override
	public IBreakpoint[] getBreakpoints() {
		return vm().breakpointsAt(index);
	}

	@Override
	public boolean canResume() {
		return vm().canResume();
	}

	@Override
	public boolean canSuspend() {
		return vm().canSuspend();
	}

	@Override
	public boolean isSuspended() {
		return vm().isSuspended();
	}

	@Override
	public void resume() throws DebugException {
		vm().resume();
	}

	@Override
	public void suspend() throws DebugException {
		vm().suspend();
	}

	@Override
	public boolean canStepInto() {
		return isSuspended();
	}

	@Override
	public boolean canStepOver() {
		return isSuspended();
	}

	@Override
	public boolean canStepReturn() {
		return isSuspended();
	}

	@Override
	public boolean isStepping() {
		return stepping;
	}

	void setStepping(boolean now) {
		stepping = now;
	}

	/** Takes down what the vCPU does at this stop, for its label; not on the UI thread. */
	void stopped() {
		stepping = false;
		try {
			state = vm().session().vcpu(index).state();
		} catch (SessionException e) {
			// Resumed by somebody else already: the next stop is about to be told.
			state = VcpuState.STARTED;
		}
	}

	/** Whether the vCPU executes, waits, or is not started, as of the last stop. */
	public VcpuState state() {
		return state;
	}

	@Override
	public void stepInto() throws DebugException {
		vm().step(this, StepKind.INTO, DebugEvent.STEP_INTO);
	}

	@Override
	public void stepOver() throws DebugException {
		vm().step(this, StepKind.OVER, DebugEvent.STEP_OVER);
	}

	@Override
	public void stepReturn() throws DebugException {
		vm().step(this, StepKind.RETURN, DebugEvent.STEP_RETURN);
	}

	@Override
	public boolean canTerminate() {
		return vm().canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return vm().isTerminated();
	}

	@Override
	public void terminate() throws DebugException {
		vm().terminate();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IThread.class || adapter == VcpuThread.class) {
			return adapter.cast(this);
		}
		return super.getAdapter(adapter);
	}
}
