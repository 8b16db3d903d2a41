/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.Operand;
import org.ringside.isa.Registers;
import org.ringside.isa.RvC;
import org.ringside.isa.RvI;

/** The pseudo-instructions that become several instructions, with the expansions that GNU as chooses. */
final class PseudoInstructions {

	/** Returns from debug mode (Debug specification) and from the traps of user mode that there once were. */
	private static final int DRET = 0x7b20_0073;
	private static final int URET = 0x0020_0073;

	private final Assembly assembly;
	private final InstructionAssembler instructions;

	PseudoInstructions(Assembly assembly, InstructionAssembler instructions) {
		this.assembly = assembly;
		this.instructions = instructions;
	}

	/** Assembles a statement if it is one of these; else the tokens may have been read and are to be reset. */
	boolean assemble(String mnemonic, TokenStream tokens) {
		switch (mnemonic) {
			case "li" -> {
				long rd = register(tokens);
				tokens.expect(",");
				long value = tokens.number("a number");
				tokens.expectEnd();
				loadConstant(rd, value);
			}
			case "la", "lla", "lga" -> {
				long rd = register(tokens);
				tokens.expect(",");
				Expression expression = tokens.expression();
				tokens.expectEnd();
				if (mnemonic.equals("lga") || mnemonic.equals("la") && assembly.pic) {
					viaTable(rd, expression, Relocation.GOT_HI20);
				} else {
					loadAddress(rd, expression);
				}
			}
			case "la.tls.ie", "la.tls.gd" -> {
				long rd = register(tokens);
				tokens.expect(",");
				Expression expression = tokens.expression();
				tokens.expectEnd();
				threadLocal(expression);
				if (mnemonic.endsWith("ie")) {
					viaTable(rd, expression, Relocation.TLS_GOT_HI20);
				} else {
					Expression place = new Expression.Reference(assembly.here());
					instructions.emit(RvI.AUIPC, operands(Operand.RD, rd), Relocation.TLS_GD_HI20, expression);
					instructions.emit(RvI.ADDI, operands(Operand.RD, rd, Operand.RS1, rd), Relocation.PCREL_LO12_I, place);
				}
			}
			case "c.slli64" -> {
				long rd = register(tokens);
				tokens.expectEnd();
				assembly.section.emit(RvC.C_SLLI.match() | rd << 7, 2);
			}
			case "c.srli64", "c.srai64" -> {
				int column = tokens.peek().column();
				long rd = register(tokens);
				tokens.expectEnd();
				if (rd < 8 || rd > 15) {
					throw new AssemblyException("Expected a register from x8 to x15.", column);
				}
				assembly.section.emit((mnemonic.equals("c.srli64") ? RvC.C_SRLI : RvC.C_SRAI).match() | rd - 8 << 7, 2);
			}
			case "dret" -> word(tokens, DRET);
			case "uret" -> word(tokens, URET);
			case "add" -> {
				return addThreadPointer(tokens);
			}
			case "call", "tail", "jump" -> call(mnemonic, tokens);
			case "unimp", "c.unimp" -> {
				if (!assembly.isa.has(Extension.C)) {
					return false;
				}
				tokens.expectEnd();
				assembly.section.emit(0, 2);
			}
			case "sext.b", "sext.h", "zext.h", "zext.w" -> {
				return extend(mnemonic, tokens);
			}
			case "lb", "lh", "lw", "ld", "lbu", "lhu", "lwu" -> {
				return load(mnemonic, tokens);
			}
			case "sb", "sh", "sw", "sd", "flh", "flw", "fld", "fsh", "fsw", "fsd" -> {
				return viaRegister(mnemonic, tokens);
			}
			default -> {
				return mnemonic.startsWith("vms") && new VectorPseudoInstructions(assembly).assemble(mnemonic, tokens);
			}
		}
		return true;
	}

	private void word(TokenStream tokens, int word) {
		tokens.expectEnd();
		assembly.usesPrivileged |= word == DRET;
		assembly.section.emit(word & 0xffff_ffffL, 4);
	}

	static long register(TokenStream tokens) {
		AsmToken token = tokens.peek();
		OptionalInt number = token.kind() == AsmToken.Kind.NAME ? Registers.xNumber(token.text()) : OptionalInt.empty();
		long value = number.orElseThrow(() -> tokens.expected("an integer register"));
		tokens.next();
		return value;
	}

