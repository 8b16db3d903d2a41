/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guest's console is the terminal; breakpoints, traces and costs are told on standard error or in a file. */
class RunCommandTest {

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void theConsoleIsStandardInputAndOutput(String technique) throws Exception {
		assertEquals(new CommandLine.Result(0, "echo until q: Hello\tq\npass\n", ""),
				CommandLine.typing("Hello\tq", "run", CommandLine.guest("s-echo"), "--technique", technique));
	}

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void everyKindOfBreakpointIsToldAndTheGuestGoesOn(String technique) throws Exception {
		CommandLine.Result result = CommandLine.run("run", CommandLine.sessionGuest("stepping"), "--technique", technique,
				"--break", "set_timer once", "--break", "hypercall:TIME hits=2", "--break", "trap:load-page-fault",
				"--break", "table-write effect=map", "--break", "gpa:0x8020011c mode=U");
		assertEquals(0, result.code(), result.errors());
		List<String> lines = result.errors().lines().toList();
		assertEquals(5, lines.size(), result.errors());
		assertTrue(lines.get(0).startsWith("ringside: Breakpoint #1 at set_timer in S-mode [vCPU 0, translation off, "));
		assertTrue(lines.get(1).matches("ringside: Hypercall: time\\.set_timer.* from S-mode at set_timer\\+0x.*"), lines.get(1));
		assertTrue(lines.get(2).startsWith("ringside: Breakpoint #5 at 0xc020011c in U-mode [vCPU 0, root gPA 0x80202000, ASID 0"),
				lines.get(2));
		assertTrue(lines.get(3).startsWith("ringside: Trap: load page fault at gVA 0x40000000, in U-mode at 0xc0200128, "
				+ "taken to S-mode at trap_entry"), lines.get(3));
		assertTrue(lines.get(4).startsWith("ringside: Page-table write: level 2 entry at gPA 0x80202008 maps gVA "
				+ "0x40000000-0x7fffffff → gPA 0x80000000 rwxu (was invalid), written at the_store"), lines.get(4));
	}

	@Test
	void bothTechniquesTellTheSameStops() throws Exception {
		Path kernel = Path.of("..", "..", "bundles", "org.ringside.examples", "resources", "kernels", "twospaces", "kernel.elf");
		String[] bare = {"run", kernel.toString(), "--break", "table-write effect=map,unmap,remap,permission", "--break", "trap", "--break",
				"hypercall"};
		String[] emulated = java.util.Arrays.copyOf(bare, bare.length + 2);
		emulated[bare.length] = "--technique";
		emulated[bare.length + 1] = "trap-and-emulate";
		CommandLine.Result expected = CommandLine.run(bare);
		assertTrue(expected.errors().lines().count() > 200, expected.errors());
		assertEquals(expected, CommandLine.run(emulated));
	}

	@Test
	void aTraceHoldsEveryEventOfItsKindsInOrder(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("trace.txt");
		CommandLine.Result result = CommandLine.run("run", CommandLine.sessionGuest("stepping"), "--trace",
				"traps,hypercalls:" + file);
		assertEquals(new CommandLine.Result(0, "", ""), result);
		List<String> lines = Files.readAllLines(file);
		assertEquals(4, lines.stream().filter(line -> line.contains("Hypercall: ")).count());
		assertEquals(1, lines.stream().filter(line -> line.contains("Interrupt: supervisor timer interrupt")).count());
		assertEquals(3, lines.stream().filter(line -> line.contains("Trap: ")).count());
		assertTrue(lines.get(0).contains("base.get_spec_version"), lines.get(0));
	}

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void aTraceOfInstructionsHasALineForEach(String technique, @TempDir Path folder) throws Exception {
		Path file = folder.resolve("trace.txt");
		CommandLine.Result result = CommandLine.run("run", CommandLine.sessionGuest("highhalf"), "--technique", technique,
				"--trace", "instructions:" + file, "--stats");
		assertEquals(0, result.code(), result.errors());
		List<String> lines = Files.readAllLines(file);
		assertEquals("vCPU 0 0 S 0x80200000 <_start>: auipc sp,0x3", lines.get(0));
		assertTrue(lines.stream().anyMatch(line -> line.endsWith("<late>: nop") && line.contains(" 0xffffffff802")));
		String retired = result.errors().lines().filter(line -> line.startsWith("ringside: instructions ")).findFirst().orElseThrow();
		long count = Long.parseLong(retired.substring(retired.lastIndexOf(' ') + 1));
		assertTrue(Math.abs(lines.size() - count) <= 1, lines.size() + " lines for " + count + " instructions, of which the last "
				+ "ends the guest and may not count");
	}

	@Test
	void costsAreToldAtTheEnd() throws Exception {
		String bare = CommandLine.run("run", CommandLine.guest("s-paging"), "--stats").errors();
		assertTrue(bare.contains("instructions ") && bare.contains("million instructions per second"), bare);
		String emulated = CommandLine.run("run", CommandLine.guest("s-paging"), "--stats", "--technique", "trap-and-emulate").errors();
		assertTrue(emulated.contains("hidden page fault") && emulated.contains("page-table write"), emulated);
		assertFalse(emulated.contains("network, sent"), emulated);
		String networked = CommandLine.run("run", CommandLine.guest("s-paging"), "--stats", "--net", "user,restrict=on").errors();
		assertTrue(networked.contains("network, sent            0 frames with 0 bytes, and 0 frames dropped"), networked);
		assertTrue(networked.contains("network, received        0 frames"), networked);
	}
}
