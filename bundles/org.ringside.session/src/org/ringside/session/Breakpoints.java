/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The breakpoints of a session. Any thread may change them at any time, also while the guest runs. */
public final class Breakpoints {

	/** Told on the caller's thread that what the guest must watch has changed. */
	interface Owner {
		void breakpointsChanged();
	}

	private final Symbols symbols;
	private final Owner owner;
	private final TreeMap<BreakpointId, BoundBreakpoint> all = new TreeMap<>();
	private volatile List<BoundBreakpoint> snapshot = List.of();
	private int last;

	Breakpoints(Symbols symbols, Owner owner) {
		this.symbols = symbols;
		this.owner = owner;
	}

	/**
	 * Adds a breakpoint; a running guest notices it at once.
	 *
	 * @throws SessionException if its symbol or source line is not known
	 */
	public BreakpointId add(BreakpointSpec spec) throws SessionException {
		BreakpointId id;
		synchronized (this) {
			id = new BreakpointId(last + 1);
			BoundBreakpoint bound = BoundBreakpoint.bind(id, spec, symbols);
			last++;
			all.put(id, bound);
			publish();
		}
		owner.breakpointsChanged();
		return id;
	}

	/** Adds a breakpoint given in the language of {@link BreakpointSpec}. */
	public BreakpointId add(String text) throws SessionException {
		return add(BreakpointSpec.parse(text));
	}

	/** Takes a breakpoint away; one that does not exist any more is no error. */
	public void remove(BreakpointId id) {
		synchronized (this) {
			if (all.remove(id) == null) {
				return;
			}
			publish();
		}
		owner.breakpointsChanged();
	}

	/** Changes what a breakpoint waits for and keeps its number and hit count. */
	public void replace(BreakpointId id, BreakpointSpec spec) throws SessionException {
		synchronized (this) {
			BoundBreakpoint old = all.get(id);
			if (old == null) {
				throw new SessionException("There is no breakpoint " + id + ".");
			}
			BoundBreakpoint bound = BoundBreakpoint.bind(id, spec, symbols);
			bound.takeHits(old);
			all.put(id, bound);
			publish();
		}
		owner.breakpointsChanged();
	}

	/** Lets a breakpoint take part or not. */
	public void setEnabled(BreakpointId id, boolean enabled) {
		synchronized (this) {
			BoundBreakpoint bound = all.get(id);
			if (bound == null || bound.enabled() == enabled) {
				return;
			}
			bound.setEnabled(enabled);
			publish();
		}
		owner.breakpointsChanged();
	}

	/** How often a breakpoint was hit with its filters holding, since it was added or the guest was restarted. */
	public long hitCount(BreakpointId id) {
		synchronized (this) {
			BoundBreakpoint bound = all.get(id);
			return bound == null ? 0 : bound.hits();
		}
	}

	/** A breakpoint as it stands now; empty if it was removed. */
	public synchronized Optional<BreakpointStatus> status(BreakpointId id) {
		return Optional.ofNullable(all.get(id)).map(BoundBreakpoint::status);
	}

	/** All breakpoints by number. */
	public synchronized List<BreakpointStatus> all() {
		List<BreakpointStatus> list = new ArrayList<>();
		for (BoundBreakpoint bound : all.values()) {
			list.add(bound.status());
		}
		return list;
	}

	/** Those that take part now. */
	List<BoundBreakpoint> active() {
		return snapshot;
	}

	/** Switches off a one-shot breakpoint that has acted, until the guest is restarted. */
	void usedUp(BreakpointId id) {
		synchronized (this) {
			BoundBreakpoint bound = all.get(id);
			if (bound == null) {
				return;
			}
			bound.useUp();
			publish();
		}
		owner.breakpointsChanged();
	}

	/** As for a guest that begins anew: one-shot breakpoints are there again, those that somebody switched off are not. */
	synchronized void resetHits() {
		all.values().forEach(BoundBreakpoint::resetHits);
		publish();
	}

	private void publish() {
		List<BoundBreakpoint> enabled = new ArrayList<>();
		for (BoundBreakpoint bound : all.values()) {
			if (bound.enabled()) {
				enabled.add(bound);
			}
		}
		snapshot = List.copyOf(enabled);
	}
}
