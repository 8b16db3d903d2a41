/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut2;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.model.WorkbenchLabelProvider;
import org.ringside.eclipse.core.build.GuestBuilder;
import org.ringside.eclipse.core.launch.GuestConfiguration;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/**
 * <i>Run As</i> and <i>Debug As &gt; Guest OS</i>: launches an image with its configuration, which is made if there is none. From a
 * source or a project it is the kernel that is built from it.
 */
public final class GuestLaunchShortcut implements ILaunchShortcut2 {

	@Override
	public void launch(ISelection selection, String mode) {
		if (selection instanceof IStructuredSelection structured) {
			launch(structured.getFirstElement(), mode);
		}
	}

	@Override
	public void launch(IEditorPart editor, String mode) {
		launch(editor.getEditorInput(), mode);
	}

	private static void launch(Object selected, String mode) {
		Optional<IProject> project = GuestSource.project(selected);
		if (project.isPresent()) {
			SourceLaunch.build(project.get(), kernels -> chooseKernel(kernels).ifPresent(kernel -> launch(kernel, mode)));
		} else {
			Optional.ofNullable(Adapters.adapt(selected, IFile.class)).ifPresent(image -> launch(image, mode));
		}
	}

	/** The image that is launched for what is selected, if it is there already or has a usual name. */
	private static Optional<IFile> image(Object selected) {
		return GuestSource.project(selected).map(project -> project.getFile(GuestBuilder.IMAGE))
				.or(() -> Optional.ofNullable(Adapters.adapt(selected, IFile.class)));
	}

	private static Optional<IFile> file(ISelection selection) {
		return selection instanceof IStructuredSelection structured ? image(structured.getFirstElement()) : Optional.empty();
	}

	private static Optional<IFile> file(IEditorPart editor) {
		return image(editor.getEditorInput());
	}

	private static void launch(IFile image, String mode) {
		try {
			List<ILaunchConfiguration> there = configurations(image);
			Optional<ILaunchConfiguration> chosen = switch (there.size()) {
			case 0 -> Optional.of(create(image));
			case 1 -> Optional.of(there.get(0));
			default -> choose(there);
			};
			chosen.ifPresent(configuration -> DebugUITools.launch(configuration, mode));
		} catch (CoreException e) {
			ErrorDialog.openError(PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), "Guest OS", null, e.getStatus());
		}
	}

	private static Optional<IFile> chooseKernel(List<IFile> kernels) {
		if (kernels.size() == 1) {
			return Optional.of(kernels.get(0));
		}
		ElementListSelectionDialog dialog = new ElementListSelectionDialog(
				PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), WorkbenchLabelProvider.getDecoratingWorkbenchLabelProvider());
		dialog.setTitle("Guest OS");
		dialog.setMessage("Choose the kernel to start:");
		dialog.setElements(kernels.toArray());
		return dialog.open() == Window.OK ? Optional.of((IFile) dialog.getFirstResult()) : Optional.empty();
	}

	private static Optional<ILaunchConfiguration> choose(List<ILaunchConfiguration> configurations) {
		ElementListSelectionDialog dialog = new ElementListSelectionDialog(
				PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), DebugUITools.newDebugModelPresentation());
		dialog.setTitle("Guest OS");
		dialog.setMessage("Choose the launch configuration:");
		dialog.setElements(configurations.toArray());
		return dialog.open() == Window.OK ? Optional.of((ILaunchConfiguration) dialog.getFirstResult()) : Optional.empty();
	}

	private static ILaunchConfigurationType type() {
		return DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(GuestLaunchAttributes.TYPE);
	}

	/** The configurations that start {@code image}. */
	static List<ILaunchConfiguration> configurations(IFile image) throws CoreException {
		List<ILaunchConfiguration> result = new ArrayList<>();
		for (ILaunchConfiguration configuration : DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurations(type())) {
			try {
				if (image.getLocation() != null && new GuestConfiguration(configuration).image().equals(image.getLocation().toPath())) {
					result.add(configuration);
				}
			} catch (CoreException e) {
				// A configuration whose own image is missing starts another image than this one.
				continue;
			}
		}
		return result;
	}

	/** A new configuration that starts {@code image} with the usual values. */
	static ILaunchConfiguration create(IFile image) throws CoreException {
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy copy = type().newInstance(null, launches.generateLaunchConfigurationName(image.getName()));
		copy.setAttribute(GuestLaunchAttributes.IMAGE, FileButtons.variable(image));
		copy.setMappedResources(new IResource[] { image });
		return copy.doSave();
	}

	@Override
	public ILaunchConfiguration[] getLaunchConfigurations(ISelection selection) {
		return configurations(file(selection));
	}

	@Override
	public ILaunchConfiguration[] getLaunchConfigurations(IEditorPart editor) {
		return configurations(file(editor));
	}

	private static ILaunchConfiguration[] configurations(Optional<IFile> image) {
		try {
			return image.isEmpty() ? null : configurations(image.get()).toArray(ILaunchConfiguration[]::new);
		} catch (CoreException e) {
			// The interface's word for "find them yourself".
			return null;
		}
	}

	@Override
	public IResource getLaunchableResource(ISelection selection) {
		return file(selection).orElse(null);
	}

	@Override
	public IResource getLaunchableResource(IEditorPart editor) {
		return file(editor).orElse(null);
	}
}
