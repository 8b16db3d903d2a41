/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.PhysicalBus;

/** A store of 1 sets SSIP of one hart, and only that hart's software clears it. */
class SupervisorSoftwareTest {

	private static final int SIP = 0x144;
	private static final int MIDELEG = 0x303;

	@Test
	void oneStoreInterruptsOneHart() {
		PhysicalBus bus = new PhysicalBus();
		Clock clock = new Clock(2, 10);
		List<Hart> harts = List.of(new Hart(0, IsaProfile.RV64GC, bus, clock), new Hart(1, IsaProfile.RV64GC, bus, clock));
		harts.forEach(hart -> hart.writeCsr(MIDELEG, 0x222));
		SupervisorSoftware sswi = new SupervisorSoftware(harts.stream().map(HartLines::of).toList());
		sswi.write(4, 4, 0xffff_fffe);
		assertEquals(0, harts.get(1).readCsr(SIP));
		sswi.write(4, 4, 0xffff_ffff);
		assertEquals(0, harts.get(0).readCsr(SIP));
		assertEquals(2, harts.get(1).readCsr(SIP));
		assertEquals(0, sswi.read(4, 4));
		sswi.write(4, 4, 0);
		assertEquals(2, harts.get(1).readCsr(SIP));
		harts.get(1).modifyCsr(SIP, 0, 2);
		assertEquals(0, harts.get(1).readCsr(SIP));
		sswi.write(8, 4, 1);
		sswi.write(0x3ffc, 4, 1);
		assertEquals(0, harts.get(0).readCsr(SIP) | harts.get(1).readCsr(SIP));
	}
}
