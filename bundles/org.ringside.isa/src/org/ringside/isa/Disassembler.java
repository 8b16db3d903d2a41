/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes instructions as GNU objdump does: mnemonic, tab, operands separated by commas; registers by their calling-convention
 * names; pseudo-instructions where there is one, and compressed instructions as what they stand for.
 */
public final class Disassembler {

	/** With pseudo-instructions. */
	public static final Disassembler GNU = new Disassembler(true);
	/** As encoded: {@code c.addi a0,1} and {@code addi a0,zero,1}. */
	public static final Disassembler RAW = new Disassembler(false);

	private static final String[] ROUNDING = {"rne", "rtz", "rdn", "rup", "rmm", "unknown", "unknown", "dyn"};
	private static final String[] ORDERING = {"", ".rl", ".aq", ".aqrl"};

	private final boolean pseudo;

	private Disassembler(boolean pseudo) {
		this.pseudo = pseudo;
	}

	/** The instruction at address {@code pc} as one line without a line end. */
	public String disassemble(Decoded decoded, long pc, SymbolLookup symbols) {
		StringBuilder text = new StringBuilder();
		for (Token token : tokens(decoded, pc, symbols)) {
			text.append(token.text());
		}
		return text.toString();
	}

	/** The same in pieces with their roles. */
	public List<Token> tokens(Decoded decoded, long pc, SymbolLookup symbols) {
		List<Token> tokens = new ArrayList<>();
		if (decoded.word() == 0) {
			// Defined to be illegal, and what an assembler makes of unimp.
			tokens.add(new Token("unimp", Token.Role.MNEMONIC));
			return tokens;
		}
		if (!decoded.isLegal()) {
			tokens.add(new Token(decoded.length() == 2 ? ".2byte" : ".4byte", Token.Role.DIRECTIVE));
			tokens.add(new Token("\t", Token.Role.PUNCTUATION));
			tokens.add(new Token("0x" + Integer.toHexString(decoded.word()), Token.Role.IMMEDIATE));
			return tokens;
		}
		Decoded shown = pseudo ? decoded.expanded() : decoded;
		Instruction row = shown.instruction();
		if (pseudo) {
			for (Alias alias : Aliases.of(row)) {
				if (alias.preferred() && alias.fits(shown.word())) {
					write(tokens, row, alias.mnemonic(), alias.syntax(), shown.word(), pc, symbols);
					return tokens;
				}
			}
		}
		String mnemonic = row.mnemonic();
		if (row.operands().contains(Operand.AQRL)) {
			mnemonic += ORDERING[(int) Operand.AQRL.extract(shown.word())];
		}
		write(tokens, row, mnemonic, row.row().syntax(), shown.word(), pc, symbols);
		return tokens;
	}

	private static void write(List<Token> tokens, Instruction row, String mnemonic, Syntax syntax, int word, long pc,
			SymbolLookup symbols) {
		Token.Role role = row.isPrivileged() ? Token.Role.PRIVILEGED_MNEMONIC
				: row.isSensitive() ? Token.Role.SENSITIVE_MNEMONIC : Token.Role.MNEMONIC;
		tokens.add(new Token(mnemonic, role));
		List<Token> operands = new ArrayList<>();
		for (Syntax.Part part : syntax.parts()) {
			switch (part) {
				case Syntax.Literal literal -> operands.add(new Token(literal.text(),
						literal.text().equals("sp") || literal.text().equals("v0") ? Token.Role.REGISTER
								: literal.text().length() > 1 ? Token.Role.KEYWORD : Token.Role.PUNCTUATION));
				case Syntax.Field field -> {
					if (isLeftAway(field.operand(), word)) {
						operands.removeLast();
					} else {
						operand(operands, field.operand(), word, pc, symbols);
					}
				}
			}
		}
		if (!operands.isEmpty()) {
			tokens.add(new Token("\t", Token.Role.PUNCTUATION));
			tokens.addAll(operands);
		}
	}

	private static boolean isLeftAway(Operand operand, int word) {
		return (operand.kind() == Operand.Kind.ROUNDING_MODE || operand.kind() == Operand.Kind.MASK)
				&& operand.defaultValue().orElseThrow() == operand.extract(word);
	}

	private static void operand(List<Token> tokens, Operand operand, int word, long pc, SymbolLookup symbols) {
		long value = operand.extract(word);
		switch (operand.kind()) {
			case INTEGER_REGISTER, NON_ZERO_REGISTER, NON_SP_REGISTER, EVEN_REGISTER, POPULAR_REGISTER ->
				tokens.add(new Token(Registers.x((int) value), Token.Role.REGISTER));
			case FLOAT_REGISTER, POPULAR_FLOAT_REGISTER -> tokens.add(new Token(Registers.f((int) value), Token.Role.REGISTER));
			case VECTOR_REGISTER -> tokens.add(new Token(Registers.v((int) value), Token.Role.REGISTER));
			case MASK -> tokens.add(new Token("v0.t", Token.Role.REGISTER));
			case VECTOR_TYPE -> {
				Optional<VectorType> type = VectorType.of(value);
				tokens.add(type.isPresent() ? new Token(type.get().toString(), Token.Role.KEYWORD)
						: new Token(Long.toString(value), Token.Role.IMMEDIATE));
			}
			case SIGNED, NON_ZERO_SIGNED, UNSIGNED, NON_ZERO_UNSIGNED ->
				tokens.add(new Token(Long.toString(value), Token.Role.IMMEDIATE));
			case UPPER, NON_ZERO_UPPER ->
				tokens.add(new Token("0x" + Long.toHexString(value >>> 12 & 0xfffff), Token.Role.IMMEDIATE));
			case SHIFT, ROUND_NUMBER -> tokens.add(new Token("0x" + Long.toHexString(value), Token.Role.IMMEDIATE));
			case TARGET -> target(tokens, pc + value, symbols);
			case CSR -> tokens.add(new Token(Csrs.byNumber((int) value).map(Csr::name)
					.orElse("0x" + Long.toHexString(value)), Token.Role.CSR));
			case ROUNDING_MODE -> tokens.add(new Token(ROUNDING[(int) value], Token.Role.KEYWORD));
			case FENCE_SET -> tokens.add(new Token(fenceSet((int) value), Token.Role.KEYWORD));
			case FLOAT_CONSTANT -> tokens.add(new Token(FloatConstants.name((int) value), Token.Role.IMMEDIATE));
			case ORDERING -> throw new IllegalStateException("Ordering bits belong to the mnemonic.");
		}
	}

	private static void target(List<Token> tokens, long address, SymbolLookup symbols) {
		String hex = Long.toHexString(address);
		symbols.at(address).ifPresentOrElse(symbol -> {
			tokens.add(new Token(hex, Token.Role.ADDRESS));
			tokens.add(new Token(" <" + symbol + ">", Token.Role.SYMBOL));
		}, () -> tokens.add(new Token("0x" + hex, Token.Role.ADDRESS)));
	}

	private static String fenceSet(int set) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 4; i++) {
			if ((set & 8 >> i) != 0) {
				text.append("iorw".charAt(i));
			}
		}
		return text.isEmpty() ? "0" : text.toString();
	}
}
