/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.ringside.translator.x86.IntelSyntax.VECTOR;
import static org.ringside.translator.x86.IntelSyntax.WHOLE_VECTOR;
import static org.ringside.translator.x86.IntelSyntax.WORD;
import static org.ringside.translator.x86.IntelSyntax.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.translator.x86.Assembler.Memory;

/** GNU objdump reads what was encoded of instructions on many bytes. */
class PackedAssemblerTest {

	@Test
	void objdumpReadsWhatWasEncoded(@TempDir Path folder) throws IOException, InterruptedException {
		Random random = new Random(32);
		Assembler assembler = new Assembler();
		PackedAssembler packed = new PackedAssembler(assembler);
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 32 * 8; i++) {
			int register = random.nextInt(16);
			int other = random.nextInt(16);
			if (IntelSyntax.operand(i, random) instanceof Memory memory) {
				for (boolean whole : new boolean[] {true, false}) {
					String vector = (whole ? WHOLE_VECTOR : VECTOR)[register];
					String place = text(memory, whole ? 32 : 16);
					packed.load(register, memory, whole);
					expected.add("vmovups " + vector + "," + place);
					packed.store(register, memory, whole);
					expected.add("vmovups " + place + "," + vector);
				}
				packed.compareBytes(register, other, memory);
				expected.add("vpcmpeqb " + VECTOR[register] + "," + VECTOR[other] + "," + text(memory, 16));
			}
			packed.repeat(register);
			expected.add("vmovddup " + VECTOR[register] + "," + VECTOR[register]);
			expected.add("vinsertf128 " + WHOLE_VECTOR[register] + "," + WHOLE_VECTOR[register] + "," + VECTOR[register] + ",0x1");
			packed.clear(register);
			expected.add("vpxor " + VECTOR[register] + "," + VECTOR[register] + "," + VECTOR[register]);
			packed.mask(other, register);
			expected.add("vpmovmskb " + WORD[other] + "," + VECTOR[register]);
		}
		packed.clearUpper();
		expected.add("vzeroupper");
		IntelSyntax.assertReads(expected, assembler.code(), folder);
	}
}
