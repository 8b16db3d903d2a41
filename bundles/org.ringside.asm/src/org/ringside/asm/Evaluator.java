/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.image.elf.ElfSection;

/** Works out expressions, before layout as far as distances are fixed, after it entirely. */
final class Evaluator {

	private Evaluator() {
	}

	/** The value; distances between labels of a section become numbers where they are known. */
	static Value evaluate(Expression expression, boolean laidOut) {
		return evaluate(expression, laidOut, 0);
	}

	private static Value evaluate(Expression expression, boolean laidOut, int depth) {
		if (depth > 500) {
			throw new AssemblyException("This expression refers to itself or is too deep.");
		}
		return switch (expression) {
			case Expression.Number number -> Value.of(number.value());
			case Expression.Reference reference -> reference.symbol().value != null
					? evaluate(reference.symbol().value, laidOut, depth + 1) : new Value(reference.symbol(), null, 0);
			case Expression.Alias alias -> evaluate(alias.value(), laidOut, depth + 1);
			case Expression.Unary unary -> {
				Value value = evaluate(unary.operand(), laidOut, depth + 1);
				if (unary.operator() == '-' && value.plus() != null && value.minus() == null) {
					yield new Value(null, value.plus(), -value.number());
				}
				long number = number(value);
				yield Value.of(switch (unary.operator()) {
					case '-' -> -number;
					case '~' -> ~number;
					default -> number == 0 ? 1 : 0;
				});
			}
			case Expression.Binary binary -> binary(binary.operator(), evaluate(binary.left(), laidOut, depth + 1),
					evaluate(binary.right(), laidOut, depth + 1), laidOut);
		};
	}

	/**
	 * The value after layout as a relocation is to hold it: a distance within code that is written down directly stays one, since
	 * the linker may move what is between.
	 */
	static Value relocatable(Expression expression) {
		return isCodeDistance(expression) ? sum(expression, 0) : evaluate(expression, true);
	}

	/** Whether it is the distance of two places of code as it is written. */
	static boolean isCodeDistance(Expression expression) {
		Value value = expression instanceof Expression.Binary ? sum(expression, 0) : null;
		return value != null && value.plus() != null && value.minus() != null && value.plus().isLabel()
				&& (value.plus().section.flags & ElfSection.EXECUTE) != 0;
	}

	/** A sum of symbols and numbers as it is written; null if it is something else. */
	private static Value sum(Expression expression, int depth) {
		switch (expression) {
			case Expression.Number number -> {
				return Value.of(number.value());
			}
			case Expression.Reference reference -> {
				return reference.symbol().value == null && depth < 200 ? new Value(reference.symbol(), null, 0) : null;
			}
			case Expression.Binary binary -> {
				if (depth > 200) {
					return null;
				}
				boolean minus = binary.operator().equals("-");
				Value left = minus || binary.operator().equals("+") ? sum(binary.left(), depth + 1) : null;
				Value right = left == null ? null : sum(binary.right(), depth + 1);
				if (right == null || minus && right.minus() != null || left.plus() != null && !minus && right.plus() != null
						|| left.minus() != null && minus && right.plus() != null) {
					return null;
				}
				AsmSymbol plus = left.plus() != null || minus ? left.plus() : right.plus();
				AsmSymbol less = left.minus() != null ? left.minus() : minus ? right.plus() : right.minus();
				return new Value(plus, less, minus ? left.number() - right.number() : left.number() + right.number());
			}
			default -> {
				return null;
			}
		}
	}

	/** The number that an expression must be. */
	static long number(Expression expression, boolean laidOut) {
		return number(evaluate(expression, laidOut));
	}

	private static long number(Value value) {
		if (!value.isNumber()) {
			AsmSymbol symbol = value.plus() != null ? value.plus() : value.minus();
			throw new AssemblyException("Expected a number, but '" + symbol.title() + "' is "
					+ (symbol.isDefined() ? "an address that is not known yet." : "not defined."));
		}
		return value.number();
	}

	private static Value binary(String operator, Value left, Value right, boolean laidOut) {
		if (operator.equals("+")) {
			if (left.plus() != null && right.plus() != null || left.minus() != null && right.minus() != null) {
				throw new AssemblyException("Two addresses cannot be added.");
			}
			return fold(new Value(left.plus() != null ? left.plus() : right.plus(), left.minus() != null ? left.minus() : right.minus(),
					left.number() + right.number()), laidOut);
		}
		if (operator.equals("-")) {
			if (left.minus() != null && right.plus() != null || right.minus() != null && left.plus() != null) {
				throw new AssemblyException("This difference has too many addresses in it.");
			}
			return fold(new Value(left.plus() != null ? left.plus() : right.minus(), left.minus() != null ? left.minus() : right.plus(),
					left.number() - right.number()), laidOut);
		}
		if (!left.isNumber() && !right.isNumber() && isComparison(operator)) {
			left = binary("-", left, right, laidOut);
			right = Value.of(0);
		}
		long a = number(left);
		long b = number(right);
		return Value.of(switch (operator) {
			case "*" -> a * b;
			case "/" -> a / divisor(b);
			case "%" -> a % divisor(b);
			case "<<" -> b < 0 || b > 63 ? 0 : a << b;
			case ">>" -> b < 0 || b > 63 ? 0 : a >>> b;
			case "|" -> a | b;
			case "&" -> a & b;
			case "^" -> a ^ b;
			case "!" -> a | ~b;
			case "==" -> a == b ? -1 : 0;
			case "!=", "<>" -> a != b ? -1 : 0;
			case "<" -> a < b ? -1 : 0;
			case ">" -> a > b ? -1 : 0;
			case "<=" -> a <= b ? -1 : 0;
			case ">=" -> a >= b ? -1 : 0;
			case "&&" -> a != 0 && b != 0 ? 1 : 0;
			case "||" -> a != 0 || b != 0 ? 1 : 0;
			default -> throw new IllegalStateException("No operator " + operator);
		});
	}

	private static boolean isComparison(String operator) {
		return switch (operator) {
			case "==", "!=", "<>", "<", ">", "<=", ">=" -> true;
			default -> false;
		};
	}

	private static long divisor(long b) {
		if (b == 0) {
			throw new AssemblyException("This expression divides by zero.");
		}
		return b;
	}

	/** Turns the distance of two labels of one section into a number if it is known. */
	private static Value fold(Value value, boolean laidOut) {
		AsmSymbol plus = value.plus();
		AsmSymbol minus = value.minus();
		if (plus == null || minus == null) {
			return value;
		}
		if (plus == minus) {
			return Value.of(value.number());
		}
		if (!plus.isLabel() || plus.section != minus.section) {
			return value;
		}
		if (laidOut) {
			return Value.of(value.number() + plus.address() - minus.address());
		}
		if (plus.fragment.home != minus.fragment.home) {
			return value;
		}
		boolean forward = plus.fragment.index >= minus.fragment.index;
		AsmSymbol low = forward ? minus : plus;
		AsmSymbol high = forward ? plus : minus;
		long distance = high.offset - low.offset;
		for (int i = low.fragment.index; i < high.fragment.index; i++) {
			Fragment fragment = low.fragment.home.fragments().get(i);
			if (!fragment.isFixed()) {
				return value;
			}
			distance += fragment.size();
		}
		return Value.of(value.number() + (forward ? distance : -distance));
	}
}
