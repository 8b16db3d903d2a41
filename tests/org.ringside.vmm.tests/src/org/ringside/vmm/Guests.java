/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;

/** The guests of {@code tests/guests} and the example kernel, and how to run them in a test. */
final class Guests {
	/** More instructions than any of the guests needs. */
	static final long PLENTY = 400_000_000;

	private static final String HYPERVISOR = "m-hypervisor";
	private static final Path FOLDER = Path.of("..", "guests");
	private static final Path EXAMPLES = Path.of("..", "..", "bundles", "org.ringside.examples", "resources", "kernels");

	/** A line of {@code guests.txt}. */
	record Guest(String name, String exit, int harts, String input) {
		boolean endless() {
			return exit.equals("endless");
		}

		Path elf() {
			return Guests.elf(name);
		}

		String expected() {
			return text(FOLDER.resolve("expected").resolve(name + ".txt"));
		}

		@Override
		public String toString() {
			return name;
		}
	}

	/** How a run ended and what the guest said. */
	record Run(VmStop stop, String text, long instructions) {
	}

	private Guests() {
	}

	/** All that run with the usual ISA, and so under each technique. */
	static List<Guest> all() {
		return listed().stream().filter(guest -> !guest.name().equals(HYPERVISOR)).toList();
	}

	/** The one that is a hypervisor itself and needs the extension for it. */
	static Guest hypervisor() {
		return listed().stream().filter(guest -> guest.name().equals(HYPERVISOR)).findAny().orElseThrow();
	}

	private static List<Guest> listed() {
		return text(FOLDER.resolve("guests.txt")).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.trim().split("\\s+", 4))
				.map(word -> new Guest(word[0], word[1], Integer.parseInt(word[2]), word.length > 3 ? word[3].translateEscapes() : ""))
				.filter(guest -> Files.exists(guest.elf())).toList();
	}

	static Path elf(String name) {
		return FOLDER.resolve("elf").resolve(name + ".elf");
	}

	static Path exampleKernel() {
		return EXAMPLES.resolve("twospaces").resolve("kernel.elf");
	}

	/** The address of a symbol of the example kernel. */
	static long symbol(String name) {
		try {
			return ElfFile.read(exampleKernel()).symbols().find(name).orElseThrow().value();
		} catch (ImageException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String text(Path path) {
		try {
			return Files.readString(path, StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Collects what a guest says. */
	static StringBuffer listen(ConsolePort console) {
		StringBuffer text = new StringBuffer();
		console.setSink(octet -> {
			if (octet != '\r') {
				text.append((char) octet);
			}
		});
		return text;
	}

	static Run run(VmConfig.Builder builder, String input, long limit) throws VmException {
		ConsolePort console = new ConsolePort();
		StringBuffer text = listen(console);
		console.type(input.getBytes(StandardCharsets.ISO_8859_1));
		console.closeInput();
		try (VirtualMachine vm = VirtualMachine.create(builder.console(console).build())) {
			VmStop stop = vm.run(limit);
			return new Run(stop, text.toString(), vm.instructions());
		}
	}

	/** Runs until the guest has said something; a billion instructions are enough for a boot loader. */
	static void waitFor(VirtualMachine vm, StringBuffer text, String wanted) {
		waitFor(vm, text, wanted, 1_000_000_000L);
	}

	/** Runs until the guest has said something, for so many instructions at most. */
	static void waitFor(VirtualMachine vm, StringBuffer text, String wanted, long limit) {
		long most = vm.instructions() + limit;
		while (text.indexOf(wanted) < 0) {
			VmStop stop = vm.run(1_000_000);
			if (!(stop instanceof VmStop.Budget) || vm.instructions() > most) {
				throw new AssertionError("'" + wanted + "' never came (" + stop.sentence() + "):\n" + text);
			}
		}
	}
}
