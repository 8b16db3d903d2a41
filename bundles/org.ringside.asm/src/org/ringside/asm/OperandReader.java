/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ringside.isa.Expansion;
import org.ringside.isa.FloatConstants;
import org.ringside.isa.Operand;
import org.ringside.isa.Registers;
import org.ringside.isa.Syntax;

/** Reads the operands of an instruction in one of its forms. */
final class OperandReader {

	/** The operands of an instruction: numbers, and at most one that depends on a symbol. */
	static final class Operands {

		final Map<Operand, Long> numbers = new EnumMap<>(Operand.class);
		Operand symbolic;
		Expression expression;
		Relocation relocation;
		/** Whether a part of an address was asked for, as {@code %lo} does. */
		boolean modified;
		/** Whether a CSR was named. */
		boolean csr;
	}

	private static final String[] ROUNDING = {"rne", "rtz", "rdn", "rup", "rmm", "", "", "dyn"};

	private final TokenStream tokens;

	OperandReader(TokenStream tokens) {
		this.tokens = tokens;
	}

	/**
	 * Reads all operands up to the end of the statement.
	 *
	 * @throws AssemblyException if the statement has not this form
	 */
	Operands read(InstructionForm form) {
		Operands operands = new Operands();
		List<Syntax.Part> parts = form.syntax().parts();
		for (int i = 0; i < parts.size(); i++) {
			if (tokens.atEnd() && i == parts.size() - 2 && parts.get(i + 1) instanceof Syntax.Field last
					&& last.operand().kind() == Operand.Kind.MASK) {
				break; // without a mask
			}
			switch (parts.get(i)) {
				case Syntax.Literal literal -> literal(literal.text());
				case Syntax.Field field -> operand(operands, field.operand());
			}
		}
		tokens.expectEnd();
		for (Expansion.Binding binding : form.implied()) {
			switch (binding) {
				case Expansion.Constant constant -> operands.numbers.put(constant.target(), constant.value());
				case Expansion.Copy copy -> operands.numbers.put(copy.target(), operands.numbers.get(copy.source()));
			}
		}
		return operands;
	}

	private void literal(String text) {
		if (text.length() == 1) {
			if (text.equals("(") && tokens.peek().kind() == AsmToken.Kind.NUMBER && tokens.peek().value() == 0 && tokens.peek(1).is("(")) {
				// "0(a0)" is accepted where there is no offset.
				tokens.next();
			}
			tokens.expect(text);
		} else if (tokens.peek().kind() != AsmToken.Kind.NAME || !isLiteral(text, tokens.peek().text())) {
			throw tokens.expected(text);
		} else {
			tokens.next();
		}
	}

	private static boolean isLiteral(String text, String word) {
		return word.equals(text) || text.equals("sp") && word.equals("x2");
	}

	private void operand(Operands operands, Operand operand) {
		AsmToken token = tokens.peek();
		switch (operand.kind()) {
			case INTEGER_REGISTER, NON_ZERO_REGISTER, NON_SP_REGISTER, EVEN_REGISTER, POPULAR_REGISTER -> {
				OptionalInt number = token.kind() == AsmToken.Kind.NAME ? Registers.xNumber(token.text()) : OptionalInt.empty();
				put(operands, operand, number.orElseThrow(() -> tokens.expected("an integer register for " + operand.label())), token);
				tokens.next();
			}
			case FLOAT_REGISTER, POPULAR_FLOAT_REGISTER -> {
				OptionalInt number = token.kind() == AsmToken.Kind.NAME ? Registers.fNumber(token.text()) : OptionalInt.empty();
				put(operands, operand, number.orElseThrow(() -> tokens.expected("a floating-point register for " + operand.label())), token);
				tokens.next();
			}
			case VECTOR_REGISTER -> put(operands, operand, VectorOperands.register(tokens, operand.label()), token);
			case MASK -> put(operands, operand, VectorOperands.mask(tokens), token);
			case VECTOR_TYPE -> put(operands, operand, VectorOperands.type(tokens), token);
			case CSR -> csr(operands, operand, token);
			case ROUNDING_MODE -> put(operands, operand, rounding(token), token);
			case FENCE_SET -> put(operands, operand, fenceSet(token), token);
			case FLOAT_CONSTANT -> put(operands, operand, constant(), token);
			case TARGET -> {
				refuseRegister(token);
				operands.symbolic = operand;
				operands.expression = tokens.expression();
				operands.relocation = operand == Operand.IMM_J || operand == Operand.C_IMM_J ? Relocation.JAL : Relocation.BRANCH;
			}
			case UPPER, NON_ZERO_UPPER -> upper(operands, operand, token);
			default -> immediate(operands, operand, token);
		}
	}

	private static void put(Operands operands, Operand operand, long value, AsmToken token) {
		operand.check(value).ifPresent(problem -> {
			throw new AssemblyException(operand.kind().isRegister() ? "Register '" + token.text() + "' cannot be " + operand.label()
					+ " of this instruction." : problem, token.column());
		});
		operands.numbers.put(operand, value);
	}

	private void refuseRegister(AsmToken token) {
		if (token.kind() == AsmToken.Kind.NAME && Registers.xNumber(token.text()).isPresent() && !tokens.peek(1).is(":")) {
			throw tokens.expected("a number or symbol");
		}
	}

