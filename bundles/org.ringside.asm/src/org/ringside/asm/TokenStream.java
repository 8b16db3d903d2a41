/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** The tokens of a statement with a position, and the expressions among them. */
final class TokenStream {

	private final List<AsmToken> tokens;
	private final Assembly assembly;
	private int position;

	TokenStream(List<AsmToken> tokens, Assembly assembly) {
		this.tokens = tokens;
		this.assembly = assembly;
	}

	AsmToken peek() {
		return tokens.get(position);
	}

	AsmToken peek(int ahead) {
		return tokens.get(Math.min(position + ahead, tokens.size() - 1));
	}

	AsmToken next() {
		AsmToken token = tokens.get(position);
		if (position < tokens.size() - 1) {
			position++;
		}
		return token;
	}

	int position() {
		return position;
	}

	void reset(int to) {
		position = to;
	}

	boolean atEnd() {
		return peek().kind() == AsmToken.Kind.END;
	}

	/** Takes a punctuation if it is next. */
	boolean take(String punctuation) {
		if (peek().is(punctuation)) {
			next();
			return true;
		}
		return false;
	}

	void expect(String punctuation) {
		if (!take(punctuation)) {
			throw expected("'" + punctuation + "'");
		}
	}

	void expectEnd() {
		if (!atEnd()) {
			throw expected("the end of the statement");
		}
	}

	String name(String what) {
		if (peek().kind() != AsmToken.Kind.NAME) {
			throw expected(what);
		}
		return next().text();
	}

	String string() {
		if (peek().kind() != AsmToken.Kind.STRING) {
			throw expected("a string in quotation marks");
		}
		return next().text();
	}

	AssemblyException expected(String what) {
		return new AssemblyException("Expected " + what + ", but found " + peek().quoted() + ".", peek().column());
	}

	/** A number of up to 128 bits. */
	BigInteger largeNumber() {
		AsmToken token = peek();
		String text = token.kind() == AsmToken.Kind.NUMBER || token.kind() == AsmToken.Kind.LARGE ? token.text().toLowerCase(Locale.ROOT) : "";
		boolean hexadecimal = text.startsWith("0x");
		try {
			BigInteger value = new BigInteger(hexadecimal ? text.substring(2) : text, hexadecimal ? 16 : 10);
			if (value.bitLength() <= 128) {
				next();
				return value;
			}
		} catch (NumberFormatException notANumber) {
			throw expected("a number of at most 128 bits");
		}
		throw expected("a number of at most 128 bits");
	}

	/** An expression that is a number by now. */
	long number(String what) {
		int column = peek().column();
		if (atEnd()) {
			throw expected(what);
		}
		try {
			return Evaluator.number(expression(), false);
		} catch (AssemblyException e) {
			throw new AssemblyException(e.getMessage(), Math.max(column, e.column()));
		}
	}

	Expression expression() {
		return binary(0, 0);
	}

	private static int rank(AsmToken token) {
		if (token.kind() != AsmToken.Kind.PUNCTUATION) {
			return -1;
		}
		return switch (token.text()) {
			case "||" -> 0;
			case "&&" -> 1;
			case "==", "!=", "<>", "<", ">", "<=", ">=" -> 2;
			case "+", "-" -> 3;
			case "|", "&", "^", "!" -> 4;
			case "*", "/", "%", "<<", ">>" -> 5;
			default -> -1;
		};
	}

	private Expression binary(int least, int depth) {
		Expression left = unary(depth);
		while (true) {
			AsmToken operator = peek();
			int rank = rank(operator);
			if (rank < least) {
				return left;
			}
			next();
			left = simplify(new Expression.Binary(operator.text(), left, binary(rank + 1, depth + 1)));
		}
	}

	private Expression unary(int depth) {
		if (depth > 200) {
			throw new AssemblyException("This expression is nested too deeply.", peek().column());
		}
		AsmToken token = peek();
		if (token.is("-") || token.is("~") || token.is("!")) {
			next();
			return simplify(new Expression.Unary(token.text().charAt(0), unary(depth + 1)));
		}
		if (token.is("+")) {
			next();
			return unary(depth + 1);
		}
		if (take("(")) {
			Expression inner = binary(0, depth + 1);
			expect(")");
			return inner;
		}
		switch (token.kind()) {
			case NUMBER -> {
				next();
				return new Expression.Number(token.value());
			}
			case LOCAL -> {
				next();
				return new Expression.Reference(assembly.numericLabel(token));
			}
			case NAME -> {
				next();
				return token.text().equals(".") ? new Expression.Reference(assembly.here()) : assembly.reference(token.text());
			}
			default -> throw expected("an expression");
		}
	}

	/** Works out what is constant already, so that long chains of numbers do not nest. */
	private static Expression simplify(Expression expression) {
		boolean constant = switch (expression) {
			case Expression.Unary unary -> unary.operand() instanceof Expression.Number;
			case Expression.Binary binary -> binary.left() instanceof Expression.Number && binary.right() instanceof Expression.Number;
			default -> false;
		};
		return constant ? new Expression.Number(Evaluator.number(expression, false)) : expression;
	}
}
