/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.core.DebugPlugin;
import org.osgi.service.prefs.BackingStoreException;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.EventTrace;
import org.ringside.session.Session;
import org.ringside.vmm.EventKind;

/**
 * What the traces of guests record: one choice for all guests, kept in the workspace. What costs a guest next to nothing is recorded unless
 * the user chose otherwise.
 */
public enum Recording {
	/** Exceptions and interrupts, and switches of the address space. */
	TRAPS("Traps and Address Spaces", EventKind.TRAP_TAKEN, EventKind.ADDRESS_SPACE_SWITCH),
	/** Returns from traps. */
	RETURNS("Returns from Traps", EventKind.TRAP_RETURN),
	/** SBI calls and their answers. */
	HYPERCALLS("Hypercalls", EventKind.HYPERCALL, EventKind.HYPERCALL_RETURN),
	/** Writes to the guest's page tables. */
	TABLE_WRITES("Page-Table Writes", EventKind.PAGE_TABLE_WRITE),
	/** Exits to the monitor, and what it does to shadow tables. */
	MONITOR("Work of the Monitor", EventKind.VM_EXIT, EventKind.SHADOW_FILL, EventKind.SHADOW_INVALIDATE);

	private static final String KEY = "recorded";

	private final String title;
	private final Set<EventKind> kinds;

	Recording(String title, EventKind first, EventKind... others) {
		this.title = title;
		this.kinds = EnumSet.of(first, others);
	}

	/** What it is called in a menu. */
	public String title() {
		return title;
	}

	/** Whether it costs a guest so much that it is recorded only if the user asks for it. */
	public boolean isCostly() {
		return !EventTrace.USUAL.containsAll(kinds);
	}

	/** Whether it is recorded where those kinds are. */
	public boolean isIn(Set<EventKind> recorded) {
		return recorded.containsAll(kinds);
	}

	/** What is chosen for guests. */
	public static Set<Recording> chosen() {
		String names = Platform.getPreferencesService().getString(RingsideCore.ID, KEY, null, null);
		Set<Recording> chosen = EnumSet.noneOf(Recording.class);
		for (Recording one : values()) {
			if (names == null ? !one.isCostly() : Set.of(names.split(",")).contains(one.name())) {
				chosen.add(one);
			}
		}
		return chosen;
	}

	/** Chooses for all guests that are being debugged, at once, and for those that will be. */
	public static void choose(Set<Recording> chosen) {
		var preferences = InstanceScope.INSTANCE.getNode(RingsideCore.ID);
		preferences.put(KEY, chosen.stream().map(Recording::name).collect(Collectors.joining(",")));
		try {
			preferences.flush();
		} catch (BackingStoreException e) {
			RingsideCore.log("The choice of what is recorded could not be saved.", e);
		}
		Stream.of(DebugPlugin.getDefault().getLaunchManager().getDebugTargets()).filter(GuestDebugTarget.class::isInstance)
				.forEach(vm -> ((GuestDebugTarget) vm).session().setTraced(kinds(chosen)));
	}

	/** Has a guest that starts record what is chosen, or nothing if its harts are to run in parallel: they would run by turns. */
	public static void begin(Session session) {
		if (!session.launch().parallel()) {
			session.setTraced(kinds(chosen()));
		}
	}

	private static Set<EventKind> kinds(Collection<Recording> chosen) {
		Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
		chosen.forEach(one -> kinds.addAll(one.kinds));
		return kinds;
	}
}
