/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** Writes numbered pictures of the workbench window into a folder: {@code 01-launch.png}, {@code 02-…}. */
final class Album {
	private final Path folder;
	private int next = 1;

	Album(Path folder) throws IOException {
		this.folder = Files.createDirectories(folder);
	}

	Path folder() {
		return folder;
	}

	/**
	 * Takes a picture of a shell as it stands on the display.
	 *
	 * @param name what the picture shows, part of its file name
	 * @return the file
	 */
	Path take(Shell shell, String name) throws IOException {
		Path file = folder.resolve("%02d-%s.png".formatted(next++, name));
		AtomicReference<ImageData> pixels = new AtomicReference<>();
		shell.getDisplay().syncExec(() -> pixels.set(pixelsOf(shell)));
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { pixels.get() };
		try {
			loader.save(file.toString(), SWT.IMAGE_PNG);
		} catch (SWTException e) {
			throw new IOException("The picture " + file + " cannot be written: " + e.getMessage(), e);
		}
		return file;
	}

	private static ImageData pixelsOf(Shell shell) {
		Display display = shell.getDisplay();
		Rectangle bounds = shell.getBounds().intersection(display.getBounds());
		Image image = new Image(display, bounds.width, bounds.height);
		GC gc = new GC(display);
		try {
			gc.copyArea(image, bounds.x, bounds.y);
			return image.getImageData();
		} finally {
			gc.dispose();
			image.dispose();
		}
	}
}
