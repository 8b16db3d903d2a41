/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;

/** An expression of a linker script. */
sealed interface ScriptExpression {

	/** A constant. */
	record Constant(long value) implements ScriptExpression {
	}

	/** A symbol, or the location counter {@code .}. */
	record Name(String name) implements ScriptExpression {
	}

	/** A built-in function; arguments that are names of sections or regions are in {@code text}. */
	record Call(String function, String text, List<ScriptExpression> arguments) implements ScriptExpression {
	}

	/** An operator with one operand. */
	record Unary(String operator, ScriptExpression operand) implements ScriptExpression {
	}

	/** An operator with two operands. */
	record Binary(String operator, ScriptExpression left, ScriptExpression right) implements ScriptExpression {
	}

	/** {@code a ? b : c}. */
	record Choice(ScriptExpression condition, ScriptExpression yes, ScriptExpression no) implements ScriptExpression {
	}

	/** What names and functions stand for, which the linker knows. */
	interface Scope {

		long symbol(String name);

		boolean isDefined(String name);

		/** ADDR, LOADADDR, SIZEOF of a section; ORIGIN, LENGTH of a region. */
		long property(String function, String name);
	}

	/** The value. */
	default long evaluate(Scope scope) {
		return switch (this) {
			case Constant constant -> constant.value;
			case Name name -> scope.symbol(name.name);
			case Unary unary -> {
				long value = unary.operand.evaluate(scope);
				yield switch (unary.operator) {
					case "-" -> -value;
					case "~" -> ~value;
					case "!" -> value == 0 ? 1 : 0;
					default -> value;
				};
			}
			case Choice choice -> choice.condition.evaluate(scope) != 0 ? choice.yes.evaluate(scope) : choice.no.evaluate(scope);
			case Call call -> call(call, scope);
			case Binary binary -> binary(binary, scope);
		};
	}

	private static long call(Call call, Scope scope) {
		List<ScriptExpression> arguments = call.arguments;
		return switch (call.function) {
			case "ADDR", "LOADADDR", "SIZEOF", "ALIGNOF", "ORIGIN", "LENGTH" -> scope.property(call.function, call.text);
			case "DEFINED" -> scope.isDefined(call.text) ? 1 : 0;
			case "ABSOLUTE" -> arguments.get(0).evaluate(scope);
			case "MAX" -> Math.max(arguments.get(0).evaluate(scope), arguments.get(1).evaluate(scope));
			case "MIN" -> Math.min(arguments.get(0).evaluate(scope), arguments.get(1).evaluate(scope));
			case "CONSTANT" -> 4096;
			case "LOG2CEIL" -> {
				long value = arguments.get(0).evaluate(scope);
				yield value <= 1 ? 0 : 64 - Long.numberOfLeadingZeros(value - 1);
			}
			default -> {
				long value = arguments.size() == 1 ? scope.symbol(".") : arguments.get(0).evaluate(scope);
				yield align(value, arguments.getLast().evaluate(scope));
			}
		};
	}

	/** The next multiple of an alignment. */
	static long align(long value, long alignment) {
		return alignment <= 1 ? value : Math.ceilDiv(value, alignment) * alignment;
	}

	private static long binary(Binary binary, Scope scope) {
		long a = binary.left.evaluate(scope);
		if (binary.operator.equals("&&") || binary.operator.equals("||")) {
			boolean first = a != 0;
			return binary.operator.equals("&&") == first ? binary.right.evaluate(scope) != 0 ? 1 : 0 : first ? 1 : 0;
		}
		long b = binary.right.evaluate(scope);
		if ((binary.operator.equals("/") || binary.operator.equals("%")) && b == 0) {
			throw new AssemblyException("The linker script divides by zero.");
		}
		return switch (binary.operator) {
			case "+" -> a + b;
			case "-" -> a - b;
			case "*" -> a * b;
			case "/" -> Long.divideUnsigned(a, b);
			case "%" -> Long.remainderUnsigned(a, b);
			case "<<" -> a << b;
			case ">>" -> a >>> b;
			case "&" -> a & b;
			case "|" -> a | b;
			case "^" -> a ^ b;
			case "==" -> a == b ? 1 : 0;
			case "!=" -> a != b ? 1 : 0;
			case "<" -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
			case ">" -> Long.compareUnsigned(a, b) > 0 ? 1 : 0;
			case "<=" -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
			case ">=" -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
			default -> throw new IllegalStateException("No operator " + binary.operator);
		};
	}
}
