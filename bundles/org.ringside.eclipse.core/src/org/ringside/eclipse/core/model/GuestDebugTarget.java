/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.IMemoryBlockRetrievalExtension;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IThread;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.breakpoints.BreakpointBinding;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.memory.AddressExpression;
import org.ringside.eclipse.core.memory.GuestMemoryBlock;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.session.SessionListener;
import org.ringside.session.SessionState;
import org.ringside.session.StepKind;
import org.ringside.session.StopEvent;

/**
 * A VM under the debugger: the root of the debug model of one launch.
 * <p>
 * Requests go straight to the session, which never waits for the guest. What the session tells back is taken over on a
 * thread of this VM's own, so that neither the session's dispatcher nor the UI thread waits for a listener of the platform.
 */
public final class GuestDebugTarget extends GuestElement
		implements IDebugTarget, IMemoryBlockRetrievalExtension, SessionListener {

	private enum Phase {
		RUNNING, SUSPENDED, TERMINATED
	}

	private final ILaunch launch;
	private final GuestProcess process;
	private final Session session;
	private final List<VcpuThread> vcpus;
	private final BreakpointBinding breakpoints;
	private final ExecutorService updates;
	private volatile Phase phase = Phase.SUSPENDED;
	private volatile int stopNumber;
	private volatile Optional<StopEvent> lastStop = Optional.empty();
	private volatile boolean suspendAsked;

	/** Shows {@code session}, which is still at its first instruction, in {@code launch}. */
	public GuestDebugTarget(ILaunch launch, GuestProcess process, Session session) {
		super(null);
		this.launch = launch;
		this.process = process;
		this.session = session;
		this.vcpus = IntStream.range(0, session.vcpuCount()).mapToObj(index -> new VcpuThread(this, index)).toList();
		this.breakpoints = new BreakpointBinding(session, process::remark);
		this.updates = Executors.newSingleThreadExecutor(
				task -> Thread.ofPlatform().daemon().name("Ringside debug model of " + getName()).unstarted(task));
	}

	/** Sets the breakpoints, tells the platform that the VM is there, and lets it run unless it is to stop at its entry. */
	public void start(boolean stopAtEntry) throws DebugException {
		breakpoints.open();
		session.addListener(this);
		fire(VmEvents.created(this));
		if (stopAtEntry) {
			updates.execute(() -> suspended(session.lastStop()));
		} else {
			resume();
		}
	}

	/** The session beneath, for views that show more than the platform's model has words for. */
	public Session session() {
		return session;
	}

	/** Counts the stops of this VM, so that what was read at one stop is not taken for another one's. */
	public int stopNumber() {
		return stopNumber;
	}

	/** What the VM last stopped at. */
	public Optional<StopEvent> lastStop() {
		return lastStop;
	}

	/** The technique by which the VM is virtualized, in words. */
	public String technique() {
		return session.launch().technique().text();
	}

	/** The vCPUs in the order of their numbers. */
	public List<VcpuThread> vcpus() {
		return vcpus;
	}

	/** How the breakpoints of the workspace stand in this VM. */
	public BreakpointBinding breakpoints() {
		return breakpoints;
	}

	@Override
	public void stateChanged(SessionState state, Optional<StopEvent> stop) {
		try {
			updates.execute(() -> {
				switch (state) {
				case RUNNING -> ran();
				case SUSPENDED -> suspended(stop);
				case TERMINATED -> ended(stop);
				}
			});
		} catch (RejectedExecutionException e) {
			// The VM has been reported as ended; nothing after that is of interest.
			RingsideCore.log("\"" + getName() + "\" changed its state after its end.", e);
		}
	}

	@Override
	public void logged(StopEvent hit) {
		process.remark(hit.sentence());
	}

	/** Somebody other than this class let the VM run: run to line, a view, another face of the same session. */
	private void ran() {
		if (phase == Phase.SUSPENDED && session.state() == SessionState.RUNNING) {
			phase = Phase.RUNNING;
			fire(VmEvents.resumed(this));
		}
	}

	private void suspended(Optional<StopEvent> stop) {
		if (phase == Phase.TERMINATED) {
			return;
		}
		lastStop = stop;
		stopNumber++;
		suspendAsked = false;
		phase = Phase.SUSPENDED;
		stop.ifPresent(breakpoints::hit);
		vcpus.forEach(VcpuThread::stopped);
		fire(VmEvents.suspended(this, stop));
	}

	private void ended(Optional<StopEvent> stop) {
		if (phase == Phase.TERMINATED) {
			return;
		}
		phase = Phase.TERMINATED;
		if (stop.isPresent()) {
			lastStop = stop;
		}
		breakpoints.close();
		vcpus.forEach(vcpu -> vcpu.setStepping(false));
		fire(VmEvents.ended(this));
		updates.shutdown();
	}

	@Override
	public boolean canResume() {
		return phase == Phase.SUSPENDED;
	}

	@Override
	public boolean isSuspended() {
		return phase == Phase.SUSPENDED;
	}

	@Override
	public boolean canSuspend() {
		return phase == Phase.RUNNING && !suspendAsked;
	}

	@Override
	public synchronized void resume() throws DebugException {
		leave(session::resume, () -> VmEvents.resumed(this));
	}

	/** Runs one step of {@code vcpu}. */
	synchronized void step(VcpuThread vcpu, StepKind kind, int detail) throws DebugException {
		leave(() -> session.step(vcpu.index(), kind, GuestStepping.granularity()), () -> {
			vcpu.setStepping(true);
			return List.of(new DebugEvent(vcpu, DebugEvent.RESUME, detail));
		});
	}

	/** Runs on until any vCPU is about to execute the instruction at {@code gva}. */
	public synchronized void runTo(long gva) throws DebugException {
		leave(() -> session.runTo(gva), () -> VmEvents.resumed(this));
	}

	private interface Request {
		void send() throws SessionException;
	}

	private interface Events {
		List<DebugEvent> get();
	}

	/** Leaves the suspended state: the events go out first, so that no view sees the next stop before the resumption. */
	private void leave(Request request, Events events) throws DebugException {
		if (phase != Phase.SUSPENDED) {
			throw GuestFault.NOT_SUSPENDED.because("\"" + getName() + "\" " + (phase == Phase.RUNNING ? "runs already." : "has ended."));
		}
		phase = Phase.RUNNING;
		fire(events.get());
		try {
			request.send();
		} catch (SessionException e) {
			if (session.state() == SessionState.SUSPENDED) {
				updates.execute(() -> suspended(lastStop));
			}
			throw GuestFault.NOT_SUSPENDED.because(e.getMessage(), e);
		}
	}

	@Override
	public void suspend() {
		suspendAsked = true;
		session.suspend();
	}

	@Override
	public boolean canTerminate() {
		return phase != Phase.TERMINATED;
	}

	@Override
	public boolean isTerminated() {
		return phase == Phase.TERMINATED;
	}

	@Override
	public void terminate() {
		session.terminate();
	}

	@Override
	public boolean canDisconnect() {
		return false;
	}

	@Override
	public void disconnect() throws DebugException {
		notSupported("A guest cannot be left to itself: it runs inside Eclipse.", null);
	}

	@Override
	public boolean isDisconnected() {
		return false;
	}

	@Override
	public GuestDebugTarget vm() {
		return this;
	}

	@Override
	public IDebugTarget getDebugTarget() {
		return this;
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
	}

	@Override
	public IProcess getProcess() {
		return process;
	}

	@Override
	public IThread[] getThreads() {
		return isTerminated() ? new IThread[0] : vcpus.toArray(IThread[]::new);
	}

	@Override
	public boolean hasThreads() {
		return !isTerminated();
	}

	@Override
	public String getName() {
		return session.launch().name();
	}

	/** The breakpoints that {@code vcpu} stands at. */
	IBreakpoint[] breakpointsAt(int vcpu) {
		return isSuspended() ? lastStop.filter(stop -> stop.vcpu() == vcpu).map(breakpoints::of).orElseGet(List::of)
				.toArray(IBreakpoint[]::new) : new IBreakpoint[0];
	}

	@Override
	public boolean supportsBreakpoint(IBreakpoint breakpoint) {
		return breakpoint instanceof GuestBreakpoint;
	}

	@Override
	public void breakpointAdded(IBreakpoint breakpoint) {
		breakpoints.breakpointAdded(breakpoint);
	}

	@Override
	public void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
		breakpoints.breakpointRemoved(breakpoint, delta);
	}

	@Override
	public void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
		breakpoints.breakpointChanged(breakpoint, delta);
	}

	@Override
	public boolean supportsStorageRetrieval() {
		return true;
	}

	@Override
	public IMemoryBlock getMemoryBlock(long startAddress, long length) throws DebugException {
		return getExtendedMemoryBlock(GuestLabels.hex(startAddress, 0), this);
	}

	@Override
	public IMemoryBlockExtension getExtendedMemoryBlock(String expression, Object context) throws DebugException {
		int vcpu = switch (context) {
		case VcpuThread thread -> thread.index();
		case GuestStackFrame frame -> frame.getThread().index();
		case null, default -> lastStop.map(StopEvent::vcpu).filter(index -> index >= 0).orElse(0);
		};
		return new GuestMemoryBlock(this, vcpu, AddressExpression.parse(expression), expression);
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IMemoryBlockRetrieval.class || adapter == IMemoryBlockRetrievalExtension.class
				|| adapter == IDebugTarget.class) {
			return adapter.cast(this);
		}
		if (adapter == Session.class) {
			return adapter.cast(session);
		}
		return super.getAdapter(adapter);
	}
}
