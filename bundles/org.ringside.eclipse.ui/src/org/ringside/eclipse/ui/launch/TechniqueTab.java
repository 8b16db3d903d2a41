/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.stream.Stream;

import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.vmm.Technique;

/** How the guest is virtualized. */
final class TechniqueTab extends GuestTab {

	TechniqueTab() {
		super("Technique", "shadow-mappings");
	}

	@Override
	void createFields(Composite parent) {
		Combo technique = choice(parent, "&Technique:", GuestLaunchAttributes.TECHNIQUE, GuestLaunchAttributes.DEFAULT_TECHNIQUE,
				Stream.of(Technique.values()).map(Technique::text).toList(), Stream.of(Technique.values()).map(Technique::text).toList());
		technique.setToolTipText("The same image computes the same under each technique");
		help(parent, "");
		for (Technique each : Technique.values()) {
			help(parent, each.text() + ": " + switch (each) {
			case BARE -> "the guest has the machine to itself. Fastest, and the reference for the others; there are no shadow mappings to look at.";
			case TRAP_AND_EMULATE -> "the whole guest runs in U-mode. Each privileged instruction traps and is emulated, and shadow page tables stand in for the guest's own.";
			});
		}
	}
}