	private static Map<Operand, Long> operands(Object... pairs) {
		Map<Operand, Long> map = new EnumMap<>(Operand.class);
		for (int i = 0; i < pairs.length; i += 2) {
			map.put((Operand) pairs[i], ((Number) pairs[i + 1]).longValue());
		}
		return map;
	}

	/** Loads a constant: up to 12 bits, up to 32 bits, or an upper part that is shifted and added to, recursively. */
	private void loadConstant(long rd, long value) {
		if (rd == 0 && value == 0) {
			// GNU as has no compressed form of this, though c.nop would do.
			assembly.section.emit(RvI.ADDI.match(), 4);
		} else if (Operand.IMM_I.check(value).isEmpty()) {
			instructions.emit(RvI.ADDI, operands(Operand.RD, rd, Operand.RS1, 0, Operand.IMM_I, value));
		} else {
			largeConstant(rd, value);
		}
	}

	private void largeConstant(long rd, long value) {
		long lower = Patch.lower(value);
		long upper = value - lower;
		if (value == (int) value) {
			long source = 0;
			if (upper != 0) {
				instructions.emit(RvI.LUI, operands(Operand.RD, rd, Operand.IMM_U, (long) (int) upper));
				source = rd;
			}
			if (lower != 0 || source == 0) {
				instructions.emit(RvI.ADDIW, operands(Operand.RD, rd, Operand.RS1, source, Operand.IMM_I, lower));
			}
			return;
		}
		int shift = 12;
		while ((upper >> shift & 1) == 0) {
			shift++;
		}
		largeConstant(rd, upper >> shift);
		instructions.emit(RvI.SLLI, operands(Operand.RD, rd, Operand.RS1, rd, Operand.SHAMT, shift));
		if (lower != 0) {
			instructions.emit(RvI.ADDI, operands(Operand.RD, rd, Operand.RS1, rd, Operand.IMM_I, lower));
		}
	}

	private void loadAddress(long rd, Expression expression) {
		Value value = Evaluator.evaluate(expression, false);
		if (value.isNumber() && Operand.IMM_I.check(value.number()).isEmpty()) {
			assembly.section.emit(InstructionAssembler.encode(RvI.ADDIW, operands(Operand.RD, rd, Operand.RS1, 0, Operand.IMM_I, value.number())) & 0xffff_ffffL, 4);
			return;
		}
		if (value.isNumber()) {
			loadConstant(rd, value.number());
			return;
		}
		Expression place = upper(rd, expression);
		instructions.emit(RvI.ADDI, operands(Operand.RD, rd, Operand.RS1, rd), Relocation.PCREL_LO12_I, place);
	}

	/** Loads an address from a table that the linker makes. */
	private void viaTable(long rd, Expression expression, Relocation kind) {
		Expression place = new Expression.Reference(assembly.here());
		instructions.emit(RvI.AUIPC, operands(Operand.RD, rd), kind, expression);
		instructions.emit(RvI.LD, operands(Operand.RD, rd, Operand.RS1, rd), Relocation.PCREL_LO12_I, place);
	}

	private static void threadLocal(Expression expression) {
		Value value = Evaluator.evaluate(expression, false);
		if (!value.isRelative()) {
			throw new AssemblyException("Expected a symbol of thread-local data.");
		}
		value.plus().threadLocal = true;
	}

	/** {@code add rd, rs, tp, %tprel_add(symbol)}, which tells the linker what is added. */
	private boolean addThreadPointer(TokenStream tokens) {
		if (tokens.peek(5).is(",") && tokens.peek(6).is("%") && tokens.peek(7).text().equals("tprel_add")) {
			long rd = register(tokens);
			tokens.expect(",");
			long first = register(tokens);
			tokens.expect(",");
			long second = register(tokens);
			tokens.expect(",");
			tokens.next();
			tokens.next();
			tokens.expect("(");
			Expression expression = tokens.expression();
			tokens.expect(")");
			tokens.expectEnd();
			threadLocal(expression);
			instructions.emit(RvI.ADD, operands(Operand.RD, rd, Operand.RS1, first, Operand.RS2, second), Relocation.TPREL_ADD, expression);
			return true;
		}
		return false;
	}

