/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.io.IOException;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.text.templates.ContextTypeRegistry;
import org.eclipse.jface.text.templates.GlobalTemplateVariables;
import org.eclipse.jface.text.templates.Template;
import org.eclipse.jface.text.templates.TemplateContextType;
import org.eclipse.jface.text.templates.persistence.TemplatePersistenceData;
import org.eclipse.jface.text.templates.persistence.TemplateStore;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.ringside.asm.language.Snippet;
import org.ringside.eclipse.core.RingsideCore;

/** The templates of the assembly editor: those of the language services, as the user has changed them and added to them. UI thread only. */
public final class AssemblyTemplates {
	/** The context type of all of them: whole lines of assembly. */
	static final String CONTEXT = "org.ringside.eclipse.ui.assembly";
	private static final String KEY = "assembly.templates";

	private static final ContextTypeRegistry CONTEXTS = registry();
	private static final IPreferenceStore PREFERENCES = new ScopedPreferenceStore(InstanceScope.INSTANCE, "org.ringside.eclipse.ui");
	private static TemplateStore store;

	private AssemblyTemplates() {
	}

	private static ContextTypeRegistry registry() {
		TemplateContextType type = new TemplateContextType(CONTEXT, "Assembly");
		type.addResolver(new GlobalTemplateVariables.Cursor());
		type.addResolver(new GlobalTemplateVariables.LineSelection());
		type.addResolver(new GlobalTemplateVariables.Date());
		type.addResolver(new GlobalTemplateVariables.Year());
		type.addResolver(new GlobalTemplateVariables.User());
		ContextTypeRegistry registry = new ContextTypeRegistry();
		registry.addContextType(type);
		return registry;
	}

	/** Where changes are kept. */
	public static IPreferenceStore preferences() {
		return PREFERENCES;
	}

	/** The one context type. */
	public static ContextTypeRegistry contexts() {
		return CONTEXTS;
	}

	/** All templates, those that the user has switched off among them. */
	public static TemplateStore store() {
		if (store == null) {
			store = new Store();
			try {
				store.load();
			} catch (IOException e) {
				RingsideCore.log("The changed templates cannot be read; all are as they came.", e);
			}
		}
		return store;
	}

	private static final class Store extends TemplateStore {
		Store() {
			super(CONTEXTS, PREFERENCES, KEY);
		}

		@Override
		protected void loadContributedTemplates() {
			for (Snippet snippet : Snippet.all()) {
				Template template = new Template(snippet.name(), snippet.help(), CONTEXT, snippet.text(), false);
				internalAdd(new TemplatePersistenceData(template, true, "org.ringside.asm." + snippet.name().replace(' ', '_')));
			}
		}

		@Override
		protected void handleException(IOException e) {
			RingsideCore.log("The templates cannot be read.", e);
		}
	}
}
