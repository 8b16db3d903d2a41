/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.TrapRecorder;
import org.ringside.vmm.VmEvent;

/**
 * The last events of a guest in the order in which they happened, and how many there were of each kind, of the kinds that are recorded. Any
 * thread may ask.
 */
public final class EventTrace {

	/** How many events are kept unless a launch says otherwise. */
	public static final int DEFAULT_CAPACITY = 10_000;

	/**
	 * What is recorded unless a launch says otherwise: what costs a guest next to nothing. The rest is recorded when somebody asks for it, since
	 * for it stores to page tables, or all exits to the monitor, are looked at one by one; and returns double what traps cost.
	 */
	public static final Set<EventKind> USUAL = Collections.unmodifiableSet(EnumSet.of(EventKind.TRAP_TAKEN, EventKind.HYPERCALL,
			EventKind.HYPERCALL_RETURN, EventKind.ADDRESS_SPACE_SWITCH));

	/**
	 * One event.
	 *
	 * @param number counted from 0 since the guest started
	 * @param event what happened
	 */
	public record Entry(long number, VmEvent event) {
	}

	private static final EventKind[] KINDS = EventKind.values();

	/**
	 * Written by the VM's thread alone, which waits for nobody: readers look again whether what they have read was overwritten meanwhile. One
	 * place is for the event that is being written and not counted yet.
	 */
	private final AtomicReferenceArray<VmEvent> ring;
	/** What of these are traps, which are many, by the same places. */
	private final TrapRecords traps;
	private final AtomicLongArray totals = new AtomicLongArray(KINDS.length);
	private final AtomicLong count = new AtomicLong();
	/** The place of the next event. */
	private int next;
	private volatile Set<EventKind> kinds;

	EventTrace(int capacity, Set<EventKind> kinds) {
		ring = new AtomicReferenceArray<>(Math.max(1, capacity) + 1);
		traps = new TrapRecords(ring.length());
		setKinds(kinds);
	}

	/** The kinds of events that are recorded. */
	public Set<EventKind> kinds() {
		return kinds;
	}

	void setKinds(Set<EventKind> recorded) {
		EnumSet<EventKind> copy = EnumSet.noneOf(EventKind.class);
		copy.addAll(recorded);
		kinds = Collections.unmodifiableSet(copy);
	}

	/** By one thread at a time, as all that writes. */
	void add(VmEvent event) {
		traps.forget(next);
		ring.setRelease(next, event);
		written(event.kind());
	}

	/** Takes down traps and returns, if they are of these kinds, without an event. */
	TrapRecorder recorder(Set<EventKind> wanted) {
		boolean taken = wanted.contains(EventKind.TRAP_TAKEN);
		boolean returned = wanted.contains(EventKind.TRAP_RETURN);
		return new TrapRecorder() {
			@Override
			public boolean takesReturns() {
				return returned;
			}

			@Override
			public void taken(int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, long cause, long tval, PrivilegeMode to,
					long handler) {
				if (taken) {
					traps.taken(next, vcpu, instructions, pc, mode, satp, cause, tval, to, handler);
					written(EventKind.TRAP_TAKEN);
				}
			}

			@Override
			public void returned(int vcpu, long instructions, long pc, PrivilegeMode mode, long satp, long cause, PrivilegeMode to, long target) {
				traps.returned(next, vcpu, instructions, pc, mode, satp, cause, to, target);
				written(EventKind.TRAP_RETURN);
			}
		};
	}

	private void written(EventKind kind) {
		int ordinal = kind.ordinal();
		totals.setRelease(ordinal, totals.getPlain(ordinal) + 1);
		next = next + 1 == ring.length() ? 0 : next + 1;
		count.setRelease(count.getPlain() + 1);
		// Who sees something of the next event must see that this one is counted.
		VarHandle.storeStoreFence();
	}

	void clear() {
		for (int place = 0; place < ring.length(); place++) {
			traps.forget(place);
			ring.set(place, null);
		}
		for (int kind = 0; kind < KINDS.length; kind++) {
			totals.set(kind, 0);
		}
		next = 0;
		count.set(0);
	}

	/** How many events were recorded since the guest started, kept or not. */
	public long count() {
		return count.getAcquire();
	}

	/** How many events are kept at most. */
	public int capacity() {
		return ring.length() - 1;
	}

	/** All events that are kept, oldest first. */
	public List<VmEvent> snapshot() {
		List<VmEvent> events = new ArrayList<>();
		for (Entry entry : since(0)) {
			events.add(entry.event);
		}
		return events;
	}

	/** The kept events whose number is at least {@code number}, oldest first: what a view asks that has seen the others. */
	public List<Entry> since(long number) {
		long end = count.getAcquire();
		long first = Math.max(Math.max(0, number), end - capacity());
		List<Entry> entries = new ArrayList<>((int) Math.max(0, end - first));
		for (long i = first; i < end; i++) {
			int place = (int) (i % ring.length());
			VmEvent event = traps.get(place).orElseGet(() -> ring.getAcquire(place));
			if (event != null) {
				entries.add(new Entry(i, event));
			}
		}
		VarHandle.loadLoadFence();
		long now = count.getAcquire();
		if (now < end) {
			return List.of(); // The guest was started again.
		}
		entries.removeIf(entry -> entry.number < now - capacity());
		return entries;
	}

	/** How many events of each kind were recorded since the guest started; every kind is a key. */
	public Map<EventKind, Long> totals() {
		Map<EventKind, Long> map = new EnumMap<>(EventKind.class);
		for (EventKind kind : KINDS) {
			map.put(kind, totals.get(kind.ordinal()));
		}
		return map;
	}
}
