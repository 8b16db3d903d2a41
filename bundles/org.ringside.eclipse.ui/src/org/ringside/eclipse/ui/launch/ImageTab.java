/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.launch.GuestConfiguration;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/** What the VM starts: the image, what the image starts in turn, and where further symbols come from. */
final class ImageTab extends GuestTab {

	private static final String HINT = "a path, or ${workspace_loc:/project/file}";

	ImageTab() {
		super("Image", "guest-os");
	}

	@Override
	void createFields(Composite parent) {
		file(parent, "&Image:", GuestLaunchAttributes.IMAGE, "an ELF file or raw image of a kernel or firmware", true);
		file(parent, "&Kernel:", GuestLaunchAttributes.KERNEL, "only where the image is firmware that starts a kernel", false);
		file(parent, "Initial &RAM disk:", GuestLaunchAttributes.INITRD, "none", false);
		text(parent, "Command &line:", GuestLaunchAttributes.APPEND, "", "what the kernel is told in bootargs", 0, text -> {
			// Every text is a command line.
		});
		symbolFiles(parent);
		check(parent, "In debug mode, &stop at the first instruction", GuestLaunchAttributes.STOP_AT_ENTRY,
				GuestLaunchAttributes.DEFAULT_STOP_AT_ENTRY);
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		SelectedImage.now().ifPresent(file -> {
			configuration.setAttribute(GuestLaunchAttributes.IMAGE, FileButtons.variable(file));
			configuration.setMappedResources(new IFile[] { file });
			configuration.rename(getLaunchConfigurationDialog() == null ? file.getName()
					: getLaunchConfigurationDialog().generateName(file.getName()));
		});
	}

	private void file(Composite parent, String label, String attribute, String hint, boolean required) {
		String what = label.replace("&", "").replace(":", "").toLowerCase(Locale.ROOT);
		Text text = text(parent, label, attribute, "", hint, 1, path -> {
			if (!path.isBlank()) {
				GuestConfiguration.resolve(path, what);
			} else if (required) {
				throw GuestFault.CONFIGURATION.because("Choose the ELF file of a kernel or firmware as the image.");
			}
		});
		text.setToolTipText(HINT);
		FileButtons.create(parent, this::getShell, text::setText);
	}

	private void symbolFiles(Composite parent) {
		Label label = label(parent, "S&ymbol files:");
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
		Text list = new Text(parent, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
		list.setToolTipText("Further ELF files whose symbols and lines are used, one on each line, such as those of user programs");
		GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 48).applyTo(list);
		list.addModifyListener(event -> fieldChanged());
		FileButtons.create(parent, this::getShell, path -> list.append((list.getText().isBlank() ? "" : "\n") + path));
		bind(list, configuration -> list.setText(String.join("\n", configuration.getAttribute(GuestLaunchAttributes.SYMBOL_FILES, List.of()))),
				configuration -> {
					List<String> files = lines(list);
					configuration.setAttribute(GuestLaunchAttributes.SYMBOL_FILES, files.isEmpty() ? null : files);
				}, ignored -> checkAll(lines(list)));
	}

	private static void checkAll(List<String> files) throws CoreException {
		for (String file : files) {
			GuestConfiguration.resolve(file, "symbol file");
		}
	}

	private static List<String> lines(Text text) {
		return new ArrayList<>(text.getText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
	}
}
