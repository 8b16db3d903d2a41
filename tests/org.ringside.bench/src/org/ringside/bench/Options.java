/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.vmm.Engine;

/** What is to be measured, as the user said it. */
final class Options {

	static final String USAGE = """
			usage: bench [options] [PROGRAM...]   programs on Ringside and on QEMU by turns, as ratios
			       bench --boot [options]         OpenSBI and U-Boot to the prompt, Linux to the shell, each for the
			                                      first time and again
			       bench --debug [options]        what breakpoints and watches cost while they are not hit
			       bench --idle                   memory and processor time of 20 idle machines
			       bench --asm                    the assembler
			       bench --parts [JMH ARGUMENTS]  parts alone, with JMH
			  --guests FOLDER         where the programs are
			  --seconds N             about how long a run of a program takes (2)
			  --repeat N              pairs of runs (3)
			  --icount                QEMU counts instructions, as its record and replay needs
			  --no-qemu               Ringside alone
			  --engine NAME           translator or interpreter, for programs (translator)
			  --csv FILE              write the table as CSV, too
			Ratios are QEMU's time by ours: above 1, Ringside is faster. Steady is the second half of a run, cold all of it.""";

	/** A part of the benchmark. */
	enum Part {
		PROGRAMS, BOOT, DEBUG, IDLE, ASSEMBLER
	}

	private Part part = Part.PROGRAMS;
	private Path folder = Path.of("tests", "guests", "elf");
	private double seconds = 2;
	private int repeat = 3;
	private boolean icount;
	private boolean qemu = true;
	private Engine engine = Engine.usual();
	private Path csv;
	private final List<String> chosen = new ArrayList<>();

	/** @return what is wrong, or an empty text */
	String parse(String[] arguments) {
		for (int i = 0; i < arguments.length; i++) {
			String argument = arguments[i];
			boolean valued = List.of("--guests", "--seconds", "--repeat", "--csv", "--engine").contains(argument);
			if (valued && i + 1 == arguments.length) {
				return argument + " needs a value";
			}
			try {
				switch (argument) {
					case "--boot" -> part = Part.BOOT;
					case "--debug" -> part = Part.DEBUG;
					case "--idle" -> part = Part.IDLE;
					case "--asm" -> part = Part.ASSEMBLER;
					case "--guests" -> folder = Path.of(arguments[++i]);
					case "--seconds" -> seconds = Double.parseDouble(arguments[++i]);
					case "--repeat" -> repeat = Math.max(1, Integer.parseInt(arguments[++i]));
					case "--csv" -> csv = Path.of(arguments[++i]);
					case "--icount" -> icount = true;
					case "--no-qemu" -> qemu = false;
					case "--engine" -> {
						Optional<Engine> named = Engine.parse(arguments[++i]);
						if (named.isEmpty()) {
							return "there is no engine '" + arguments[i] + "', but translator and interpreter";
						}
						engine = named.get();
					}
					default -> {
						if (argument.startsWith("-")) {
							return "there is no option " + argument;
						}
						chosen.add(argument);
					}
				}
			} catch (NumberFormatException e) {
				return argument + " needs a number, not '" + arguments[i] + "'";
			}
		}
		if (!(seconds > 0)) {
			return "--seconds needs a number above 0";
		}
		return Files.isDirectory(folder) ? "" : "there is no folder " + folder + " with guests";
	}

	Part part() {
		return part;
	}

	Path folder() {
		return folder;
	}

	double seconds() {
		return seconds;
	}

	int repeat() {
		return repeat;
	}

	boolean icount() {
		return icount;
	}

	/** Whether to compare with QEMU, which is wanted and there. */
	boolean qemu() {
		return qemu && Qemu.isThere();
	}

	/** How Ringside executes programs. */
	Engine engine() {
		return engine;
	}

	Optional<Path> csv() {
		return Optional.ofNullable(csv);
	}

	/** The programs that were named; none for all. */
	List<String> chosen() {
		return List.copyOf(chosen);
	}
}
