/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.List;

import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Spinner;
import org.ringside.eclipse.core.launch.GuestConfiguration;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/** The machine that the guest sees: its memory, its vCPUs, its time. */
final class MachineTab extends GuestTab {

	private static final int MOST_HARTS = 8;

	MachineTab() {
		super("Machine", "vm");
	}

	@Override
	void createFields(Composite parent) {
		help(parent, "The guest sees a RISC-V computer laid out as QEMU's virt board: RAM at 0x80000000, serial port, interrupt controllers, timer.");
		text(parent, "&Memory:", GuestLaunchAttributes.MEMORY, GuestLaunchAttributes.DEFAULT_MEMORY, "for example 128M or 1G", 0,
				GuestConfiguration::memoryBytes);
		harts(parent);
		check(parent, "vCPUs run in &parallel (technique bare; runs don't repeat themselves)", GuestLaunchAttributes.PARALLEL, false);
		choice(parent, "&First instruction in:", GuestLaunchAttributes.START_MODE, GuestLaunchAttributes.DEFAULT_START_MODE,
				List.of("auto", "machine", "supervisor"),
				List.of("the mode that the image's address tells", "M-mode: firmware or a bare-metal program", "S-mode: a kernel; Ringside answers its SBI calls"));
		choice(parent, "Interrupt &controllers:", GuestLaunchAttributes.AIA, GuestLaunchAttributes.DEFAULT_AIA, List.of("none", "aplic", "aplic-imsic"),
				List.of("PLIC", "APLIC", "APLIC and IMSICs: messages"));
		choice(parent, "&Engine:", GuestLaunchAttributes.ENGINE, GuestLaunchAttributes.DEFAULT_ENGINE, List.of("translator", "interpreter"),
				List.of("translator: fast", "interpreter: the same, slowly"));
		check(parent, "An idle guest sleeps in &real time", GuestLaunchAttributes.REAL_TIME, GuestLaunchAttributes.DEFAULT_REAL_TIME);
		text(parent, "&Instruction limit:", GuestLaunchAttributes.MAX_INSTRUCTIONS, "", "none", 0, limit -> {
			if (!limit.isBlank()) {
				GuestConfiguration.instructionLimit(limit);
			}
		});
	}

	private void harts(Composite parent) {
		label(parent, "&vCPUs:");
		Spinner harts = new Spinner(parent, SWT.BORDER);
		harts.setValues(GuestLaunchAttributes.DEFAULT_HARTS, 1, MOST_HARTS, 0, 1, 2);
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).span(2, 1).applyTo(harts);
		harts.addModifyListener(event -> fieldChanged());
		bind(harts, (ILaunchConfiguration configuration) -> harts
				.setSelection(configuration.getAttribute(GuestLaunchAttributes.HARTS, GuestLaunchAttributes.DEFAULT_HARTS)),
				configuration -> configuration.setAttribute(GuestLaunchAttributes.HARTS, harts.getSelection()), ignored -> {
					// The spinner has only right values.
				});
	}
}
