/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out the condition of {@code #if}, with the precedences of C (C11, section 6.10.1), which are not those of GNU as. */
final class PreprocessorCondition {

	private static final int MAX_DEPTH = 200;
	private static final Pattern SUFFIX = Pattern.compile("\\b(0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]+\\b");

	private final List<AsmToken> tokens;
	private int position;
	private int depth;

	private PreprocessorCondition(List<AsmToken> tokens) {
		this.tokens = tokens;
	}

	/** The value of a condition in which all macros are replaced; names that are left are zero. */
	static long evaluate(String text) {
		Matcher matcher = SUFFIX.matcher(text);
		PreprocessorCondition condition = new PreprocessorCondition(Lexer.tokens(matcher.replaceAll("$1")));
		long value = condition.choice();
		if (condition.peek().kind() != AsmToken.Kind.END) {
			throw new AssemblyException("Expected the end of the condition, but found " + condition.peek().quoted() + ".");
		}
		return value;
	}

	private AsmToken peek() {
		return tokens.get(position);
	}

	private boolean take(String punctuation) {
		if (peek().is(punctuation)) {
			position++;
			return true;
		}
		return false;
	}

	private long choice() {
		long condition = binary(0);
		if (!take("?")) {
			return condition;
		}
		long yes = choice();
		if (!take(":")) {
			throw new AssemblyException("Expected ':', but found " + peek().quoted() + ".");
		}
		long no = choice();
		return condition != 0 ? yes : no;
	}

	private static int rank(AsmToken token) {
		if (token.kind() != AsmToken.Kind.PUNCTUATION) {
			return -1;
		}
		return switch (token.text()) {
			case "||" -> 0;
			case "&&" -> 1;
			case "|" -> 2;
			case "^" -> 3;
			case "&" -> 4;
			case "==", "!=" -> 5;
			case "<", ">", "<=", ">=" -> 6;
			case "<<", ">>" -> 7;
			case "+", "-" -> 8;
			case "*", "/", "%" -> 9;
			default -> -1;
		};
	}

	private long binary(int least) {
		long left = unary();
		while (true) {
			AsmToken operator = peek();
			int rank = rank(operator);
			if (rank < least) {
				return left;
			}
			position++;
			left = apply(operator.text(), left, binary(rank + 1));
		}
	}

	private static long apply(String operator, long a, long b) {
		return switch (operator) {
			case "||" -> a != 0 || b != 0 ? 1 : 0;
			case "&&" -> a != 0 && b != 0 ? 1 : 0;
			case "|" -> a | b;
			case "^" -> a ^ b;
			case "&" -> a & b;
			case "==" -> a == b ? 1 : 0;
			case "!=" -> a != b ? 1 : 0;
			case "<" -> a < b ? 1 : 0;
			case ">" -> a > b ? 1 : 0;
			case "<=" -> a <= b ? 1 : 0;
			case ">=" -> a >= b ? 1 : 0;
			case "<<" -> a << b;
			case ">>" -> a >> b;
			case "+" -> a + b;
			case "-" -> a - b;
			case "*" -> a * b;
			// What && and || leave aside in C is worked out here too, so that it must not fail.
			case "/" -> b == 0 ? 0 : a / b;
			default -> b == 0 ? 0 : a % b;
		};
	}

	private long unary() {
		if (++depth > MAX_DEPTH) {
			throw new AssemblyException("This condition is nested too deeply.");
		}
		try {
			if (take("!")) {
				return unary() == 0 ? 1 : 0;
			}
			if (take("-")) {
				return -unary();
			}
			if (take("+")) {
				return unary();
			}
			if (take("~")) {
				return ~unary();
			}
			if (take("(")) {
				long inner = choice();
				if (!take(")")) {
					throw new AssemblyException("Expected ')', but found " + peek().quoted() + ".");
				}
				return inner;
			}
			AsmToken token = peek();
			if (token.kind() != AsmToken.Kind.NUMBER && token.kind() != AsmToken.Kind.NAME) {
				throw new AssemblyException("Expected a number, a name or defined(NAME), but found " + token.quoted() + ".");
			}
			position++;
			return token.kind() == AsmToken.Kind.NUMBER ? token.value() : 0;
		} finally {
			depth--;
		}
	}
}
