/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.preferences;

import org.eclipse.ui.texteditor.templates.TemplatePreferencePage;
import org.ringside.eclipse.ui.editor.AssemblyTemplates;

/** <em>Preferences &gt; Guest OS &gt; Templates</em>: the pieces of assembly that content assist offers, to be changed and added to. */
public final class TemplatesPage extends TemplatePreferencePage {

	public TemplatesPage() {
		setPreferenceStore(AssemblyTemplates.preferences());
		setTemplateStore(AssemblyTemplates.store());
		setContextTypeRegistry(AssemblyTemplates.contexts());
	}

	/** The editor's columns are a command of its own. */
	@Override
	protected boolean isShowFormatterSetting() {
		return false;
	}
}
