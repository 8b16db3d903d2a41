/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.BreakpointId;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.BreakpointStatus;
import org.ringside.session.Session;
import org.ringside.session.SessionException;
import org.ringside.session.StopEvent;

/** Keeps the breakpoints of one session equal to those of the workspace, in whatever state the guest is. */
public final class BreakpointBinding implements IBreakpointListener, IBreakpointManagerListener {

	private record Bound(BreakpointId id, String text) {
	}

	private final Session session;
	private final Consumer<String> remark;
	private final Map<GuestBreakpoint, Bound> bound = new LinkedHashMap<>();
	/** Breakpoints that the session does not take, with the text that it refused. */
	private final Map<GuestBreakpoint, String> refused = new HashMap<>();
	private boolean open;

	/** Binds to {@code session}; a breakpoint that it refuses is told to {@code remark} once. */
	public BreakpointBinding(Session session, Consumer<String> remark) {
		this.session = session;
		this.remark = remark;
	}

	private static IBreakpointManager platform() {
		return DebugPlugin.getDefault().getBreakpointManager();
	}

	/** Sets all breakpoints of the workspace and follows its changes. */
	public void open() {
		synchronized (this) {
			open = true;
		}
		platform().addBreakpointListener(this);
		platform().addBreakpointManagerListener(this);
		for (IBreakpoint breakpoint : platform().getBreakpoints(RingsideCore.ID)) {
			breakpointAdded(breakpoint);
		}
	}

	/** Follows no more. */
	public void close() {
		platform().removeBreakpointListener(this);
		platform().removeBreakpointManagerListener(this);
		synchronized (this) {
			open = false;
			bound.clear();
			refused.clear();
		}
	}

	@Override
	public void breakpointAdded(IBreakpoint breakpoint) {
		if (breakpoint instanceof GuestBreakpoint guest) {
			synchronized (this) {
				if (open && !bound.containsKey(guest) && !refused.containsKey(guest)) {
					add(guest);
				}
			}
		}
	}

	private void add(GuestBreakpoint breakpoint) {
		String text = breakpoint.text();
		try {
			BreakpointSpec spec = breakpoint.spec();
			BreakpointId id = session.breakpoints().add(spec.withOptions(spec.options().withEnabled(takesPart(breakpoint))));
			bound.put(breakpoint, new Bound(id, breakpoint.givenText()));
			refused.remove(breakpoint);
			relabel(breakpoint, "", 0);
		} catch (SessionException | CoreException e) {
			refused.put(breakpoint, text);
			// Said on the guest's console as well, since nobody looks at labels while a guest boots.
			remark.accept("Breakpoint \"" + text + "\" is not set. " + e.getMessage());
			relabel(breakpoint, e.getMessage(), 0);
		}
	}

	private static boolean takesPart(GuestBreakpoint breakpoint) throws CoreException {
		return breakpoint.isEnabled() && platform().isEnabled();
	}

	@Override
	public void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
		if (breakpoint instanceof GuestBreakpoint guest) {
			synchronized (this) {
				refused.remove(guest);
				remove(guest);
			}
		}
	}

	private void remove(GuestBreakpoint breakpoint) {
		Bound was = bound.remove(breakpoint);
		if (was != null) {
			session.breakpoints().remove(was.id());
		}
	}

	@Override
	public void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
		if (breakpoint instanceof GuestBreakpoint guest) {
			synchronized (this) {
				Bound was = bound.get(guest);
				// A line that an edit has moved is still where it was in the image that this guest runs.
				if (was != null && was.text().equals(guest.givenText())) {
					enable(guest, was.id());
				} else if (open && !guest.text().isEmpty() && !guest.text().equals(refused.get(guest))) {
					remove(guest);
					add(guest);
				}
			}
		}
	}

	private void enable(GuestBreakpoint breakpoint, BreakpointId id) {
		try {
			session.breakpoints().setEnabled(id, takesPart(breakpoint));
		} catch (CoreException e) {
			RingsideCore.log(e.getStatus());
		}
	}

	@Override
	public synchronized void breakpointManagerEnablementChanged(boolean enabled) {
		bound.forEach((breakpoint, was) -> enable(breakpoint, was.id()));
	}

	/** Takes over the hit counts after a stop, and disables a breakpoint that was to stop once. */
	public void hit(StopEvent stop) {
		synchronized (this) {
			bound.forEach((breakpoint, was) -> session.breakpoints().status(was.id())
					.ifPresent(status -> relabel(breakpoint, "", status.hitCount())));
		}
		for (GuestBreakpoint breakpoint : of(stop)) {
			disableIfOnce(breakpoint);
		}
	}

	private void disableIfOnce(GuestBreakpoint breakpoint) {
		try {
			if (breakpoint.spec().options().once()) {
				breakpoint.setEnabled(false);
			}
		} catch (CoreException e) {
			RingsideCore.log(e.getStatus());
		}
	}

	/** The breakpoints that {@code stop} is due to. */
	public synchronized List<GuestBreakpoint> of(StopEvent stop) {
		return bound.entrySet().stream().filter(entry -> stop.breakpoints().contains(entry.getValue().id())).map(Map.Entry::getKey).toList();
	}

	/** How {@code breakpoint} stands in this VM; empty if it is not set there. */
	public synchronized Optional<BreakpointStatus> status(GuestBreakpoint breakpoint) {
		return Optional.ofNullable(bound.get(breakpoint)).flatMap(was -> session.breakpoints().status(was.id()));
	}

	/** Has the views show the label anew, outside of the locks of the workspace and of this object. */
	private static void relabel(GuestBreakpoint breakpoint, String problem, long hits) {
		if (breakpoint.stands(problem, hits)) {
			Job.createSystem("Refresh the label of a breakpoint", monitor -> {
				platform().fireBreakpointChanged(breakpoint);
			}).schedule();
		}
	}
}
