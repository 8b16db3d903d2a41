/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.build.CompilerMessage.Place;
import org.ringside.eclipse.core.build.CompilerMessage.Severity;

/** The messages that are found in what compilers, linkers and make print. */
class CompilerOutputTest {

	private static List<CompilerMessage> read(String output) {
		List<CompilerMessage> found = new ArrayList<>();
		CompilerOutput reader = new CompilerOutput(found::add);
		output.lines().forEach(reader::line);
		reader.end();
		return found;
	}

	private static CompilerMessage message(Severity severity, String file, String folder, int line, int column, int length, String text, Place... chain) {
		return new CompilerMessage(severity, file, folder, line, column, length, text, List.of(chain));
	}

	@Test
	void theMarksBelowTheSourceTellWhichColumnsAreMeant() {
		assertEquals(List.of(message(Severity.WARNING, "main.c", "", 3, 9, 3, "implicit declaration of function 'foo' [-Wimplicit-function-declaration]"),
				message(Severity.ERROR, "main.c", "", 5, 15, 7, "invalid operands to binary +")), read("""
						main.c: In function 'f':
						main.c:3:9: warning: implicit declaration of function 'foo' [-Wimplicit-function-declaration]
						    3 |         foo(1);
						      |         ^~~
						main.c:5:18: error: invalid operands to binary +
						    5 |         x = a + bcde;
						      |               ~~~^~~~
						"""));
	}

	@Test
	void theChainOfIncludesGoesWithTheMessage() {
		assertEquals(List.of(message(Severity.ERROR, "b.h", "", 2, 1, 5, "unknown type name 'uint8'", new Place("a.h", 1), new Place("main.c", 7)),
				message(Severity.ERROR, "main.c", "", 9, 2, 1, "expected ';'")), read("""
						In file included from a.h:1,
						                 from main.c:7:
						b.h:2:1: error: unknown type name 'uint8'
						    2 | uint8 y;
						      | ^~~~~
						main.c:9:2: error: expected ';'
						"""));
	}

	@Test
	void theAssemblerAndTheLinkerAreUnderstood() {
		assertEquals(
				List.of(message(Severity.ERROR, "start.S", "", 2, 0, 1, "unrecognized opcode `foo a0,a1'"),
						message(Severity.ERROR, "/home/me/main.c", "", 12, 0, 1, "undefined reference to `g'"),
						message(Severity.ERROR, "main.c", "", 0, 0, 1, "undefined reference to `h' (in section .text)"),
						message(Severity.ERROR, "", "", 0, 0, 1, "cannot open linker script file kernel.ld: No such file or directory")),
				read("""
						start.S: Assembler messages:
						start.S:2: Error: unrecognized opcode `foo a0,a1'
						/usr/riscv64-unknown-elf/bin/ld: main.o: in function `_start':
						/home/me/main.c:12: undefined reference to `g'
						main.c:(.text+0x8): undefined reference to `h'
						/usr/riscv64-unknown-elf/bin/ld: cannot open linker script file kernel.ld: No such file or directory
						collect2: error: ld returned 1 exit status
						make: *** [Makefile:14: kernel.elf] Error 1
						"""));
	}

	@Test
	void namesAreSeenFromTheFolderThatMakeIsIn() {
		assertEquals(List.of(message(Severity.ERROR, "uart.c", "/p/drivers", 1, 4, 1, "x"), message(Severity.ERROR, "main.c", "/p", 2, 4, 1, "y")), read("""
				make: Entering directory '/p'
				make[1]: Entering directory '/p/drivers'
				uart.c:1:4: error: x
				make[1]: Leaving directory '/p/drivers'
				main.c:2:4: error: y
				make: Leaving directory '/p'
				"""));
	}

	@Test
	void whatMakeItselfMissesIsAnErrorAndThatACommandFailedIsNone() {
		assertEquals(List.of(message(Severity.ERROR, "", "", 0, 0, 1, "No rule to make target 'nothing.c', needed by 'x.o'."),
				message(Severity.ERROR, "Makefile", "", 2, 0, 1, "missing separator.")), read("""
						make[1]: *** No rule to make target 'nothing.c', needed by 'x.o'.  Stop.
						make: *** [Makefile:2: all] Error 2
						make: *** Waiting for unfinished jobs....
						Makefile:2: *** missing separator.  Stop.
						"""));
	}

	@Test
	void otherLinesAreNoMessages() {
		assertEquals(List.of(), read("""
				riscv64-unknown-elf-gcc -c -o main.o main.c
				compilation terminated.
				note: 12:30 is a time
				http://example.org:80/error
				make: 'kernel.elf' is up to date.
				"""));
	}
}
