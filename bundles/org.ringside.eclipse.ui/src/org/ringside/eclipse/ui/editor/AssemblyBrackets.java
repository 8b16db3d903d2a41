/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.text.source.DefaultCharacterPairMatcher;

/** The brackets of assembly, which the Generic Editor shows and jumps between. */
public final class AssemblyBrackets extends DefaultCharacterPairMatcher {

	/** Called by the Generic Editor. */
	public AssemblyBrackets() {
		super(new char[] { '(', ')', '[', ']', '{', '}' });
	}
}
