/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.spelling;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.contentassist.CompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.ui.texteditor.spelling.ISpellingEngine;
import org.eclipse.ui.texteditor.spelling.ISpellingProblemCollector;
import org.eclipse.ui.texteditor.spelling.SpellingContext;
import org.eclipse.ui.texteditor.spelling.SpellingProblem;

/**
 * An engine for the platform's spelling service. It reports an unknown word only where a known one is very much like it: the
 * others are more likely names that it has never heard of.
 */
public final class PlainEngine implements ISpellingEngine {
	private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");

	@Override
	public void check(IDocument document, IRegion[] regions, SpellingContext context, ISpellingProblemCollector collector, IProgressMonitor monitor) {
		collector.beginCollecting();
		try {
			for (IRegion region : regions) {
				if (monitor != null && monitor.isCanceled()) {
					break;
				}
				Matcher words = WORD.matcher(document.get(region.getOffset(), region.getLength()));
				while (words.find()) {
					check(region.getOffset() + words.start(), words.group(), collector);
				}
			}
		} catch (BadLocationException e) {
			// The document has become shorter in between; its change brings this here again.
			return;
		} finally {
			collector.endCollecting();
		}
	}

	private static void check(int offset, String word, ISpellingProblemCollector collector) {
		if (!Dictionary.knows(word)) {
			List<String> similar = Dictionary.similar(word);
			if (!similar.isEmpty()) {
				collector.accept(new Mistake(offset, word, similar));
			}
		}
	}

	private static final class Mistake extends SpellingProblem {
		private final int offset;
		private final String word;
		private final List<String> similar;

		Mistake(int offset, String word, List<String> similar) {
			this.offset = offset;
			this.word = word;
			this.similar = similar;
		}

		@Override
		public int getOffset() {
			return offset;
		}

		@Override
		public int getLength() {
			return word.length();
		}

		@Override
		public String getMessage() {
			return "The word '" + word + "' is not known. Is '" + cased(similar.get(0)) + "' meant?";
		}

		@Override
		public ICompletionProposal[] getProposals() {
			List<ICompletionProposal> proposals = new ArrayList<>();
			for (String other : similar) {
				String cased = cased(other);
				proposals.add(new CompletionProposal(cased, offset, word.length(), cased.length(), null, "Change to '" + cased + "'", null, null));
			}
			return proposals.toArray(ICompletionProposal[]::new);
		}

		private String cased(String other) {
			return Character.isUpperCase(word.charAt(0)) ? Character.toUpperCase(other.charAt(0)) + other.substring(1) : other;
		}
	}
}
