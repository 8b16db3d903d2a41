/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.ringside.session.Session;
import org.ringside.vmm.Execution;
import org.ringside.vmm.ExitReason;
import org.ringside.vmm.ShadowStatistics;
import org.ringside.vmm.Technique;

/** Tells at the end of a run what it has cost. */
final class CostReport {

	private final PrintStream to;

	CostReport(PrintStream to) {
		this.to = to;
	}

	void print(Session session, long openNanos, long runNanos) {
		long instructions = session.instructions();
		double seconds = runNanos / 1e9;
		line("instructions", Long.toString(instructions));
		line("time", String.format(Locale.ROOT, "%.3f s, and %.3f s before the first instruction", seconds, openNanos / 1e9));
		line("speed", String.format(Locale.ROOT, "%.1f million instructions per second", instructions / seconds / 1e6));
		Execution execution = session.launch().engine().execution();
		line("executed by", execution.sentence());
		line("translated", execution.amount());
		ShadowStatistics cost = session.statistics();
		line("host memory", String.format(Locale.ROOT, "%.1f MiB of the guest's %d MiB, %.1f MiB in the balloon",
				cost.hostMemoryBytes() / 1048576.0, session.launch().memoryBytes() >> 20, cost.balloonBytes() / 1048576.0));
		cost.network().ifPresent(traffic -> {
			line("network, sent", frames(traffic.sentFrames(), traffic.sentBytes(), traffic.sentDropped()));
			line("network, received", frames(traffic.receivedFrames(), traffic.receivedBytes(), traffic.receivedDropped()));
		});
		line("exits", Long.toString(cost.totalExits()));
		for (Map.Entry<ExitReason, Long> entry : new TreeMap<>(cost.exits()).entrySet()) {
			if (entry.getValue() != 0) {
				line("  " + entry.getKey().text(), entry.getValue().toString());
			}
		}
		if (session.launch().technique() != Technique.BARE) {
			line("executed directly", String.format(Locale.ROOT, "%.2f %%", 100 * cost.nativeFraction()));
			line("shadow entries", cost.fills() + " filled, " + cost.invalidations() + " withdrawn");
			line("page faults", cost.hiddenFaults() + " hidden, " + cost.trueFaults() + " true");
			line("frames", cost.guestFrames() + " of the guest, " + cost.tableFrames() + " of shadow tables");
		}
	}

	private static String frames(long frames, long bytes, long dropped) {
		return frames + " frames with " + bytes + " bytes, and " + dropped + " frames dropped";
	}

	private void line(String name, String value) {
		to.println(String.format(Locale.ROOT, "ringside: %-24s %s", name, value));
	}
}
