/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

/**
 * One run of a guest.
 *
 * @param output what it printed
 * @param instructions retired, or 0 where that is not known
 * @param steady time of the second half of its rounds
 * @param whole time of all of it, from the start of a cold machine
 */
record Sample(String output, long instructions, Time steady, Time whole) {

	/**
	 * @param wall seconds that passed
	 * @param cpu seconds of processor time of the whole process, compilers included
	 */
	record Time(double wall, double cpu) {

		Time minus(Time other) {
			// A clock that ticks in milliseconds must not make a run free of cost.
			return new Time(Math.max(1e-3, wall - other.wall), Math.max(1e-3, cpu - other.cpu));
		}
	}
}
