/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.RvI;
import org.ringside.machine.HartConfig;
import org.ringside.machine.TestBoard;
import org.ringside.translator.Translator;

/** Fields of {@code fence} that are reserved are ignored, and no register is written (unprivileged specification, "Memory Ordering Instructions"). */
class FenceFieldsTest {

	/** {@code fence} with 5 in the field of rd; {@code fence.tso} with 6; {@code fence} with all fields set. */
	@ParameterizedTest
	@ValueSource(ints = {0x0ff0028f, 0x8330030f, 0x0fff8f8f})
	void reservedFieldsAreIgnored(int fence) throws IOException {
		Program program = new Program();
		program.li(9, 500);
		int start = program.here();
		program.emit(RvI.ADDI, 16, 16, 3);
		program.word(fence, 4);
		program.emit(RvI.ADD, 17, 17, 16);
		program.emit(RvI.ADDI, 9, 9, -1);
		program.emit(RvI.BNE, 9, 0, start - program.here());
		program.result(17, "sum");
		byte[] image = program.finish().bytes();
		try (Lockstep lockstep = new Lockstep(IsaProfile.RV64GC, HartConfig.DEFAULT, 1, Translator.toHostCode(0))) {
			long instructions = lockstep.load(TestBoard.RAM, image).run(1, 1_000, 1_000_000);
			assertTrue(instructions > 2_500, "only " + instructions + " instructions");
		}
	}
}
