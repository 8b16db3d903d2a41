/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.spelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.ui.texteditor.spelling.ISpellingProblemCollector;
import org.eclipse.ui.texteditor.spelling.SpellingProblem;
import org.junit.jupiter.api.Test;
import org.ringside.asm.language.SourceModel;
import org.ringside.eclipse.core.build.GuestProject;

/** Mistakes are found in the prose of comments, and none in anything else. */
class CommentWordsTest {

	private static List<String> mistakes(String source, List<String> names) {
		IDocument document = new Document(source);
		IRegion[] words = CommentWords.in(SourceModel.of(source), names::contains).stream().map(word -> new Region(word.offset(), word.text().length()))
				.toArray(IRegion[]::new);
		List<String> found = new ArrayList<>();
		new PlainEngine().check(document, words, null, new ISpellingProblemCollector() {
			@Override
			public void accept(SpellingProblem problem) {
				found.add(source.substring(problem.getOffset(), problem.getOffset() + problem.getLength()) + " "
						+ problem.getProposals()[0].getDisplayString());
			}

			@Override
			public void beginCollecting() {
				// nothing to prepare
			}

			@Override
			public void endCollecting() {
				// nothing to end
			}
		}, null);
		return found;
	}

	@Test
	void misspeltProseIsFoundWithWhatIsMeant() {
		assertEquals(List.of("adress Change to 'address'", "Wich Change to 'Which'"),
				mistakes("        nop # the adress of a table. Wich one?\n", List.of()));
		assertEquals(List.of("recieve Change to 'receive'"), mistakes("/* They recieve\n   a byte. */\n", List.of()));
	}

	@Test
	void codeAndNamesAreNoMistakes() {
		assertEquals(List.of(), mistakes("""
				adress: .asciz "adress"   # adress is a label
				        la a0, adress     # see adress_of, kernel/adress, adress(), `adress` and 'adress'
				        nop               # call helpr with Adress and camelCase, -adress, adress=1 or 0xadress
				        csrw satp, a0     # csrw satp; sstatus and mtvec, memcpy, printf, uart, hartid
				""", List.of("helpr")));
	}

	@Test
	void theTemplatesHaveNone() throws Exception {
		for (String name : List.of("bare/kernel.s", "paging/kernel.s", "hypercall/kernel.s", "c/start.S")) {
			try (var in = GuestProject.class.getResourceAsStream("templates/" + name)) {
				assertEquals(List.of(), mistakes(new String(in.readAllBytes()), List.of()), name);
			}
		}
	}

	@Test
	void aLongSourceIsCheckedOnceForEachWord() {
		String source = "        nop # this is a comment with some words in it\n".repeat(50_000);
		assertTrue(CommentWords.in(SourceModel.of(source), word -> false).size() == 50_000 * 5);
	}
}
