/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerCommand;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;

/** The example kernel: its sources make the image that is checked in, and QEMU and arithmetic agree with it. */
class TwospacesTest {

	private static final Path FOLDER = Path
			.of("../../bundles/org.ringside.examples/resources/kernels/twospaces");

	@Test
	void theImageIsWhatOurAssemblerMakesOfTheSources() throws IOException {
		AssemblerOptions options = new AssemblerOptions(AssemblerCommand.DEFAULT_ISA, List.of(), Map.of(), Optional.of("."));
		List<AssemblyResult> objects = new ArrayList<>();
		for (String source : sources()) {
			AssemblyResult result = Assembler.assemble(source, Files.readAllBytes(FOLDER.resolve(source)), options,
					TwospacesTest::read);
			assertEquals(List.of(), result.problems());
			objects.add(result);
		}
		LinkResult linked = Linker.link(objects, "kernel.ld", Files.readString(FOLDER.resolve("kernel.ld")));
		assertEquals(List.of(), linked.messages());
		assertArrayEquals(linked.toElf().orElseThrow(), Files.readAllBytes(FOLDER.resolve("kernel.elf")),
				"kernel.elf is stale: make builds it anew");
	}

	/** In the order of the makefile, which is the order in the image. */
	private static List<String> sources() throws IOException {
		String makefile = Files.readString(FOLDER.resolve("Makefile")).replace("\\\n", " ");
		Matcher list = Pattern.compile("(?m)^SOURCES\\s*:=(.*)$").matcher(makefile);
		assertTrue(list.find(), "the makefile lists no sources");
		return List.of(list.group(1).strip().split("\\s+"));
	}

	private static Optional<byte[]> read(String name, String from) {
		try {
			return Optional.of(Files.readAllBytes(FOLDER.resolve(name)));
		} catch (IOException missing) {
			return Optional.empty();
		}
	}

	@Test
	void theGnuToolsMakeTheSameOfTheSources(@TempDir Path copy) throws Exception {
		Tool.need("make", "riscv64-unknown-elf-as", "riscv64-unknown-elf-ld", "riscv64-unknown-elf-objdump");
		Examples.find("twospaces").orElseThrow().copyTo(copy);
		Files.delete(copy.resolve("kernel.lst"));
		Tool.Outcome make = Tool.run(copy, 120, List.of("make", "gnu", "listing", "-o", "kernel.elf"));
		assertEquals(0, make.exit(), make.output());
		assertEquals(Loadable.of(copy.resolve("gnu.elf")), Loadable.of(FOLDER.resolve("kernel.elf")));
		String objdump = Tool.version("riscv64-unknown-elf-objdump");
		assumeTrue(objdump.contains(" 2.40"), objdump + " may lay out the listing in another way than 2.40");
		assertEquals(Files.readString(copy.resolve("kernel.lst")), Files.readString(FOLDER.resolve("kernel.lst")));
	}

	@Test
	void theImageNamesNoFolderOfTheMachineThatBuiltIt() throws IOException {
		String bytes = Files.readString(FOLDER.resolve("kernel.elf"), StandardCharsets.ISO_8859_1);
		// What an assembler writes unasked is the folder that it ran in; the folder's last name is known, its parents are anybody's.
		assertFalse(Pattern.compile("[/\\\\][\\w./\\\\-]*[/\\\\]twospaces").matcher(bytes).find(), "names the folder of its build");
		for (String root : List.of("/home/", "/tmp/", "/usr/", "C:\\")) {
			assertFalse(bytes.contains(root), root);
		}
		assertTrue(bytes.contains("fault.s"), "the line information is gone");
	}

	@Test
	void qemuWithOpenSbiAgrees() throws Exception {
		Tool.need("qemu-system-riscv64");
		Tool.Outcome run = Tool.run(FOLDER, 60, List.of("qemu-system-riscv64", "-machine", "virt", "-nographic",
				"-bios", "default", "-kernel", "kernel.elf"));
		assertEquals(0, run.exit(), run.output());
		assertTrue(run.output().endsWith("verdict: pass\n"), run.output());
		assertEquals(outputOfA(), linesOf("[a]", run.output()));
		assertEquals(outputOfB(), linesOf("[b]", run.output()));
	}

	private static List<String> linesOf(String process, String output) {
		return output.lines().filter(line -> line.startsWith(process)).toList();
	}

	private static List<String> outputOfA() {
		long result = sum(seedPage()) ^ sum(random(8 * 512, 0x0a0a0a0a0a0a0a0aL));
		long primes = 0;
		for (int n = 2; n < 16384; n++) {
			primes += BigInteger.valueOf(n).isProbablePrime(30) ? 1 : 0;
		}
		long triangle = 80 * 81 / 2;
		result += triangle + primes;
		return List.of("[a] hello from address space 1", "[a] what I wrote at 0x100000 is still there",
				"[a] refused: store to 0x0000000000200000", "[a] 1 + 2 + ... + 80 on a growing stack: " + triangle,
				"[a] primes below 16384: " + primes, "[a] done, result " + Long.toUnsignedString(result));
	}

	private static List<String> outputOfB() {
		return List.of("[b] hello from address space 2", "[b] what I wrote at 0x100000 is still there",
				"[b] refused: load from 0x0000000080200000", "[b] the kernel's memory is out of my reach",
				"[b] longest Collatz chain below 1000 starts at: " + longestCollatzBelow(1000),
				"[b] sum over my heap: " + Long.toUnsignedString(sum(random(4 * 512, 0x0b0b0b0b0b0b0b0bL))),
				"[b] and now I follow a null pointer", "[b] refused: load from 0x0000000000000000");
	}

	private static long[] seedPage() {
		long[] page = new long[512];
		page[0] = 0xcbf29ce484222325L;
		for (int i = 1; i < page.length; i++) {
			page[i] = page[i - 1] * 0x100000001b3L + 1;
		}
		return page;
	}

	private static long[] random(int count, long seed) {
		long[] numbers = new long[count];
		for (int i = 0; i < count; i++) {
			seed ^= seed << 13;
			seed ^= seed >>> 7;
			seed ^= seed << 17;
			numbers[i] = seed;
		}
		return numbers;
	}

	private static long sum(long[] numbers) {
		long sum = 0;
		for (long number : numbers) {
			sum = sum * 31 + number;
		}
		return sum;
	}

	private static int longestCollatzBelow(int limit) {
		int best = 0;
		int bestLength = -1;
		for (int start = 1; start < limit; start++) {
			int length = 0;
			for (long n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
				length++;
			}
			if (length > bestLength) {
				best = start;
				bestLength = length;
			}
		}
		return best;
	}
}
