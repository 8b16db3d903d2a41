/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.wizards.IWizardDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.build.GuestBuilder;
import org.ringside.eclipse.core.build.GuestProject;
import org.ringside.eclipse.core.build.KernelTemplate;
import org.ringside.eclipse.ui.Workbench;
import org.ringside.eclipse.ui.wizards.GuestProjectWizard;

/** A guest project in the workbench: its sources are edited, saved, built and marked. */
class AssemblyProjectTest {
	private IProject project;
	private ITextEditor editor;

	@BeforeEach
	void create() throws Exception {
		project = GuestProject.create("kernel-in-editor", KernelTemplate.PAGING, new NullProgressMonitor());
		editor = (ITextEditor) IDE.openEditor(Workbench.page(), project.getFile("kernel.s"));
	}

	@AfterEach
	void delete() throws Exception {
		Workbench.page().closeAllEditors(false);
		project.delete(true, true, null);
	}

	@Test
	void theWizardIsOfferedForNewProjects() throws Exception {
		IWizardDescriptor wizard = PlatformUI.getWorkbench().getNewWizardRegistry().findWizard("org.ringside.eclipse.ui.wizards.project");
		assertEquals("Guest OS Project", wizard.getLabel());
		assertEquals(GuestProjectWizard.class, wizard.createWizard().getClass());
	}

	@Test
	void aTemplateIsShownWithoutProblems() throws Exception {
		ITextViewer viewer = AssemblyEditors.viewerOf(editor).orElseThrow();
		assertTrue(viewer.getTextWidget().getStyleRanges().length > 100);
		assertEquals(0, project.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE).length);
	}

	@Test
	void savingAMistakeMarksItInTheProblemsView() throws Exception {
		var document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
		document.replace(document.getLength(), 0, "        nonsense\n");
		editor.doSave(new NullProgressMonitor());
		project.build(IncrementalProjectBuilder.INCREMENTAL_BUILD, null);
		IMarker[] problems = project.findMarkers(GuestBuilder.PROBLEM, true, IResource.DEPTH_INFINITE);
		assertEquals(1, problems.length);
		assertEquals(document.getNumberOfLines() - 1, problems[0].getAttribute(IMarker.LINE_NUMBER, 0));
		assertFalse(editor.isDirty());
	}
}
