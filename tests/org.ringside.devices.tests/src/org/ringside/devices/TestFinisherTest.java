/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The finisher tells what software meant. */
class TestFinisherTest {

	@Test
	void everyEndingIsTold() {
		List<TestFinisher.Ending> endings = new ArrayList<>();
		TestFinisher finisher = new TestFinisher(endings::add);
		finisher.write(0, 4, 0x5555);
		finisher.write(0, 4, 0x0007_3333);
		finisher.write(0, 4, 0xffff_3333L);
		finisher.write(0, 2, 0x7777);
		finisher.write(0, 4, 0x1234);
		finisher.write(4, 4, 0x5555);
		assertEquals(List.of(new TestFinisher.Pass(), new TestFinisher.Fail(7), new TestFinisher.Fail(0xffff),
				new TestFinisher.Reset()), endings);
	}
}