	private void csr(Operands operands, Operand operand, AsmToken token) {
		operands.csr = true;
		if (token.kind() == AsmToken.Kind.NAME) {
			OptionalInt number = CsrNames.number(token.text());
			if (number.isPresent()) {
				tokens.next();
				put(operands, operand, number.getAsInt(), token);
				return;
			}
			if (Registers.xNumber(token.text()).isPresent()) {
				throw tokens.expected("a CSR");
			}
		}
		long number;
		try {
			number = tokens.number("a CSR");
		} catch (AssemblyException unknown) {
			boolean name = token.kind() == AsmToken.Kind.NAME;
			throw name ? new AssemblyException("There is no CSR '" + token.text() + "'." + Suggestions.csr(token.text()), token.column()) : unknown;
		}
		put(operands, operand, number, token);
	}

	private int rounding(AsmToken token) {
		for (int i = 0; i < ROUNDING.length; i++) {
			if (token.kind() == AsmToken.Kind.NAME && ROUNDING[i].equals(token.text())) {
				tokens.next();
				return i;
			}
		}
		throw tokens.expected("a rounding mode (rne, rtz, rdn, rup, rmm or dyn)");
	}

	private long fenceSet(AsmToken token) {
		if (token.kind() != AsmToken.Kind.NAME) {
			return tokens.number("a set of i, o, r and w");
		}
		int set = 0;
		int last = -1;
		for (char c : token.text().toCharArray()) {
			int index = "iorw".indexOf(c);
			if (index <= last) {
				throw tokens.expected("a set of i, o, r and w in this order");
			}
			set |= 8 >> index;
			last = index;
		}
		tokens.next();
		return set;
	}

	private long constant() {
		StringBuilder text = new StringBuilder(tokens.take("-") ? "-" : "");
		if (tokens.atEnd()) {
			throw tokens.expected("a floating-point constant");
		}
		text.append(tokens.next().text());
		return FloatConstants.index(text.toString()).orElseThrow(
				() -> new AssemblyException("'" + text + "' is none of the constants that fli can load.", tokens.peek().column()));
	}

	private void upper(Operands operands, Operand operand, AsmToken token) {
		if (modifier(operands, operand)) {
			return;
		}
		refuseRegister(token);
		long value = tokens.number("a number or %hi(symbol)");
		if (value < 0 || value > 0xfffff) {
			boolean compressedNegative = operand == Operand.C_IMM_U && value >= -32 && value < 0;
			if (!compressedNegative) {
				throw new AssemblyException("The upper immediate is " + value + ", but must be from 0 to 1048575.", token.column());
			}
		}
		put(operands, operand, (long) (int) (value << 12), token);
	}

	private void immediate(Operands operands, Operand operand, AsmToken token) {
		boolean baseOnly = token.is("(") && tokens.peek(1).kind() == AsmToken.Kind.NAME
				&& Registers.xNumber(tokens.peek(1).text()).isPresent() && tokens.peek(2).is(")");
		if (baseOnly) {
			operands.numbers.put(operand, 0L);
			return;
		}
		if (modifier(operands, operand)) {
			return;
		}
		refuseRegister(token);
		put(operands, operand, tokens.number("a number for " + operand.label()), token);
	}

	/** Reads {@code %lo(symbol)} and its like; what is constant becomes a number at once. */
	boolean modifier(Operands operands, Operand operand) {
		if (!tokens.peek().is("%") || tokens.peek(1).kind() != AsmToken.Kind.NAME || !tokens.peek(2).is("(")) {
			return false;
		}
		tokens.next();
		AsmToken name = tokens.next();
		tokens.next();
		Expression expression = tokens.expression();
		tokens.expect(")");
		Relocation relocation = relocation(name.text(), operand);
		if (relocation == null) {
			throw new AssemblyException("%" + name.text() + " cannot be " + operand.label() + " of this instruction.", name.column());
		}
		operands.modified = true;
		Value value = Evaluator.evaluate(expression, false);
		if (value.isNumber() && relocation == Relocation.HI20) {
			operands.numbers.put(operand, (long) (int) Patch.upper(value.number()));
		} else if (value.isNumber() && (relocation == Relocation.LO12_I || relocation == Relocation.LO12_S)) {
			operands.numbers.put(operand, Patch.lower(value.number()));
		} else {
			operands.symbolic = operand;
			operands.expression = expression;
			operands.relocation = relocation;
			if (name.text().startsWith("t") && value.plus() != null) {
				value.plus().threadLocal = true;
			}
		}
		return true;
	}

	private static Relocation relocation(String name, Operand operand) {
		if (operand == Operand.IMM_U) {
			return switch (name) {
				case "hi" -> Relocation.HI20;
				case "pcrel_hi" -> Relocation.PCREL_HI20;
				case "got_pcrel_hi" -> Relocation.GOT_HI20;
				case "tprel_hi" -> Relocation.TPREL_HI20;
				case "tls_ie_pcrel_hi" -> Relocation.TLS_GOT_HI20;
				case "tls_gd_pcrel_hi" -> Relocation.TLS_GD_HI20;
				default -> null;
			};
		}
		boolean store = operand == Operand.IMM_S;
		if (operand != Operand.IMM_I && !store) {
			return null;
		}
		return switch (name) {
			case "lo" -> store ? Relocation.LO12_S : Relocation.LO12_I;
			case "tprel_lo" -> store ? Relocation.TPREL_LO12_S : Relocation.TPREL_LO12_I;
			case "pcrel_lo" -> store ? Relocation.PCREL_LO12_S : Relocation.PCREL_LO12_I;
			default -> null;
		};
	}
}
