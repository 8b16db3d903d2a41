/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.text.templates.Template;
import org.eclipse.jface.text.templates.persistence.TemplatePersistenceData;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.asm.language.Snippet;
import org.ringside.eclipse.core.toolchain.Toolchain;
import org.ringside.eclipse.core.toolchain.Toolchains;
import org.ringside.eclipse.ui.Workbench;
import org.ringside.eclipse.ui.editor.AssemblyTemplates;
import org.ringside.machine.HostCodeUse;
import org.ringside.machine.TranslatorState;
import org.ringside.vmm.Engine;
import org.ringside.vmm.Execution;

/** The pages of <em>Preferences &gt; Guest OS</em>. */
class PreferencePagesTest {
	private static final String PREFIX = "org.ringside.eclipse.ui.preferences.";

	@TempDir
	Path folder;
	private PreferenceDialog dialog;

	private <T> T open(String page, Class<T> type) {
		Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
		dialog = PreferencesUtil.createPreferenceDialogOn(shell, PREFIX + page, null, null);
		dialog.setBlockOnOpen(false);
		dialog.open();
		return type.cast(dialog.getSelectedPage());
	}

	@AfterEach
	void close() {
		if (dialog != null) {
			dialog.close();
		}
		Toolchains.keep(List.of(), Optional.empty());
	}

	@Test
	void anAddedCompilerIsCheckedAndUsed() throws Exception {
		Path program = folder.resolve("riscv64-mine-elf-gcc");
		Files.writeString(program, "#!/bin/sh\necho 99.1.0\n");
		Assumptions.assumeTrue(program.toFile().setExecutable(true));
		ToolchainsPage page = open("toolchains", ToolchainsPage.class);
		Toolchain mine = new Toolchain(program, "99.1.0");
		page.add(program);
		Workbench.await("the added compiler", () -> page.shown().contains(mine));
		assertTrue(page.performOk());
		assertEquals(Optional.of(mine), Toolchains.chosen());
		assertEquals(List.of(program), Toolchains.added());
	}

	@Test
	void whatIsNoCompilerIsRefusedWithASentence() throws Exception {
		ToolchainsPage page = open("toolchains", ToolchainsPage.class);
		page.add(folder.resolve("missing-gcc"));
		Workbench.await("a refusal", () -> page.getErrorMessage() != null && page.getErrorMessage().contains("missing-gcc"));
	}

	@Test
	void theTemplatesOfTheLanguageCanBeChangedAndAddedTo() throws Exception {
		assertNotNull(open("templates", TemplatesPage.class).getTemplateStore());
		Template[] templates = AssemblyTemplates.store().getTemplates();
		for (Snippet snippet : Snippet.all()) {
			assertTrue(Arrays.stream(templates).anyMatch(one -> one.getName().equals(snippet.name()) && one.getPattern().equals(snippet.text())), snippet.name());
		}
		TemplatePersistenceData mine = new TemplatePersistenceData(new Template("mine", "a test", templates[0].getContextTypeId(), "nop\n", false), true);
		AssemblyTemplates.store().add(mine);
		assertNotNull(AssemblyTemplates.store().findTemplate("mine"));
		AssemblyTemplates.store().delete(mine);
	}

	@Test
	void theRootPageLeadsToTheOthers() {
		assertNotNull(open("guestOS", GuestOsPage.class).getControl());
	}

	@Test
	void theEngineIsToldWithWhatWouldBeFaster() throws Exception {
		EnginePage page = open("engine", EnginePage.class);
		Workbench.await("the engine", () -> !page.told().isBlank());
		String sentence = Engine.usual().execution().sentence().substring(1);
		assertTrue(page.told().contains(sentence + "."), page.told());
		assertEquals(Engine.usual().execution().lacksPermission(), page.told().contains(Execution.OPTION), page.told());
		page.show(new Execution(Execution.Means.JAVA_CLASSES, "this JVM denies native access",
				new TranslatorState(HostCodeUse.NOT_PERMITTED, 0, 0, 7, false)));
		assertEquals("Java classes: this JVM denies native access.\n7 Java classes.\n--enable-native-access=ALL-UNNAMED", page.told());
	}
}
