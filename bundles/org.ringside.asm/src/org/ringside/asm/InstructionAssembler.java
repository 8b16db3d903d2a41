/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ringside.isa.Decoded;
import org.ringside.isa.Encoder;
import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.RvC;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;

/** Assembles instructions: chooses the form that fits, compresses, and leaves fixups for what is not known. */
final class InstructionAssembler {

	private static final String[] ORDERING = {".aqrl", ".aq.rl", ".aq", ".rl"};

	private final Assembly assembly;
	private final PseudoInstructions pseudo;

	InstructionAssembler(Assembly assembly) {
		this.assembly = assembly;
		this.pseudo = new PseudoInstructions(assembly, this);
	}

	/** Assembles an instruction; false if there is none of this name. */
	boolean assemble(String mnemonic, TokenStream tokens) {
		int start = tokens.position();
		if (pseudo.assemble(mnemonic, tokens)) {
			return true;
		}
		tokens.reset(start);
		long ordering = 0;
		String plain = mnemonic;
		for (String suffix : ORDERING) {
			if (plain.equals(mnemonic) && mnemonic.endsWith(suffix) && (mnemonic.startsWith("amo") || mnemonic.startsWith("lr.") || mnemonic.startsWith("sc."))) {
				plain = mnemonic.substring(0, mnemonic.length() - suffix.length());
				ordering = suffix.equals(".aq") ? 2 : suffix.equals(".rl") ? 1 : 3;
			}
		}
		List<InstructionForm> forms = InstructionForm.of(plain);
		if (forms.isEmpty()) {
			return false;
		}
		AssemblyException furthest = null;
		boolean available = false;
		for (InstructionForm form : forms) {
			if (!form.row().isIn(assembly.isa)) {
				continue;
			}
			available = true;
			tokens.reset(start);
			try {
				emit(form, new OperandReader(tokens).read(form), ordering);
				return true;
			} catch (AssemblyException mismatch) {
				if (furthest == null || mismatch.column() > furthest.column()) {
					furthest = mismatch;
				}
			}
		}
		if (!available) {
			throw new AssemblyException("The instruction '" + mnemonic + "' needs the extension " + forms.get(0).row().row().requirement()
					+ ", which is not enabled.");
		}
		throw new AssemblyException(furthest.getMessage() + " Usage: " + forms.get(0).usage(mnemonic) + ".", furthest.column());
	}

	private void emit(InstructionForm form, OperandReader.Operands operands, long ordering) {
		Instruction row = form.row();
		operands.numbers.put(Operand.AQRL, ordering);
		assembly.usesPrivileged |= operands.csr || row == RvPrivileged.MRET || row == RvPrivileged.SRET || row == RvPrivileged.WFI
				|| row == RvPrivileged.SFENCE_VMA;
		assembly.usesCsrs |= row.extension() == Extension.ZICSR;
		if (operands.symbolic != null && operands.symbolic.kind() == Operand.Kind.TARGET) {
			branch(row, operands);
			return;
		}
		if (operands.symbolic != null) {
			emit(row, operands.numbers, operands.relocation, operands.expression);
			return;
		}
		// Of jalr only the forms with a register and nothing else are compressed, as GNU as does it.
		if (!operands.modified && isSumWithNothing(form, operands.numbers) && assembly.isa.has(Extension.C)) {
			assembly.section.emit(Encoder.encode(RvC.C_ADDI, operands.numbers.get(Operand.RD), 0), 2);
			return;
		}
		boolean plainJump = row != RvI.JALR || form.alias() && form.syntax().parts().size() <= 1;
		// Nor is a move of zero, though c.li would do.
		boolean moveOfZero = row == RvI.ADDI && form.alias() && form.syntax().operands().contains(Operand.RS1)
				&& operands.numbers.get(Operand.RS1) == 0;
		boolean plainSum = isImmediateSum(form) && (operands.numbers.get(Operand.RS1) == 0 || operands.numbers.get(Operand.IMM_I) == 0);
		if (plainJump && !moveOfZero && !plainSum && !operands.modified) {
			OptionalInt compressed = compress(row, operands.numbers);
			if (compressed.isPresent()) {
				assembly.section.emit(compressed.getAsInt(), 2);
				return;
			}
		}
		assembly.section.emit(encode(row, operands.numbers) & 0xffff_ffffL, row.length());
	}

	/** {@code add a0, a0, 0}, of which GNU as makes the hint {@code c.addi a0, 0}; of {@code addi a0, a0, 0} it makes a move. */
	private static boolean isSumWithNothing(InstructionForm form, Map<Operand, Long> numbers) {
		return isImmediateSum(form) && numbers.get(Operand.IMM_I) == 0
				&& numbers.get(Operand.RD) != 0 && numbers.get(Operand.RD).equals(numbers.get(Operand.RS1));
	}

	/** {@code add} with an immediate, which has fewer compressed forms than {@code addi}: only those that add. */
	private static boolean isImmediateSum(InstructionForm form) {
		return form.row() == RvI.ADDI && form.alias() && form.implied().isEmpty();
	}

	private OptionalInt compress(Instruction row, Map<Operand, Long> operands) {
		return assembly.isa.has(Extension.C) && row.length() == 4 ? Compressor.compress(row, operands, assembly.isa) : OptionalInt.empty();
	}

	private void branch(Instruction row, OperandReader.Operands operands) {
		Map<Operand, Long> numbers = new EnumMap<>(operands.numbers);
		numbers.put(operands.symbolic, operands.symbolic.alignment() * 2);
		int word = encode(row, numbers);
		int compressed = 0;
		if (row instanceof RvC) {
			compressed = word;
			word = new Decoded(row, word, 2).expanded().word();
		} else {
			compressed = compress(row, numbers).orElse(0);
		}
		boolean jump = operands.relocation == Relocation.JAL;
		assembly.section.add(new Fragment.Branch(clear(word, jump), compressed, jump, operands.expression, assembly.location));
	}

	private static int clear(int word, boolean jump) {
		return (jump ? Operand.IMM_J : Operand.IMM_B).insert(word, 0);
	}

	/** The word, in which operands that are not known are 0. */
	static int encode(Instruction row, Map<Operand, Long> numbers) {
		int word = row.match();
		for (Operand operand : row.operands()) {
			Long value = numbers.get(operand);
			if (value != null) {
				word = operand.insert(word, value);
			} else if (operand.defaultValue().isPresent()) {
				word = operand.insert(word, operand.defaultValue().get());
			}
		}
		return word;
	}

	/** Emits an instruction with operands that are numbers, compressed if that can be. */
	void emit(Instruction row, Map<Operand, Long> numbers) {
		OptionalInt compressed = compress(row, numbers);
		if (compressed.isPresent()) {
			assembly.section.emit(compressed.getAsInt(), 2);
		} else {
			assembly.section.emit(encode(row, numbers) & 0xffff_ffffL, 4);
		}
	}

	/** Emits a 32-bit instruction with a fixup. */
	void emit(Instruction row, Map<Operand, Long> numbers, Relocation relocation, Expression expression) {
		assembly.section.fixup(relocation, expression, assembly.location, assembly.relax);
		assembly.section.emit(encode(row, numbers) & 0xffff_ffffL, 4);
		if (relocation.movesWhatFollows()) {
			assembly.section.cut(assembly.relax);
		}
	}
}
