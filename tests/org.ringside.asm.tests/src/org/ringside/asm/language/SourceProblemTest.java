/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringside.asm.AssemblerOptions;

/** Problems stand where the mistake is. */
class SourceProblemTest {

	private static List<SourceProblem> find(String text) {
		return SourceProblem.find("main.s", text, AssemblerOptions.DEFAULT, (name, from) -> Optional.empty());
	}

	@Test
	void theWrongWordIsUnderlinedAndTheRightOneSuggested() {
		String text = "        nop\n        srte\n";
		SourceProblem problem = find(text).get(0);
		assertEquals("srte", text.substring(problem.offset(), problem.offset() + problem.length()));
		assertEquals(2, problem.line());
		assertEquals(Optional.of("sret"), problem.suggestion());
	}

	@Test
	void lettersOfSeveralBytesDoNotMoveIt() {
		String text = "/* äöü */ srte\n";
		SourceProblem problem = find(text).get(0);
		assertEquals("srte", text.substring(problem.offset(), problem.offset() + problem.length()));
	}

	@Test
	void aPlaceIsAlwaysWithinTheText() {
		Random random = new Random(7);
		String[] parts = { "add ", "a0", ",", "\n", "(", "\"", ".word ", ".macro x", "é", "1f", "%hi(", "zz", "=", " " };
		for (int run = 0; run < 2000; run++) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < 10; i++) {
				text.append(parts[random.nextInt(parts.length)]);
			}
			for (SourceProblem problem : find(text.toString())) {
				assertTrue(problem.offset() >= 0 && problem.length() > 0 && problem.offset() + problem.length() <= text.length(),
						problem + " of " + text);
			}
		}
	}
}
