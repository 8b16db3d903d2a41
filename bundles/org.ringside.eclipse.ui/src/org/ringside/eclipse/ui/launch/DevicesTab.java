/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.core.launch.DeviceAttributes;
import org.ringside.eclipse.core.launch.GuestConfiguration;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/** The devices of the VM that a user chooses: disks, network, random bytes, balloon, console, flash memory. */
final class DevicesTab extends GuestTab {

	DevicesTab() {
		super("Devices", "vm");
	}

	@Override
	void createFields(Composite parent) {
		help(parent, "The guest finds virtio devices from 0x10001000 on, the disks first. A disk image, raw or qcow2, never changes unless its line ends in ,write; ,read-only lets the guest not write at all.");
		images(parent, "&Disks:", GuestLaunchAttributes.DISKS, 72,
				"Disk images, one on each line; each may be followed by ,write or ,read-only, and ,backing where it stands upon another file");
		NetworkFields.create(this, parent);
		text(parent, "&Random bytes from seed:", GuestLaunchAttributes.ENTROPY, "", "none", 0, seed -> {
			if (!seed.isBlank()) {
				DeviceAttributes.seed(seed);
			}
		});
		text(parent, "&Balloon asks for:", GuestLaunchAttributes.BALLOON, "", "no balloon; for example 64M", 0, size -> {
			if (!size.isBlank()) {
				GuestConfiguration.memoryBytes(size);
			}
		});
		images(parent, "Flash &memory:", GuestLaunchAttributes.FLASH, 36,
				"What the two banks at 0x20000000 hold, one file on each line, of 32 MiB at most; each may be followed by ,write or ,read-only");
		check(parent, "A virtio &console, which takes what is typed as soon as a driver is ready", GuestLaunchAttributes.VIRTIO_CONSOLE, false);
		check(parent, "&Legacy registers (version 1), for drivers that know no other", GuestLaunchAttributes.LEGACY_VIRTIO, false);
	}

	private void images(Composite parent, String name, String attribute, int height, String hint) {
		Label label = label(parent, name);
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
		Text list = new Text(parent, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
		list.setToolTipText(hint);
		GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, height).applyTo(list);
		list.addModifyListener(event -> fieldChanged());
		FileButtons.create(parent, this::getShell, path -> list.append((list.getText().isBlank() ? "" : "\n") + path));
		bind(list, configuration -> list.setText(String.join("\n", configuration.getAttribute(attribute, List.of()))),
				configuration -> {
					List<String> lines = lines(list);
					configuration.setAttribute(attribute, lines.isEmpty() ? null : lines);
				}, ignored -> checkAll(lines(list)));
	}

	private static void checkAll(List<String> disks) throws CoreException {
		for (String disk : disks) {
			DeviceAttributes.disk(disk);
		}
	}

	private static List<String> lines(Text text) {
		return new ArrayList<>(text.getText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
	}
}
