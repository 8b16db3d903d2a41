/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.IDebugModelPresentationExtension;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.core.filesystem.EFS;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestLabels;
import org.ringside.eclipse.core.model.GuestRegisterField;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.eclipse.core.model.GuestValue;
import org.ringside.eclipse.core.model.VcpuThread;

/** Labels, icons and editors of guests: what the platform's views ask for each element of the debug model. */
public final class GuestModelPresentation extends LabelProvider
		implements IDebugModelPresentation, IDebugModelPresentationExtension {

	private static final String TEXT_EDITOR = "org.eclipse.ui.genericeditor.GenericEditor";

	private final Map<String, Object> attributes = new HashMap<>();

	@Override
	public void setAttribute(String attribute, Object value) {
		attributes.put(attribute, value);
	}

	@Override
	public String getText(Object element) {
		return switch (element) {
		case GuestDebugTarget vm -> GuestLabels.vm(vm);
		case VcpuThread vcpu -> GuestLabels.vcpu(vcpu);
		case GuestStackFrame frame -> frame.getName();
		case GuestBreakpoint breakpoint -> breakpoint.label();
		// The platform's own labels serve registers, values and the process.
		case null, default -> null;
		};
	}

	@Override
	public Image getImage(Object element) {
		return switch (element) {
		case GuestDebugTarget vm -> Icons.image("vm");
		case GuestBreakpoint breakpoint -> Icons.image(Icons.name(breakpoint.kind(), takesPart(breakpoint)));
		case IRegisterGroup group -> Icons.image("register-group");
		case IRegister register -> Icons.image("register");
		case GuestRegisterField field -> Icons.image("register");
		// The platform's icons of threads and frames show whether they run, which ours would hide.
		case null, default -> null;
		};
	}

	private static boolean takesPart(GuestBreakpoint breakpoint) {
		try {
			return breakpoint.isEnabled() && DebugPlugin.getDefault().getBreakpointManager().isEnabled();
		} catch (CoreException e) {
			// The marker has just been deleted; the label is not shown any more.
			return false;
		}
	}

	@Override
	public boolean requiresUIThread(Object element) {
		return element instanceof GuestBreakpoint || element instanceof GuestDebugTarget || element instanceof IVariable
				|| element instanceof IRegisterGroup;
	}

	@Override
	public void computeDetail(IValue value, IValueDetailListener listener) {
		String detail = "";
		try {
			detail = value instanceof GuestValue guest ? guest.detail() : value.getValueString();
		} catch (CoreException e) {
			detail = e.getStatus().getMessage();
		}
		listener.detailComputed(value, detail);
	}

	@Override
	public IEditorInput getEditorInput(Object element) {
		return switch (element) {
		case IFile file -> new FileEditorInput(file);
		case LocalFileStorage storage -> new FileStoreEditorInput(EFS.getLocalFileSystem().fromLocalFile(storage.getFile()));
		case GuestBreakpoint breakpoint -> input(breakpoint.getMarker());
		case null, default -> null;
		};
	}

	private static IEditorInput input(IMarker marker) {
		return marker != null && marker.getResource() instanceof IFile file ? new FileEditorInput(file) : null;
	}

	@Override
	public String getEditorId(IEditorInput input, Object element) {
		try {
			IEditorDescriptor editor = IDE.getEditorDescriptor(input.getName(), true, false);
			return editor.isInternal() ? editor.getId() : TEXT_EDITOR;
		} catch (PartInitException e) {
			RingsideCore.log(e.getStatus());
			return TEXT_EDITOR;
		}
	}
}
