/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.text.source.TextInvocationContext;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.asm.language.TokenRole;
import org.ringside.eclipse.ui.Workbench;

/** A source in the Generic Editor: its colours, what it offers, and what its commands do. */
class AssemblyEditorTest {
	private static final String SOURCE = """
			        .equ PAGE, 4096
			/* A block
			   comment */
			start:
			        csrr t0, satp  # read it
			        add a0, a0, a1
			        sret
			        j start
			""";

	private IProject project;
	private ITextEditor editor;
	private ISourceViewer viewer;
	private IDocument document;

	@BeforeEach
	void open() throws Exception {
		project = ResourcesPlugin.getWorkspace().getRoot().getProject("editor-test");
		project.create(null);
		project.open(null);
		file("other.s", "        .global helper\nhelper: ret\n");
		open(SOURCE);
	}

	private void open(String source) throws Exception {
		IFile file = file("main.s", source);
		IEditorPart part = IDE.openEditor(Workbench.page(), file);
		assertEquals("org.eclipse.ui.genericeditor.GenericEditor", part.getSite().getId());
		editor = assertInstanceOf(ITextEditor.class, part);
		viewer = assertInstanceOf(ISourceViewer.class, AssemblyEditors.viewerOf(editor).orElseThrow());
		document = viewer.getDocument();
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

	private StyleRange style(String word) {
		int offset = viewer.getTextWidget().getText().indexOf(word);
		return viewer.getTextWidget().getStyleRangeAtOffset(offset);
	}

	private static void assertStyle(TokenRole role, StyleRange range) {
		assertNotNull(range, "a style for " + role);
		assertEquals(RoleStyle.of(role).color(), range.foreground, role.toString());
	}

	@Test
	void wordsHaveTheColoursOfTheirRolesInTheLightTheme() {
		assertStyle(TokenRole.DIRECTIVE, style(".equ"));
		assertStyle(TokenRole.NUMBER, style("4096"));
		assertStyle(TokenRole.COMMENT, style("/* A block"));
		assertStyle(TokenRole.COMMENT, style("comment */"));
		assertStyle(TokenRole.LABEL, style("start:"));
		assertStyle(TokenRole.PRIVILEGED, style("sret"));
		assertStyle(TokenRole.INSTRUCTION, style("add"));
		assertStyle(TokenRole.REGISTER, style("a0,"));
		assertStyle(TokenRole.CSR, style("satp"));
		assertStyle(TokenRole.COMMENT, style("# read"));
		assertEquals(new RGB(179, 45, 39), style("sret").foreground.getRGB());
		assertEquals(SWT.BOLD, style("sret").fontStyle);
	}

	@Test
	void openingACommentColoursTheLinesBehindAndClosingItUncoloursThem() throws Exception {
		int label = document.get().indexOf("start:");
		document.replace(label, 0, "/*\n");
		assertStyle(TokenRole.COMMENT, style("start:"));
		assertStyle(TokenRole.COMMENT, style("j start"));
		document.replace(label + 2, 0, " */");
		assertStyle(TokenRole.LABEL, style("start:"));
		assertStyle(TokenRole.PRIVILEGED, style("sret"));
	}

	@Test
	void contentAssistWritesTheChosenWord() throws Exception {
		int end = document.getLength();
		document.replace(end, 0, "        mre");
		ICompletionProposal proposal = proposal(end + 11, "mret");
		proposal.apply(document);
		assertTrue(document.get().endsWith("        mret"));
		document.replace(document.getLength(), 0, "\n        call he");
		proposal(document.getLength(), "helper").apply(document);
		assertTrue(document.get().endsWith("        call helper"), "a label of another file");
	}

	@Test
	void aTemplateIsOfferedAtTheBeginningOfALine() throws Exception {
		int end = document.getLength();
		document.replace(end, 0, "sbi");
		proposal(end + 3, "sbi call");
	}

	private ICompletionProposal proposal(int offset, String word) {
		ICompletionProposal[] all = new AssemblyCompletion().computeCompletionProposals(viewer, offset);
		return Arrays.stream(all).filter(one -> one.getDisplayString().startsWith(word)).findFirst()
				.orElseThrow(() -> new AssertionError(word + " is not offered"));
	}

	@Test
	void theHoverExplainsInstructionsAndNamesOfOtherFiles() throws Exception {
		AssemblyHover hover = new AssemblyHover();
		String text = hover.getHoverInfo(viewer, hover.getHoverRegion(viewer, document.get().indexOf("sret")));
		assertTrue(text.contains("<b>sret</b>") && text.contains("Privileged"), text);
		document.replace(document.getLength(), 0, "        call helper");
		text = hover.getHoverInfo(viewer, new Region(document.getLength() - 3, 0));
		assertTrue(text.contains("label helper"), text);
	}

	@Test
	void aNameLeadsToItsDefinition() throws Exception {
		document.replace(document.getLength(), 0, "        call helper");
		IHyperlink[] links = new DefinitionLinks().detectHyperlinks(viewer, new Region(document.getLength() - 2, 0), false);
		assertEquals("other.s", assertInstanceOf(SourceLink.class, links[0]).file().getName());
		links = new DefinitionLinks().detectHyperlinks(viewer, new Region(document.get().indexOf("j start") + 3, 0), false);
		assertEquals(document.get().indexOf("start:"), assertInstanceOf(SourceLink.class, links[0]).offset());
	}

	@Test
	void theOutlineShowsLabelsAndConstants() {
		assertInstanceOf(AssemblyOutline.class, editor.getAdapter(IContentOutlinePage.class));
		List<String> names = OutlineNode.tree(Sources.of(document)).stream().map(node -> node.definition().name()).toList();
		assertEquals(List.of("PAGE", "start"), names);
	}

	@Test
	void occurrencesOfTheNameUnderTheCaretAreMarked() throws Exception {
		StyledText text = viewer.getTextWidget();
		text.setCaretOffset(text.getText().indexOf("j start") + 4);
		Workbench.await("marked occurrences", () -> positions("org.eclipse.ui.genericeditor.text").size() == 2);
	}

	@Test
	void routinesAndCommentsFold() throws Exception {
		var folds = assertInstanceOf(org.eclipse.jface.text.source.projection.ProjectionViewer.class, viewer);
		Workbench.await("two folds", () -> {
			int count = 0;
			for (Iterator<Annotation> all = folds.getProjectionAnnotationModel().getAnnotationIterator(); all.hasNext(); all.next()) {
				count++;
			}
			return count == 2;
		});
	}

	private List<Position> positions(String type) {
		List<Position> positions = new ArrayList<>();
		for (Iterator<Annotation> all = viewer.getAnnotationModel().getAnnotationIterator(); all.hasNext();) {
			Annotation annotation = all.next();
			if (annotation.getType().equals(type)) {
				positions.add(viewer.getAnnotationModel().getPosition(annotation));
			}
		}
		return positions;
	}

	private void command(String id) throws Exception {
		Workbench.page().activate(editor);
		Workbench.await("the command " + id, () -> editor.getSite().getService(org.eclipse.ui.contexts.IContextService.class)
				.getActiveContextIds().contains(AssemblyEditors.CONTEXT));
		editor.getSite().getService(IHandlerService.class).executeCommand(id, null);
	}

	@Test
	void aMistakeIsUnderlinedWhileTypingAndFixed() throws Exception {
		int mistake = document.getLength();
		document.replace(mistake, 0, "        mrte\n");
		String error = "org.eclipse.ui.workbench.texteditor.error";
		Workbench.await("an underlined mistake", () -> !positions(error).isEmpty());
		assertEquals(List.of(new Position(mistake + 8, 4)), positions(error));
		ICompletionProposal[] fixes = new QuickFixes().computeQuickAssistProposals(new TextInvocationContext(viewer, mistake + 9, 0));
		fixes[0].apply(document);
		assertTrue(document.get().endsWith("        mret\n"), document.get());
		Workbench.await("no mistake any more", () -> positions(error).isEmpty());
	}

	@Test
	void aMisspeltWordOfACommentIsUnderlinedAndFixed() throws Exception {
		int end = document.getLength();
		document.replace(end, 0, "        nop # the adress\n");
		String spelling = org.eclipse.ui.texteditor.spelling.SpellingAnnotation.TYPE;
		Workbench.await("an underlined word", () -> !positions(spelling).isEmpty());
		assertEquals(List.of(new Position(end + 18, 6)), positions(spelling));
		ICompletionProposal[] fixes = new QuickFixes().computeQuickAssistProposals(new TextInvocationContext(viewer, end + 20, 0));
		fixes[0].apply(document);
		assertTrue(document.get().endsWith("# the address\n"), document.get());
		Workbench.await("no mistake any more", () -> positions(spelling).isEmpty());
	}

	@Test
	void aKeyInALongSourceIsAnsweredWithoutReadingAllOfIt() throws Exception {
		document.set("        add a0, a0, a1\n".repeat(50_000));
		Workbench.await("the end of the first reading", () -> Sources.known(document));
		long before = Sources.readings();
		int offset = document.getLineOffset(25_000);
		StyledText text = viewer.getTextWidget();
		text.setTopIndex(24_990);
		for (int i = 0; i < 20; i++) {
			document.replace(offset + i, 0, "x");
			while (text.getDisplay().readAndDispatch()) {
				// what a key leads to on the UI thread
			}
		}
		assertEquals(before, Sources.readings(), "no key waits for the whole text to be read");
	}

	@Test
	void formatPutsLinesIntoColumns() throws Exception {
		command("org.ringside.eclipse.ui.formatAssembly");
		assertTrue(document.get().contains("\n        csrr    t0, satp                # read it\n"), document.get());
		assertTrue(document.get().contains("\n   comment */\n"), "comments stay");
	}

	@Test
	void toggleCommentTakesTheLineOfTheCaret() throws Exception {
		editor.selectAndReveal(document.get().indexOf("sret"), 0);
		command("org.ringside.eclipse.ui.toggleAssemblyComment");
		assertTrue(document.get().contains("\n        # sret\n"));
		command("org.ringside.eclipse.ui.toggleAssemblyComment");
		assertEquals(SOURCE, document.get());
	}

	@Test
	void renamingChangesEveryPlaceWhileTyping() throws Exception {
		editor.selectAndReveal(document.get().indexOf("start:"), 0);
		command("org.ringside.eclipse.ui.renameAssemblyName");
		viewer.getTextWidget().insert("entry");
		assertTrue(document.get().contains("entry:\n") && document.get().contains("j entry\n"), document.get());
	}

	@Test
	void aNewLineIsIndented() {
		ITextViewer text = viewer;
		text.getTextWidget().setCaretOffset(text.getTextWidget().getText().indexOf("start:") + 6);
		text.getTextWidget().insert("\n");
		assertTrue(document.get().contains("start:\n        \n"), document.get());
	}

	@Test
	void aKeyInALongSourceRestylesItsLineOnly() throws Exception {
		document.set("        add a0, a0, a1\n".repeat(50_000));
		document.replace(document.getLineOffset(25_000), 0, "x: ");
		CommentLines lines = new CommentLines(document);
		document.addPrenotifiedDocumentListener(lines);
		document.replace(document.getLineOffset(30_000), 0, "y: ");
		assertEquals(document.getLineLength(30_000), lines.changed().getLength());
		document.removePrenotifiedDocumentListener(lines);
		StyleRange label = viewer.getTextWidget().getStyleRangeAtOffset(document.getLineOffset(30_000));
		assertStyle(TokenRole.LABEL, label);
	}
}
