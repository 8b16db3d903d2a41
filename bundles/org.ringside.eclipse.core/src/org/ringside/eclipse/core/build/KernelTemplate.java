/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.List;

/** What a new guest project can start from. Its files lie beside this class, in a folder of the template's name. */
public enum KernelTemplate {
	/** Prints to the serial port and ends. */
	BARE("Bare kernel", "Starts in S-mode without paging, writes to the serial port and switches the machine off."),
	/** Turns paging on and handles a page fault. */
	PAGING("Paging kernel",
			"Turns Sv39 paging on, writes to a page that is not mapped, maps it in its page-fault handler and goes on."),
	/** Lives on calls to what runs below it. */
	HYPERCALL("Hypercall kernel", "Prints, asks for timer interrupts and ends by calls to the firmware (SBI).");

	private final String title;
	private final String description;

	KernelTemplate(String title, String description) {
		this.title = title;
		this.description = description;
	}

	/** Its name in a list. */
	public String title() {
		return title;
	}

	/** One sentence. */
	public String description() {
		return description;
	}

	/** The names of its files. */
	public List<String> files() {
		return List.of("kernel.s", GuestBuilder.SCRIPT);
	}

	/** Where one of its files lies, relative to this class. */
	String resource(String file) {
		return "templates/" + name().toLowerCase(java.util.Locale.ROOT) + "/" + file;
	}
}
