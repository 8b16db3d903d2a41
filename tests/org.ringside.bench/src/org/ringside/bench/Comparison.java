/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.ringside.vmm.Technique;

/**
 * A guest under a technique, beside QEMU.
 *
 * @param rounds that it ran for
 * @param events of a round, where the program measures one thing
 * @param ours the runs on Ringside
 * @param theirs the runs on QEMU, each made after ours of the same number; empty where there is no QEMU
 */
record Comparison(String name, Technique technique, long rounds, OptionalLong events, List<Sample> ours, List<Sample> theirs) {

	static final String HEADER = String.format(Locale.ROOT, "%-10s %-18s %7s %7s %7s %9s %9s  %-18s %-18s %-18s", "program", "technique", "Minsn",
			"MIPS", "QEMU", "ns/event", "QEMU ns", "steady cpu", "steady wall", "cold wall");
	static final String CSV_HEADER = "program,technique,instructions,mips,qemu_mips,ns_per_event,qemu_ns_per_event,"
			+ "steady_cpu,steady_cpu_least,steady_cpu_most,steady_wall,steady_wall_least,steady_wall_most,cold_wall,cold_wall_least,cold_wall_most";
	private static final double MEGA = 1e6;
	private static final double NANO = 1e-9;

	/** Whether all runs printed the same. */
	boolean agrees() {
		String output = ours.get(0).output();
		return ours.stream().allMatch(run -> run.output().equals(output)) && theirs.stream().allMatch(run -> run.output().equals(output));
	}

	Ratio steadyCpu() {
		return ratio(run -> run.steady().cpu());
	}

	Ratio steadyWall() {
		return ratio(run -> run.steady().wall());
	}

	Ratio coldWall() {
		return ratio(run -> run.whole().wall());
	}

	private Ratio ratio(ToDoubleFunction<Sample> time) {
		double[] pairs = new double[ours.size()];
		for (int i = 0; i < pairs.length; i++) {
			pairs[i] = time.applyAsDouble(theirs.get(i)) / time.applyAsDouble(ours.get(i));
		}
		return Ratio.of(pairs);
	}

	private long instructions() {
		return ours.get(0).instructions();
	}

	/** Processor time of half of the rounds, the median run's. */
	private static double median(List<Sample> runs) {
		double[] times = runs.stream().mapToDouble(run -> run.steady().cpu()).toArray();
		return Ratio.of(times).median();
	}

	/** Millions of instructions per second of processor time on Ringside, in the steady part. */
	double mips() {
		return mips(ours);
	}

	private double mips(List<Sample> runs) {
		return instructions() / 2.0 / median(runs) / MEGA;
	}

	private String perEvent(List<Sample> runs, String format) {
		return events.isEmpty() ? "" : String.format(Locale.ROOT, format, median(runs) / NANO / (rounds / 2.0 * events.getAsLong()));
	}

	String row() {
		boolean both = !theirs.isEmpty();
		Function<Ratio, String> text = Ratio::text;
		return String.format(Locale.ROOT, "%-10s %-18s %7.0f %7.0f %7s %9s %9s  %-18s %-18s %-18s%s", name, technique, instructions() / MEGA, mips(ours),
				both ? String.format(Locale.ROOT, "%.0f", mips(theirs)) : "", perEvent(ours, "%.1f"), both ? perEvent(theirs, "%.1f") : "",
				both ? text.apply(steadyCpu()) : "", both ? text.apply(steadyWall()) : "", both ? text.apply(coldWall()) : "",
				agrees() ? "" : "  THE OUTPUT DIFFERS").stripTrailing();
	}

	String csv() {
		boolean both = !theirs.isEmpty();
		return String.join(",", name, technique.toString(), Long.toString(instructions()), String.format(Locale.ROOT, "%.1f", mips(ours)),
				both ? String.format(Locale.ROOT, "%.1f", mips(theirs)) : "", perEvent(ours, "%.2f"), both ? perEvent(theirs, "%.2f") : "",
				both ? steadyCpu().csv() : ",,", both ? steadyWall().csv() : ",,", both ? coldWall().csv() : ",,");
	}
}
