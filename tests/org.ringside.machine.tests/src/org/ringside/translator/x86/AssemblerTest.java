/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ringside.translator.x86.IntelSyntax.LONG;
import static org.ringside.translator.x86.IntelSyntax.WORD;
import static org.ringside.translator.x86.IntelSyntax.address;
import static org.ringside.translator.x86.IntelSyntax.hex;
import static org.ringside.translator.x86.IntelSyntax.names;
import static org.ringside.translator.x86.IntelSyntax.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Shift;

/** What is encoded is what GNU objdump reads, for every instruction with every register and many displacements. */
class AssemblerTest {

	private final Assembler assembler = new Assembler();
	private final List<String> expected = new ArrayList<>();
	private final Random random = new Random(86);

	private void expect(String text) {
		expected.add(text);
	}

	private int constant() {
		return switch (random.nextInt(4)) {
			case 0 -> random.nextInt(-128, 128);
			case 1 -> Integer.MIN_VALUE;
			default -> random.nextInt();
		};
	}

	private static String constantText(boolean wide, int value) {
		return hex(wide ? value : value & 0xffff_ffffL);
	}

	@Test
	void objdumpReadsWhatWasEncoded(@TempDir Path folder) throws IOException, InterruptedException {
		for (int i = 0; i < 32 * 8; i++) {
			Operand operand = IntelSyntax.operand(i, random);
			int register = random.nextInt(16);
			moves(operand, register);
			arithmetic(operand, register);
		}
		IntelSyntax.assertReads(expected, assembler.code(), folder);
	}

	private void moves(Operand operand, int register) {
		if (!operand.equals(Operand.register(register))) {
			assembler.load(register, operand);
			expect("mov " + LONG[register] + "," + text(operand, 8));
		}
		assembler.loadWord(register, operand);
		expect("mov " + WORD[register] + "," + text(operand, 4));
		assembler.loadSignedWord(register, operand);
		expect("movsxd " + LONG[register] + "," + text(operand, 4));
		for (int size = 1; size <= 2; size++) {
			assembler.loadSmall(register, operand, size, true);
			expect("movsx " + LONG[register] + "," + text(operand, size));
			assembler.loadSmall(register, operand, size, false);
			expect("movzx " + WORD[register] + "," + text(operand, size));
		}
		for (int size = 1; size <= 8; size *= 2) {
			assembler.store(register, operand, size);
			expect("mov " + text(operand, size) + "," + names(size)[register]);
		}
		int value = constant();
		assembler.storeConstant(operand, value);
		expect("mov " + text(operand, 8) + "," + hex(value));
		if (operand instanceof Memory memory) {
			assembler.loadAddress(register, memory);
			expect("lea " + LONG[register] + "," + address(memory.base(), memory.index(), memory.displacement()));
		}
		assembler.constant(register, 0x1234_5678_9abc_def0L);
		expect("movabs " + LONG[register] + ",0x123456789abcdef0");
		assembler.constant(register, 0xffff_ff00L);
		expect("mov " + WORD[register] + ",0xffffff00");
		assembler.constant(register, -256);
		expect("mov " + LONG[register] + ",0xffffffffffffff00");
		assembler.constant(register, 0);
		expect("xor " + WORD[register] + "," + WORD[register]);
		assembler.push(register);
		expect("push " + LONG[register]);
		assembler.pop(register);
		expect("pop " + LONG[register]);
	}

