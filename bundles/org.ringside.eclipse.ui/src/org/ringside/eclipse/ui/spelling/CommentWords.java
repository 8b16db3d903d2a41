/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.spelling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.SourceToken;
import org.ringside.asm.language.TokenRole;
import org.ringside.asm.language.Vocabulary;

/**
 * Chooses the words of comments that are prose: plain letters, not short, no name of the source and nothing that looks like
 * code or a name. Better to overlook a mistake than to find one in an identifier.
 */
public final class CommentWords {
	private static final Pattern PIECE = Pattern.compile("\\S+");
	private static final Pattern PROSE = Pattern.compile("[(\"]?([A-Z]?[a-z]{3,})[.,;:!?)\"]*");

	/**
	 * A word of prose.
	 *
	 * @param offset in the source
	 * @param text its letters
	 */
	public record Word(int offset, String text) {
	}

	private CommentWords() {
	}

	/** The words of prose in all comments of a source; {@code isName} tells further names of the project. */
	public static List<Word> in(SourceModel model, Predicate<String> isName) {
		List<Word> words = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (SourceToken token : model.tokens()) {
			if (token.role() == TokenRole.SYMBOL || token.role() == TokenRole.LABEL || token.role() == TokenRole.MACRO) {
				names.add(token.in(model.text()));
			}
		}
		for (SourceToken token : model.tokens()) {
			if (token.role() == TokenRole.COMMENT) {
				words(token, model.text(), word -> names.contains(word) || isName.test(word), words);
			}
		}
		return words;
	}

	private static void words(SourceToken comment, String text, Predicate<String> isName, List<Word> words) {
		Matcher pieces = PIECE.matcher(comment.in(text));
		boolean sentenceStarts = true;
		while (pieces.find()) {
			String piece = pieces.group();
			Matcher prose = PROSE.matcher(piece);
			if (prose.matches()) {
				String word = prose.group(1);
				// A capital letter within a sentence begins a name.
				boolean name = Character.isUpperCase(word.charAt(0)) && !sentenceStarts;
				if (!name && !isName.test(word) && !isCode(word)) {
					words.add(new Word(comment.offset() + pieces.start() + prose.start(1), word));
				}
			}
			sentenceStarts = piece.matches(".*[.!?:]\"?\\)?") || piece.matches("[#/*;]+");
		}
	}

	private static boolean isCode(String word) {
		return Vocabulary.mnemonic(word).isPresent() || Vocabulary.isRegister(word) || Vocabulary.csr(word).isPresent();
	}
}
