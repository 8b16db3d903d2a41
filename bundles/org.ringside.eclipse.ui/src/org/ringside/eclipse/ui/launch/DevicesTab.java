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

/** The virtio devices of the VM: disks, network, random bytes, balloon, console. */
final class DevicesTab extends GuestTab {

	DevicesTab() {
		super("Devices", "vm");
	}

	@Override
	void createFields(Composite parent) {
		help(parent, "The guest finds virtio devices from 0x10001000 on, the disks first. A disk image, raw or qcow2, never changes unless its line ends in ,write; ,read-only lets the guest not write at all.");
		disks(parent);
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
		check(parent, "A virtio &console, which takes what is typed as soon as a driver is ready", GuestLaunchAttributes.VIRTIO_CONSOLE, false);
		check(parent, "&Legacy registers (version 1), for drivers that know no other", GuestLaunchAttributes.LEGACY_VIRTIO, false);
	}

	private void disks(Composite parent) {
		Label label = label(parent, "&Disks:");
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
		Text list = new Text(parent, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
		list.setToolTipText("Disk images, one on each line; each may be followed by ,write or ,read-only, and ,backing where it stands upon another file");
		GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 72).applyTo(list);
		list.addModifyListener(event -> fieldChanged());
		FileButtons.create(parent, this::getShell, path -> list.append((list.getText().isBlank() ? "" : "\n") + path));
		bind(list, configuration -> list.setText(String.join("\n", configuration.getAttribute(GuestLaunchAttributes.DISKS, List.of()))),
				configuration -> {
					List<String> lines = lines(list);
					configuration.setAttribute(GuestLaunchAttributes.DISKS, lines.isEmpty() ? null : lines);
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