	private void arithmetic(Operand operand, int register) {
		for (Alu operation : Alu.values()) {
			String name = operation.name().toLowerCase(java.util.Locale.ROOT);
			assembler.alu(operation, register, operand);
			expect(name + " " + LONG[register] + "," + text(operand, 8));
			assembler.aluWord(operation, register, operand);
			expect(name + " " + WORD[register] + "," + text(operand, 4));
			int value = constant();
			assembler.alu(operation, operand, value);
			expect(name + " " + text(operand, 8) + "," + constantText(true, value));
			assembler.aluWord(operation, operand, value);
			expect(name + " " + text(operand, 4) + "," + constantText(false, value));
		}
		assembler.multiply(register, operand);
		expect("imul " + LONG[register] + "," + text(operand, 8));
		assembler.multiplyWord(register, operand);
		expect("imul " + WORD[register] + "," + text(operand, 4));
		assembler.multiplyLong(operand, true);
		expect("imul " + text(operand, 8));
		assembler.multiplyLong(operand, false);
		expect("mul " + text(operand, 8));
		String[] shifts = {"shl", "shr", "sar", "rol", "ror"};
		for (Shift shift : Shift.values()) {
			int distance = random.nextInt(2, 32);
			assembler.shift(shift, true, register, distance);
			expect(shifts[shift.ordinal()] + " " + LONG[register] + "," + hex(distance));
			assembler.shift(shift, false, register, distance);
			expect(shifts[shift.ordinal()] + " " + WORD[register] + "," + hex(distance));
			assembler.shiftByRcx(shift, true, register);
			expect(shifts[shift.ordinal()] + " " + LONG[register] + ",cl");
			assembler.shiftByRcx(shift, false, register);
			expect(shifts[shift.ordinal()] + " " + WORD[register] + ",cl");
		}
		assembler.not(register);
		expect("not " + LONG[register]);
		assembler.negate(register);
		expect("neg " + LONG[register]);
		assembler.reverseBytes(register);
		expect("bswap " + LONG[register]);
		assembler.extendRax(true);
		expect("cqo");
		assembler.extendRax(false);
		expect("cdq");
		for (int size = 4; size <= 8; size += 4) {
			assembler.divide(operand, size == 8, true);
			expect("idiv " + text(operand, size));
			assembler.divide(operand, size == 8, false);
			expect("div " + text(operand, size));
			assembler.findBit(true, size == 8, register);
			expect("bsr " + names(size)[register] + "," + names(size)[register]);
			assembler.findBit(false, size == 8, register);
			expect("bsf " + names(size)[register] + "," + names(size)[register]);
		}
		String[] tests = {"bt", "bts", "btr", "btc"};
		for (Assembler.BitTest test : Assembler.BitTest.values()) {
			int bit = random.nextInt(64);
			assembler.bit(test, register, bit);
			expect(tests[test.ordinal()] + " " + LONG[register] + "," + hex(bit));
			assembler.bitByRcx(test, register);
			expect(tests[test.ordinal()] + " " + LONG[register] + ",rcx");
		}
		String[] conditions = {"b", "ae", "e", "ne", "be", "a", "s", "p", "l", "ge", "le", "g"};
		for (Condition condition : Condition.values()) {
			assembler.setRax(condition);
			expect("set" + conditions[condition.ordinal()] + " al");
			expect("movzx eax,al");
			assembler.move(condition, true, register, operand);
			expect("cmov" + conditions[condition.ordinal()] + " " + LONG[register] + "," + text(operand, 8));
			assembler.move(condition, false, register, operand);
			expect("cmov" + conditions[condition.ordinal()] + " " + WORD[register] + "," + text(operand, 4));
		}
		assembler.fence();
		expect("mfence");
		assembler.jump(operand);
		expect("jmp " + text(operand, 8));
		assembler.ret();
		expect("ret");
	}

	@Test
	void jumpsGoForwardAndBackward() {
		Label back = new Label();
		Label forward = new Label();
		assembler.mark(back);
		assembler.jump(forward);
		assembler.jump(Condition.NOT_EQUAL, back);
		assembler.ret();
		assembler.mark(forward);
		assertEquals("[-23, 7, 0, 0, 0, 15, -123, -11, -1, -1, -1, -61]", java.util.Arrays.toString(assembler.code()));
		assertEquals(0, back.offset());
		assertEquals(12, forward.offset());
		assertThrows(IllegalStateException.class, new Label()::offset);
	}
}
