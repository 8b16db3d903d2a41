/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;
import org.ringside.eclipse.core.breakpoints.BreakpointKind;

/** The icons of this bundle, each loaded once. UI thread only. */
public final class Icons {

	private static final String BUNDLE = "org.ringside.eclipse.ui";

	private Icons() {
	}

	/** Describes {@code icons/NAME.svg}. */
	public static ImageDescriptor descriptor(String name) {
		return ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".svg")
				.orElseGet(ImageDescriptor::getMissingImageDescriptor);
	}

	/** The image {@code icons/NAME.svg}; owned by the registry, never disposed by the caller. */
	public static Image image(String name) {
		ImageRegistry registry = JFaceResources.getImageRegistry();
		String key = BUNDLE + "/" + name;
		Image image = registry.get(key);
		if (image == null) {
			registry.put(key, descriptor(name));
			image = registry.get(key);
		}
		return image;
	}

	/** The icon of a kind of breakpoint. */
	public static String name(BreakpointKind kind, boolean enabled) {
		String name = switch (kind) {
		case INSTRUCTION -> "breakpoint-instruction";
		case TRAP -> "breakpoint-trap";
		case HYPERCALL -> "breakpoint-hypercall";
		case PAGE_TABLE_WRITE -> "breakpoint-table-write";
		};
		return enabled ? name : name + "-disabled";
	}
}