	/** Emits the {@code auipc} of a pair; the lower part refers to its place. */
	private Expression upper(long register, Expression expression) {
		Expression place = new Expression.Reference(assembly.here());
		instructions.emit(RvI.AUIPC, operands(Operand.RD, register), Relocation.PCREL_HI20, expression);
		return place;
	}

	private void call(String mnemonic, TokenStream tokens) {
		long link = mnemonic.equals("call") ? 1 : 0;
		long scratch = mnemonic.equals("call") ? 1 : 6;
		if (tokens.peek(1).is(",") && mnemonic.equals("call")) {
			link = register(tokens);
			scratch = 6;
			tokens.next();
		}
		Expression target = tokens.expression();
		if (mnemonic.equals("jump")) {
			tokens.expect(",");
			scratch = register(tokens);
		}
		if (tokens.take("@")) {
			tokens.name("plt");
		}
		tokens.expectEnd();
		assembly.section.fixup(Relocation.CALL_PLT, target, assembly.location, assembly.relax);
		assembly.section.emit(InstructionAssembler.encode(RvI.AUIPC, operands(Operand.RD, scratch)) & 0xffff_ffffL, 4);
		assembly.section.emit(InstructionAssembler.encode(RvI.JALR, operands(Operand.RD, link, Operand.RS1, scratch)) & 0xffff_ffffL, 4);
		assembly.section.cut(assembly.relax);
	}

	private boolean extend(String mnemonic, TokenStream tokens) {
		boolean direct = mnemonic.equals("zext.w") ? assembly.isa.has(Extension.ZBA) : assembly.isa.has(Extension.ZBB);
		if (direct) {
			return false;
		}
		long rd = register(tokens);
		tokens.expect(",");
		long source = register(tokens);
		tokens.expectEnd();
		int shift = mnemonic.endsWith("b") ? 56 : mnemonic.endsWith("h") ? 48 : 32;
		instructions.emit(RvI.SLLI, operands(Operand.RD, rd, Operand.RS1, source, Operand.SHAMT, shift));
		instructions.emit(mnemonic.startsWith("s") ? RvI.SRAI : RvI.SRLI, operands(Operand.RD, rd, Operand.RS1, rd, Operand.SHAMT, shift));
		return true;
	}

	/** {@code lw rd, symbol}. */
	private boolean load(String mnemonic, TokenStream tokens) {
		if (!tokens.peek(1).is(",") || tokens.peek(2).kind() != AsmToken.Kind.NAME && tokens.peek(2).kind() != AsmToken.Kind.LOCAL) {
			return false;
		}
		long rd = register(tokens);
		tokens.expect(",");
		Expression expression = tokens.expression();
		if (!tokens.atEnd()) {
			return false;
		}
		Value value = Evaluator.evaluate(expression, false);
		if (value.isNumber()) {
			return false;
		}
		Instruction row = Instructions.byMnemonic(mnemonic).orElseThrow();
		Expression place = upper(rd, expression);
		instructions.emit(row, operands(Operand.RD, rd, Operand.RS1, rd), Relocation.PCREL_LO12_I, place);
		return true;
	}

	/** {@code sw rs2, symbol, rt} and {@code fld rd, symbol, rt}. */
	private boolean viaRegister(String mnemonic, TokenStream tokens) {
		Instruction row = Instructions.byMnemonic(mnemonic).orElseThrow();
		AsmToken first = tokens.next();
		boolean isFloat = mnemonic.startsWith("f");
		OptionalInt register = isFloat ? Registers.fNumber(first.text()) : Registers.xNumber(first.text());
		if (!tokens.take(",") || register.isEmpty() || tokens.peek().kind() != AsmToken.Kind.NAME && tokens.peek().kind() != AsmToken.Kind.LOCAL
				|| !row.isIn(assembly.isa)) {
			return false;
		}
		Expression expression = tokens.expression();
		if (!tokens.take(",")) {
			return false;
		}
		long scratch = register(tokens);
		tokens.expectEnd();
		Expression place = upper(scratch, expression);
		boolean store = mnemonic.startsWith("s") || mnemonic.startsWith("fs");
		Operand data = store ? isFloat ? Operand.FS2 : Operand.RS2 : Operand.FD;
		instructions.emit(row, operands(data, register.getAsInt(), Operand.RS1, scratch), store ? Relocation.PCREL_LO12_S : Relocation.PCREL_LO12_I,
				place);
		return true;
	}
}
