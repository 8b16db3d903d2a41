/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ringside.isa.Encoder;
import org.ringside.isa.Expansion;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.Operand;
import org.ringside.isa.RvC;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;

/** Finds the compressed form of an instruction by reading the expansions of the compressed rows backward. */
final class Compressor {

	private static final Map<Instruction, List<RvC>> BY_BASE = new HashMap<>();

	static {
		for (RvC row : RvC.values()) {
			BY_BASE.computeIfAbsent(row.expansion().base(), key -> new ArrayList<>()).add(row);
		}
	}

	private Compressor() {
	}

	/** The 16-bit word that does the same, if there is one that is not a hint. */
	static OptionalInt compress(Instruction base, Map<Operand, Long> operands, IsaProfile isa) {
		if (base == RvI.ADD && operands.get(Operand.RS1) == 0) {
			// The tables expand c.mv to the canonical move, but the sum with zero is one too.
			Map<Operand, Long> move = new EnumMap<>(operands);
			move.put(Operand.RS1, operands.get(Operand.RS2));
			move.put(Operand.IMM_I, 0L);
			return operands.get(Operand.RS2) == 0 ? OptionalInt.empty() : find(RvI.ADDI, move, isa);
		}
		OptionalInt straight = find(base, operands, isa);
		if (straight.isPresent() || !isCommutative(base)) {
			return straight;
		}
		Map<Operand, Long> swapped = new EnumMap<>(operands);
		swapped.put(Operand.RS1, operands.get(Operand.RS2));
		swapped.put(Operand.RS2, operands.get(Operand.RS1));
		return find(base, swapped, isa);
	}

	private static boolean isCommutative(Instruction base) {
		return base == RvI.ADD || base == RvI.AND || base == RvI.OR || base == RvI.XOR || base == RvI.ADDW || base == RvM.MUL;
	}

	private static OptionalInt find(Instruction base, Map<Operand, Long> operands, IsaProfile isa) {
		for (RvC row : BY_BASE.getOrDefault(base, List.of())) {
			if (row.isIn(isa)) {
				OptionalInt word = encode(row, operands);
				if (word.isPresent()) {
					return word;
				}
			}
		}
		return OptionalInt.empty();
	}

	private static OptionalInt encode(RvC row, Map<Operand, Long> operands) {
		Map<Operand, Long> values = new EnumMap<>(Operand.class);
		for (Expansion.Binding binding : row.expansion().bindings()) {
			Long value = operands.get(binding.target());
			if (value == null) {
				return OptionalInt.empty();
			}
			switch (binding) {
				case Expansion.Constant constant -> {
					if (value != constant.value()) {
						return OptionalInt.empty();
					}
				}
				case Expansion.Copy copy -> {
					Long before = values.put(copy.source(), value);
					if (copy.source().check(value).isPresent() || before != null && !before.equals(value)) {
						return OptionalInt.empty();
					}
				}
			}
		}
		if (isHint(row, values)) {
			return OptionalInt.empty();
		}
		long[] encoded = row.operands().stream().mapToLong(operand -> values.getOrDefault(operand, 0L)).toArray();
		return OptionalInt.of(Encoder.encode(row, encoded));
	}

	/** Hints are left to those who write them. */
	private static boolean isHint(RvC row, Map<Operand, Long> values) {
		return switch (row) {
			case C_NOP -> values.get(Operand.C_NOP_IMM) != 0;
			case C_ADDI -> values.get(Operand.C_IMM) == 0;
			case C_LI, C_MV, C_ADD -> values.get(Operand.C_RD) == 0;
			case C_LUI -> values.get(Operand.C_RD_NOT_SP) == 0;
			case C_SLLI -> values.get(Operand.C_RD) == 0 || values.get(Operand.C_SHAMT) == 0;
			case C_SRLI, C_SRAI -> values.get(Operand.C_SHAMT) == 0;
			default -> false;
		};
	}
}
