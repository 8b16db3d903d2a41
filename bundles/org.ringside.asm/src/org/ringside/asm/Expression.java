/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/** An expression as it was written, with symbols instead of names. */
sealed interface Expression permits Expression.Number, Expression.Reference, Expression.Alias, Expression.Unary,
		Expression.Binary {

	/** A constant. */
	record Number(long value) implements Expression {
	}

	/** A symbol, which may be defined later. */
	record Reference(AsmSymbol symbol) implements Expression {
	}

	/** What a symbol was set to: a distance in it is worked out by the assembler, whatever the linker does later. */
	record Alias(AsmSymbol symbol, Expression value) implements Expression {
	}

	/** One of {@code - ~ !}. */
	record Unary(char operator, Expression operand) implements Expression {
	}

	/** An operator with two operands. */
	record Binary(String operator, Expression left, Expression right) implements Expression {
	}
}
