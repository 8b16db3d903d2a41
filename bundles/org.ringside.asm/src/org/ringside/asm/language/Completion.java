/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.Registers;

/** What may be written at a place of a source. */
public final class Completion {

	/**
	 * One possibility.
	 *
	 * @param text what is written
	 * @param detail one line: operands, value, or what it is
	 * @param role what it is
	 */
	public record Proposal(String text, String detail, TokenRole role) {
	}

	/**
	 * The possibilities at a place.
	 *
	 * @param start where the word begins that a proposal replaces
	 * @param proposals best first
	 */
	public record Proposals(int start, List<Proposal> proposals) {
	}

	private Completion() {
	}

	/**
	 * What may be written.
	 *
	 * @param model  the source
	 * @param offset where the caret stands
	 * @param others definitions of other files of the project
	 */
	public static Proposals at(SourceModel model, int offset, List<Definition> others) {
		String text = model.text();
		int start = offset;
		while (start > 0 && SourceScanner.isNamePart(text.charAt(start - 1))) {
			start--;
		}
		String typed = text.substring(start, offset).toLowerCase(Locale.ROOT);
		if (model.tokenAt(offset).filter(token -> token.offset() < offset)
				.filter(token -> token.role() == TokenRole.COMMENT || token.role() == TokenRole.STRING).isPresent()) {
			return new Proposals(start, List.of());
		}
		List<Proposal> all = new ArrayList<>();
		String before = statementBefore(text, start);
		if (start > 0 && text.charAt(start - 1) == '%') {
			Vocabulary.allModifiers().forEach((name, help) -> all.add(new Proposal(name, help, TokenRole.DIRECTIVE)));
		} else if (before.isBlank()) {
			statements(model, others, all);
		} else {
			operands(before.strip(), model, others, all);
		}
		List<Proposal> fitting = all.stream().filter(proposal -> proposal.text().toLowerCase(Locale.ROOT).startsWith(typed))
				.toList();
		if (fitting.isEmpty() && typed.length() > 1) {
			fitting = all.stream().filter(proposal -> proposal.text().toLowerCase(Locale.ROOT).contains(typed)).toList();
		}
		return new Proposals(start, fitting);
	}

	/** What stands in the statement before an offset, without labels. */
	private static String statementBefore(String text, int offset) {
		int start = offset;
		while (start > 0 && "\n\r;".indexOf(text.charAt(start - 1)) < 0) {
			start--;
		}
		String before = text.substring(start, offset);
		int colon = before.indexOf(':');
		return colon >= 0 && before.indexOf('"') < 0 ? before.substring(colon + 1) : before;
	}

	private static void statements(SourceModel model, List<Definition> others, List<Proposal> all) {
		for (Definition definition : together(model, others)) {
			if (definition.kind() == Definition.Kind.MACRO) {
				all.add(new Proposal(definition.name(), ("macro " + definition.detail()).strip(), TokenRole.MACRO));
			}
		}
		Vocabulary.allMnemonics().values().forEach(mnemonic -> all
				.add(new Proposal(mnemonic.name(), mnemonic.forms().get(0) + " \u2013 " + mnemonic.help(), mnemonic.role())));
		Vocabulary.allDirectives().forEach((name, help) -> all.add(new Proposal(name, help, TokenRole.DIRECTIVE)));
	}

	private static void operands(String before, SourceModel model, List<Definition> others, List<Proposal> all) {
		String first = before.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
		boolean directive = first.startsWith(".");
		if (first.startsWith("csr")) {
			for (Csr csr : Csrs.all()) {
				all.add(new Proposal(csr.name(), "CSR 0x%03x \u2013 %s".formatted(csr.number(), csr.help()), TokenRole.CSR));
			}
		}
		if (!directive) {
			registers(Registers.xNames(), all);
			if (first.startsWith("f") && !first.startsWith("fence")) {
				registers(Registers.fNames(), all);
			}
			if (first.startsWith("v")) {
				Registers.vNames().forEach(name -> all.add(new Proposal(name, "vector register", TokenRole.REGISTER)));
			}
		}
		for (Definition definition : together(model, others)) {
			switch (definition.kind()) {
			case LABEL -> all.add(new Proposal(definition.name(), "label, line " + definition.line(), TokenRole.LABEL));
			case CONSTANT -> all.add(new Proposal(definition.name(), "= " + definition.detail(), TokenRole.SYMBOL));
			case LOCAL_LABEL, MACRO, SECTION -> {
				// no operand
			}
			}
		}
	}

	private static void registers(List<String> names, List<Proposal> all) {
		for (int i = 0; i < names.size(); i++) {
			all.add(new Proposal(names.get(i), (names.get(i).startsWith("f") && names.size() > 1 && !names.get(i).equals("fp")
					? "f" : "x") + i + " \u2013 " + Explanation.saver(names.get(i)), TokenRole.REGISTER));
		}
	}

	private static List<Definition> together(SourceModel model, List<Definition> others) {
		List<Definition> all = new ArrayList<>(model.definitions());
		all.addAll(others);
		return all;
	}
}
