/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.ringside.isa.Operand;
import org.ringside.isa.Registers;

/** The directive {@code .insn}, which writes instructions that no table has: by format and fields, or as a number. */
final class InsnDirective {

	private final Assembly assembly;
	/** The word with all its operands. */
	private int completed;

	InsnDirective(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out the directive; false if it is another one. */
	boolean run(String name, TokenStream tokens) {
		if (!name.equals(".insn")) {
			return false;
		}
		if (tokens.peek().kind() == AsmToken.Kind.NAME) {
			format(tokens.next().text().toLowerCase(Locale.ROOT), tokens);
		} else {
			number(tokens);
		}
		tokens.expectEnd();
		return true;
	}

	private void number(TokenStream tokens) {
		long value = tokens.number("an instruction word");
		if (tokens.take(",")) {
			long length = value;
			value = tokens.number("an instruction word");
			if (length != ((value & 3) == 3 ? 4 : 2)) {
				throw new AssemblyException("The length " + length + " is not that of the instruction 0x" + Long.toHexString(value) + ".");
			}
		}
		int size = (value & 3) == 3 ? 4 : 2;
		if (value >>> 8 * size != 0) {
			throw new AssemblyException("The instruction 0x" + Long.toHexString(value) + " is longer than its lowest bits tell.");
		}
		assembly.section.emit(value, size);
	}

	private void format(String format, TokenStream tokens) {
		if (format.startsWith("c")) {
			new CompressedFormats(assembly).emit(format, tokens);
			return;
		}
		int word = (int) field(tokens, 7, "an opcode");
		switch (format) {
			case "r" -> {
				word |= (int) (next(tokens, 3) << 12 | next(tokens, 7) << 25);
				List<Integer> registers = registers(tokens);
				word |= registers.get(0) << 7 | registers.get(1) << 15 | registers.get(2) << 20 | registers.get(3) << 27;
			}
			case "r4" -> {
				word |= (int) (next(tokens, 3) << 12 | next(tokens, 2) << 25);
				List<Integer> registers = registers(tokens);
				word |= registers.get(0) << 7 | registers.get(1) << 15 | registers.get(2) << 20 | registers.get(3) << 27;
			}
			case "i" -> {
				word |= (int) (next(tokens, 3) << 12);
				tokens.expect(",");
				word |= register(tokens) << 7;
				tokens.expect(",");
				if (base(tokens, word, Operand.IMM_I)) {
					return;
				}
				word = completed;
			}
			case "s" -> {
				word |= (int) (next(tokens, 3) << 12);
				tokens.expect(",");
				word |= register(tokens) << 20;
				tokens.expect(",");
				if (base(tokens, word, Operand.IMM_S)) {
					return;
				}
				word = completed;
			}
			case "b", "sb" -> {
				word |= (int) (next(tokens, 3) << 12);
				tokens.expect(",");
				word |= register(tokens) << 15;
				tokens.expect(",");
				word |= register(tokens) << 20;
				tokens.expect(",");
				assembly.section.add(new Fragment.Branch(word, 0, false, tokens.expression(), assembly.location));
				return;
			}
			case "u" -> {
				tokens.expect(",");
				word |= register(tokens) << 7;
				tokens.expect(",");
				if (partOfAddress(tokens, word, Operand.IMM_U, false)) {
					return;
				}
				word |= (int) (field(tokens, 20, "a number of 20 bits") << 12);
			}
			case "j", "uj" -> {
				tokens.expect(",");
				word |= register(tokens) << 7;
				tokens.expect(",");
				assembly.section.add(new Fragment.Branch(word, 0, true, tokens.expression(), assembly.location));
				return;
			}
			default -> throw new AssemblyException("There is no instruction format '" + format + "': expected r, r4, i, s, b, u, j, cr, ci, ciw, css, cl, cs, ca, cb or cj.");
		}
		assembly.section.emit(word & 0xffff_ffffL, 4);
	}

	/** Either {@code rs1, imm} or {@code imm(rs1)}; whether all is emitted, because a part of an address is left to the linker. */
	private boolean base(TokenStream tokens, int word, Operand operand) {
		AsmToken token = tokens.peek();
		if (token.kind() == AsmToken.Kind.NAME && Registers.xNumber(token.text()).isPresent()) {
			int register = register(tokens);
			tokens.expect(",");
			if (partOfAddress(tokens, word | register << 15, operand, false)) {
				return true;
			}
			completed = insert(operand, word | register << 15, tokens);
			return false;
		}
		if (partOfAddress(tokens, word, operand, true)) {
			return true;
		}
		int result = insert(operand, word, tokens);
		tokens.expect("(");
		result |= register(tokens) << 15;
		tokens.expect(")");
		completed = result;
		return false;
	}

	/** {@code %lo(symbol)} and its like, with the base behind it if that is asked for. */
	private boolean partOfAddress(TokenStream tokens, int word, Operand operand, boolean withBase) {
		OperandReader.Operands operands = new OperandReader.Operands();
		if (!new OperandReader(tokens).modifier(operands, operand)) {
			return false;
		}
		int complete = word;
		if (withBase) {
			tokens.expect("(");
			complete |= register(tokens) << 15;
			tokens.expect(")");
		}
		if (operands.symbolic == null) {
			assembly.section.emit(operand.insert(complete, operands.numbers.get(operand)) & 0xffff_ffffL, 4);
			return true;
		}
		assembly.section.fixup(operands.relocation, operands.expression, assembly.location, assembly.relax);
		assembly.section.emit(complete & 0xffff_ffffL, 4);
		if (operands.relocation.movesWhatFollows()) {
			assembly.section.cut(assembly.relax);
		}
		return true;
	}

	private static int insert(Operand operand, int word, TokenStream tokens) {
		int column = tokens.peek().column();
		long value = tokens.number("an immediate");
		operand.check(value).ifPresent(problem -> {
			throw new AssemblyException(problem, column);
		});
		return operand.insert(word, value);
	}

	private long next(TokenStream tokens, int bits) {
		tokens.expect(",");
		return field(tokens, bits, "a number of " + bits + " bits");
	}

	static long field(TokenStream tokens, int bits, String what) {
		int column = tokens.peek().column();
		if (tokens.peek().kind() == AsmToken.Kind.NAME) {
			long opcode = opcode(tokens.peek().text());
			if (opcode >= 0) {
				tokens.next();
				return opcode;
			}
		}
		long value = tokens.number(what);
		if (value < 0 || value >>> bits != 0) {
			throw new AssemblyException("The value " + value + " does not fit in " + bits + " bits.", column);
		}
		return value;
	}

	/** The names of major opcodes (Unprivileged, "RV32/64G Instruction Set Listings"). */
	private static long opcode(String name) {
		return switch (name) {
			case "C0" -> 0;
			case "C1" -> 1;
			case "C2" -> 2;
			case "LOAD" -> 0x03;
			case "LOAD_FP" -> 0x07;
			case "CUSTOM_0" -> 0x0b;
			case "MISC_MEM" -> 0x0f;
			case "OP_IMM" -> 0x13;
			case "AUIPC" -> 0x17;
			case "OP_IMM_32" -> 0x1b;
			case "STORE" -> 0x23;
			case "STORE_FP" -> 0x27;
			case "CUSTOM_1" -> 0x2b;
			case "AMO" -> 0x2f;
			case "OP" -> 0x33;
			case "LUI" -> 0x37;
			case "OP_32" -> 0x3b;
			case "MADD" -> 0x43;
			case "MSUB" -> 0x47;
			case "NMSUB" -> 0x4b;
			case "NMADD" -> 0x4f;
			case "OP_FP" -> 0x53;
			case "CUSTOM_2" -> 0x5b;
			case "BRANCH" -> 0x63;
			case "JALR" -> 0x67;
			case "JAL" -> 0x6f;
			case "SYSTEM" -> 0x73;
			case "CUSTOM_3" -> 0x7b;
			default -> -1;
		};
	}

	private static List<Integer> registers(TokenStream tokens) {
		List<Integer> registers = new ArrayList<>();
		while (tokens.take(",")) {
			registers.add(register(tokens));
		}
		if (registers.size() < 3) {
			throw tokens.expected("three registers");
		}
		while (registers.size() < 4) {
			registers.add(0);
		}
		return registers;
	}

	static int register(TokenStream tokens) {
		AsmToken token = tokens.peek();
		OptionalInt number = token.kind() == AsmToken.Kind.NAME ? Registers.xNumber(token.text()) : OptionalInt.empty();
		if (number.isEmpty() && token.kind() == AsmToken.Kind.NAME) {
			number = Registers.fNumber(token.text());
		}
		int value = number.orElseThrow(() -> tokens.expected("a register"));
		tokens.next();
		return value;
	}
}
