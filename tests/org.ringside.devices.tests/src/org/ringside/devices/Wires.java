/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.util.List;
import java.util.stream.IntStream;

/** The wires of one hart, each of which remembers its level. */
public record Wires(Wire machineSoftware, Wire machineTimer, Wire machineExternal, Wire supervisorExternal, Wire supervisorSoftware,
		List<Wire> guests) {

	private static final int GUESTS = 7;

	/** @return the wires of a number of harts */
	public static List<Wires> of(int harts) {
		return IntStream.range(0, harts).mapToObj(i -> new Wires(new Wire(), new Wire(), new Wire(), new Wire(), new Wire(),
				IntStream.range(0, GUESTS).mapToObj(g -> new Wire()).toList())).toList();
	}

	/** @return the same for a device */
	public static List<HartLines> lines(List<Wires> wires) {
		return wires.stream()
				.map(w -> new HartLines(w.machineSoftware, w.machineTimer, w.machineExternal, w.supervisorExternal, w.supervisorSoftware,
						(number, level) -> w.guests.get(number - 1).set(level)))
				.toList();
	}
}
