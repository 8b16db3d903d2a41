/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.ringside.vmm.EventKind;
import org.ringside.vmm.VmEvent;

/** The last events of a guest in the order in which they happened, and how many there were of each kind. Any thread may ask. */
public final class EventTrace {

	/** How many events are kept unless a launch says otherwise. */
	public static final int DEFAULT_CAPACITY = 10_000;

	/**
	 * One event.
	 *
	 * @param number counted from 0 since the guest started
	 * @param event what happened
	 */
	public record Entry(long number, VmEvent event) {
	}

	private static final EventKind[] KINDS = EventKind.values();

	private final VmEvent[] ring;
	private final long[] totals = new long[KINDS.length];
	private long count;

	EventTrace(int capacity) {
		ring = new VmEvent[Math.max(1, capacity)];
	}

	synchronized void add(VmEvent event) {
		ring[(int) (count++ % ring.length)] = event;
		totals[event.kind().ordinal()]++;
	}

	synchronized void clear() {
		Arrays.fill(ring, null);
		Arrays.fill(totals, 0);
		count = 0;
	}

	/** How many events happened since the guest started, kept or not. */
	public synchronized long count() {
		return count;
	}

	/** How many events are kept at most. */
	public int capacity() {
		return ring.length;
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
	public synchronized List<Entry> since(long number) {
		long first = Math.max(Math.max(0, number), count - ring.length);
		List<Entry> entries = new ArrayList<>((int) Math.max(0, count - first));
		for (long i = first; i < count; i++) {
			entries.add(new Entry(i, ring[(int) (i % ring.length)]));
		}
		return entries;
	}

	/** How many events of each kind happened since the guest started; every kind is a key. */
	public synchronized Map<EventKind, Long> totals() {
		Map<EventKind, Long> map = new EnumMap<>(EventKind.class);
		for (EventKind kind : KINDS) {
			map.put(kind, totals[kind.ordinal()]);
		}
		return map;
	}
}
