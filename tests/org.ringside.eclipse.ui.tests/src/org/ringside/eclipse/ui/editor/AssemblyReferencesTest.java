/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Region;
import org.eclipse.ltk.core.refactoring.CheckConditionsOperation;
import org.eclipse.ltk.core.refactoring.CreateChangeOperation;
import org.eclipse.ltk.core.refactoring.PerformChangeOperation;
import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.search.ui.ISearchResultViewPart;
import org.eclipse.search.ui.NewSearchUI;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.ui.Workbench;

/** Names that several sources share: found everywhere, and renamed everywhere. */
class AssemblyReferencesTest {
	private IProject project;
	private ITextEditor editor;
	private IDocument document;

	@BeforeEach
	void open() throws Exception {
		project = ResourcesPlugin.getWorkspace().getRoot().getProject("references-test");
		project.create(null);
		project.open(null);
		file("size.h", "#define SIZE 16\n");
		file("other.S", "#include \"size.h\"\n        .global helper\nhelper: li a0, SIZE\n        ret\n");
		file("third.s", "helper:  # another one, which stays in its file\n        j helper\n");
		IFile main = file("main.S", "#include \"size.h\"\nstart:  call helper\n        li a1, SIZE\n1:      j 1b\n        j start\n");
		editor = assertInstanceOf(ITextEditor.class, IDE.openEditor(Workbench.page(), main));
		document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
	}

	private IFile file(String name, String text) throws Exception {
		IFile file = project.getFile(name);
		file.create(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, null);
		return file;
	}

	@AfterEach
	void close() throws Exception {
		Workbench.page().closeAllEditors(false);
		project.delete(true, true, null);
	}

	private String content(String name) throws Exception {
		try (var in = project.getFile(name).getContents(true)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private List<String> places(String name) {
		ReferencesQuery query = FindReferences.query(document, document.get().indexOf(name)).orElseThrow();
		query.run(new NullProgressMonitor());
		return Arrays.stream(query.getSearchResult().getElements()).map(References.Line.class::cast)
				.map(line -> line.file().getName() + ":" + line.line() + (line.definition() ? " defined" : "")).sorted().toList();
	}

	@Test
	void aGlobalNameIsFoundInTheSourcesThatMeanIt() {
		assertEquals(List.of("main.S:2", "other.S:2", "other.S:3 defined"), places("helper"));
		assertEquals(List.of("main.S:3", "other.S:3", "size.h:1 defined"), places("SIZE"));
		assertEquals(List.of("main.S:2 defined", "main.S:5"), places("start"));
	}

	@Test
	void theSearchViewShowsThemUnderTheirFiles() throws Exception {
		editor.selectAndReveal(document.get().indexOf("helper"), 0);
		Workbench.page().activate(editor);
		Workbench.await("the editor's commands",
				() -> editor.getSite().getService(IContextService.class).getActiveContextIds().contains(AssemblyEditors.CONTEXT));
		editor.getSite().getService(IHandlerService.class).executeCommand("org.eclipse.ui.genericeditor.findReferences", null);
		Workbench.await("the places in the view", () -> shown().contains("other.S"));
		assertEquals("main.S\n  2: start: call helper\nother.S\n  2: .global helper\n  3: helper: li a0, SIZE  definition\n", shown());
	}

	private static String shown() {
		ISearchResultViewPart view = NewSearchUI.getSearchResultView();
		if (view == null || !(view.getActivePage() instanceof ReferencesPage page)) {
			return "";
		}
		StringBuilder text = new StringBuilder();
		for (TreeItem file : tree(page.getControl()).getItems()) {
			text.append(file.getText()).append('\n');
			for (TreeItem line : file.getItems()) {
				text.append("  ").append(line.getText()).append('\n');
			}
		}
		return text.toString();
	}

	private static Tree tree(Control control) {
		if (control instanceof Tree tree) {
			return tree;
		}
		for (Control child : ((Composite) control).getChildren()) {
			if (child instanceof Composite) {
				Tree found = tree(child);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

	private RenameRefactoring renaming(String name) throws Exception {
		int offset = document.get().indexOf(name);
		return new RenameRefactoring(project.getFile("main.S"), document, offset, name);
	}

	@Test
	void renamingChangesAllSourcesAndCanBeTakenBack() throws Exception {
		RenameRefactoring refactoring = renaming("SIZE");
		assertTrue(refactoring.setNewName("FRAME_SIZE").isOK());
		PerformChangeOperation change = new PerformChangeOperation(
				new CreateChangeOperation(new CheckConditionsOperation(refactoring, CheckConditionsOperation.ALL_CONDITIONS), RefactoringStatus.FATAL));
		ResourcesPlugin.getWorkspace().run(change, null);
		assertEquals("#define FRAME_SIZE 16\n", content("size.h"));
		assertTrue(content("other.S").contains("li a0, FRAME_SIZE\n"));
		assertTrue(document.get().contains("li a1, FRAME_SIZE\n"));
		change.getUndoChange().perform(new NullProgressMonitor());
		assertEquals("#define SIZE 16\n", content("size.h"));
		assertTrue(document.get().contains("li a1, SIZE\n"));
	}

	@Test
	void aNameThatIsTakenOrNoneIsRefusedWithTheReason() throws Exception {
		RenameRefactoring refactoring = renaming("helper");
		assertEquals("The name 'start' is already used in line 2 of main.S.",
				refactoring.setNewName("start").getMessageMatchingSeverity(RefactoringStatus.FATAL));
		assertEquals("'a0' is a register.", refactoring.setNewName("a0").getMessageMatchingSeverity(RefactoringStatus.FATAL));
		assertTrue(refactoring.setNewName("assist").isOK());
	}

	@Test
	void definitionsInHeadersAndOtherSourcesAreLinked() {
		var viewer = AssemblyEditors.viewerOf(editor).orElseThrow();
		var links = new DefinitionLinks().detectHyperlinks(viewer, new Region(document.get().indexOf("SIZE"), 0), false);
		assertEquals("size.h", assertInstanceOf(SourceLink.class, links[0]).file().getName());
		links = new DefinitionLinks().detectHyperlinks(viewer, new Region(document.get().indexOf("helper"), 0), false);
		assertEquals("other.S", assertInstanceOf(SourceLink.class, links[0]).file().getName());
	}
}
