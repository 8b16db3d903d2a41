/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.List;
import java.util.Locale;

/** What a new guest project can start from. Its files lie beside this class, in a folder of the template's name. */
public enum KernelTemplate {
	/** Prints to the serial port and ends. */
	BARE("Bare kernel", "Starts in S-mode without paging, writes to the serial port and switches the machine off.", "kernel.s",
			GuestBuilder.SCRIPT),
	/** Turns paging on and handles a page fault. */
	PAGING("Paging kernel",
			"Turns Sv39 paging on, writes to a page that is not mapped, maps it in its page-fault handler and goes on.",
			"kernel.s", GuestBuilder.SCRIPT),
	/** Lives on calls to what runs below it. */
	HYPERCALL("Hypercall kernel", "Prints, asks for timer interrupts and ends by calls to the firmware (SBI).", "kernel.s", GuestBuilder.SCRIPT),
	/** Written in C, built by make. */
	C("C kernel", "Starts in assembly, goes on in C and prints through the firmware. Its makefile needs a cross compiler.",
			"main.c", "start.S", "sbi.c", "sbi.h", GuestBuilder.SCRIPT, "Makefile");

	private final String title;
	private final String description;
	private final List<String> files;

	KernelTemplate(String title, String description, String... files) {
		this.title = title;
		this.description = description;
		this.files = List.of(files);
	}

	/** Its name in a list. */
	public String title() {
		return title;
	}

	/** One sentence. */
	public String description() {
		return description;
	}

	/** The names of its files; the first is where a reader begins. */
	public List<String> files() {
		return files;
	}

	/** Whether it is built by make with a cross compiler. */
	public boolean needsCompiler() {
		return files.contains("Makefile");
	}

	/** Where one of its files lies, relative to this class. */
	String resource(String file) {
		return "templates/" + name().toLowerCase(Locale.ROOT) + "/" + file;
	}
}
