/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.ringside.translator.x86.IntelSyntax.VECTOR;
import static org.ringside.translator.x86.IntelSyntax.names;
import static org.ringside.translator.x86.IntelSyntax.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.FloatAssembler.Fused;
import org.ringside.translator.x86.FloatAssembler.Operation;

/** GNU objdump reads what was encoded of floating point, in all forms of operands. */
class FloatAssemblerTest {

	private final Assembler assembler = new Assembler();
	private final FloatAssembler floats = new FloatAssembler(assembler);
	private final List<String> expected = new ArrayList<>();

	@Test
	void objdumpReadsWhatWasEncoded(@TempDir Path folder) throws IOException, InterruptedException {
		Random random = new Random(754);
		for (int i = 0; i < 32 * 8; i++) {
			Operand operand = IntelSyntax.operand(i, random);
			int register = random.nextInt(16);
			int first = random.nextInt(16);
			for (boolean single : new boolean[] {true, false}) {
				computations(operand, register, first, single);
				conversions(operand, register, first, single);
			}
			moves(operand, register, first);
		}
		IntelSyntax.assertReads(expected, assembler.code(), folder);
	}

	private void expect(String text) {
		expected.add(text);
	}

	private static String name(String start, boolean single) {
		return start + (single ? "ss" : "sd");
	}

	private void computations(Operand operand, int register, int first, boolean single) {
		String operands = VECTOR[register] + "," + VECTOR[first] + "," + text(operand, single ? 4 : 8, VECTOR);
		for (Operation operation : Operation.values()) {
			String name = switch (operation) {
				case ADD -> "vadd";
				case MULTIPLY -> "vmul";
				case SUBTRACT -> "vsub";
				case LEAST -> "vmin";
				case DIVIDE -> "vdiv";
				case GREATEST -> "vmax";
				case SQUARE_ROOT -> "vsqrt";
			};
			floats.compute(operation, single, register, first, operand);
			expect(name(name, single) + " " + operands);
		}
		for (Fused operation : Fused.values()) {
			String name = switch (operation) {
				case MULTIPLY_ADD -> "vfmadd213";
				case MULTIPLY_SUBTRACT -> "vfmsub213";
				case NEGATED_MULTIPLY_ADD -> "vfnmadd213";
				case NEGATED_MULTIPLY_SUBTRACT -> "vfnmsub213";
			};
			floats.fused(operation, single, register, first, operand);
			expect(name(name, single) + " " + operands);
		}
		for (boolean signalling : new boolean[] {true, false}) {
			floats.compare(single, signalling, register, operand);
			expect(name(signalling ? "vcomi" : "vucomi", single) + " " + VECTOR[register] + "," + text(operand, single ? 4 : 8, VECTOR));
		}
	}

	private void conversions(Operand operand, int register, int first, boolean single) {
		for (boolean wide : new boolean[] {true, false}) {
			int size = wide ? 8 : 4;
			floats.convertInteger(single, wide, register, first, operand);
			expect(name("vcvtsi2", single) + " " + VECTOR[register] + "," + VECTOR[first] + "," + text(operand, size));
			for (boolean truncating : new boolean[] {true, false}) {
				floats.convertToRcx(single, wide, truncating, operand);
				expect((truncating ? "vcvtt" : "vcvt") + (single ? "ss2si" : "sd2si") + " " + names(size)[1] + "," + text(operand, single ? 4 : 8, VECTOR));
			}
		}
		floats.convertPrecision(single, register, first, operand);
		expect((single ? "vcvtss2sd" : "vcvtsd2ss") + " " + VECTOR[register] + "," + VECTOR[first] + "," + text(operand, single ? 4 : 8, VECTOR));
	}

	private void moves(Operand operand, int register, int other) {
		for (boolean wide : new boolean[] {true, false}) {
			String name = wide ? "vmovq" : "vmovd";
			int size = wide ? 8 : 4;
			floats.fromInteger(register, operand, wide);
			expect(name + " " + VECTOR[register] + "," + text(operand, size));
			floats.toInteger(operand, register, wide);
			expect(name + " " + text(operand, size) + "," + VECTOR[register]);
		}
		floats.or(register, other, 15 - other);
		expect("vorps " + VECTOR[register] + "," + VECTOR[other] + "," + VECTOR[15 - other]);
		if (operand instanceof Memory memory) {
			for (boolean single : new boolean[] {true, false}) {
				floats.load(register, memory, single);
				expect(name("vmov", single) + " " + VECTOR[register] + "," + text(memory, single ? 4 : 8));
				floats.store(register, memory, single);
				expect(name("vmov", single) + " " + text(memory, single ? 4 : 8) + "," + VECTOR[register]);
			}
			floats.loadControl(memory);
			expect("vldmxcsr " + text(memory, 4));
			floats.storeControl(memory);
			expect("vstmxcsr " + text(memory, 4));
		} else if (!operand.equals(Operand.register(register))) {
			floats.load(register, operand, false);
			expect("vmovapd " + VECTOR[register] + "," + text(operand, 8, VECTOR));
		}
	}
}
