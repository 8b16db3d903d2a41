/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.perspective;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;

/**
 * The colours of Ringside's own views. They are declared in {@code plugin.xml} (light) and {@code css/dark.css} (dark),
 * so that users can change them under <em>Preferences &gt; General &gt; Appearance &gt; Colors and Fonts</em>.
 */
public enum ThemeColor {
	/** Something changed since the last stop. */
	CHANGED("changed", new RGB(0xb3, 0x55, 0x00)),
	/** Write-protected by the monitor. */
	PROTECTED("protected", new RGB(0x1f, 0x5f, 0xa8)),
	/** Not there (yet). */
	ABSENT("absent", new RGB(0x75, 0x7d, 0x86)),
	/** Wrong, stale, failed. */
	WRONG("wrong", new RGB(0xb3, 0x2d, 0x27)),
	/** Traps on the timeline. */
	TRAP("trap", new RGB(0xb3, 0x2d, 0x27)),
	/** Hypercalls on the timeline. */
	HYPERCALL("hypercall", new RGB(0x2f, 0x7d, 0x55)),
	/** Page-table writes on the timeline. */
	TABLE_WRITE("tableWrite", new RGB(0xb3, 0x55, 0x00)),
	/** VM exits on the timeline. */
	EXIT("exit", new RGB(0x1f, 0x5f, 0xa8));

	private final String id;
	private final RGB fallback;

	ThemeColor(String id, RGB fallback) {
		this.id = "org.ringside.eclipse.ui.color." + id;
		this.fallback = fallback;
	}

	/** The colour in the current theme; owned by the theme's registry, never disposed here. UI thread only. */
	public Color get() {
		Color color = JFaceResources.getColorRegistry().get(id);
		if (color == null) {
			JFaceResources.getColorRegistry().put(id, fallback);
			color = JFaceResources.getColorRegistry().get(id);
		}
		return color;
	}
}
