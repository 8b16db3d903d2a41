/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;

/** A disk image whose tables contradict themselves; the message is a sentence that names the image. */
final class DamagedImageException extends IOException {

	private static final long serialVersionUID = 1;

	DamagedImageException(String sentence) {
		super(sentence);
	}
}
