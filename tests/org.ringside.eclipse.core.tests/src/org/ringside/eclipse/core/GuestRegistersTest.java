/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.model.GuestRegister;

/** Registers as variables: values, fields, editing, and the marks of change between two stops. */
class GuestRegistersTest {

	@TempDir
	Path folder;

	@Test
	void registersAreShownInGroupsAndMarkedWhenTheyChange() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(LaunchedGuest.example(folder))) {
			List<String> groups = Arrays.stream(guest.top().getRegisterGroups()).map(GuestRegistersTest::name).toList();
			assertTrue(groups.size() >= 3, groups.toString());
			GuestRegister t0 = register(guest, "t0");
			assertFalse(t0.hasValueChanged(), "nothing is known of the time before the first stop");
			assertEquals("0x0000000080200000", register(guest, "pc").getValue().getValueString());
			for (int step = 0; step < 3; step++) {
				guest.vcpu().stepInto();
				guest.awaitSuspend(DebugEvent.STEP_END);
			}
			// The third instruction is `auipc t0, 0x7` at 0x80200008.
			assertSame(t0, register(guest, "t0"), "the element lives on, so that the view keeps its state");
			assertEquals("0x0000000080207008", t0.getValue().getValueString());
			assertTrue(t0.hasValueChanged());
			assertFalse(register(guest, "t6").hasValueChanged());
		}
	}

	@Test
	void aRegisterIsEdited() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(LaunchedGuest.example(folder))) {
			GuestRegister a3 = register(guest, "a3");
			assertTrue(a3.supportsValueModification());
			a3.setValue("-2");
			assertEquals("0xfffffffffffffffe", a3.getValue().getValueString());
			assertEquals(-2, GuestBreakpointTest.register(guest, "a3"));
			assertTrue(a3.hasValueChanged());
			assertFalse(a3.verifyValue("soup"));
			assertFalse(a3.verifyValue("0x10000000000000000"));
			DebugException refused = assertThrows(DebugException.class, () -> a3.setValue("soup"));
			assertTrue(refused.getStatus().getMessage().contains("soup"), refused.getStatus().getMessage());
			long there = guest.vm().session().symbols().require("kernel_main").gva();
			register(guest, "pc").setValue("0x" + Long.toHexString(there));
			assertEquals(there, guest.top().pc(), "the stack follows the edited pc");
		}
	}

	@Test
	void aFieldOfACsrIsEditedAndItsAliasFollows() throws Exception {
		try (LaunchedGuest guest = LaunchedGuest.debug(LaunchedGuest.example(folder))) {
			GuestRegister sstatus = register(guest, "sstatus");
			IVariable sum = field(sstatus, "SUM");
			sum.setValue("1");
			// Privileged 4.1.1: SUM is bit 18 of sstatus.
			assertEquals(1L << 18, GuestBreakpointTest.register(guest, "sstatus") & 1L << 18);
			assertTrue(sum.getValue().getValueString().startsWith("1"), sum.getValue().getValueString());
			assertFalse(sum.verifyValue("2"), "one bit");
			sum.setValue("0");
			assertEquals(0, GuestBreakpointTest.register(guest, "sstatus") & 1L << 18);
		}
	}

	private static String name(IRegisterGroup group) {
		try {
			return group.getName();
		} catch (DebugException e) {
			throw new AssertionError(e);
		}
	}

	private static IVariable field(GuestRegister register, String name) throws CoreException {
		for (IVariable field : register.getValue().getVariables()) {
			if (field.getName().equals(name)) {
				return field;
			}
		}
		throw new AssertionError(register.getName() + " has no field " + name);
	}

	private static GuestRegister register(LaunchedGuest guest, String name) throws CoreException {
		for (IRegisterGroup group : guest.top().getRegisterGroups()) {
			for (var register : group.getRegisters()) {
				if (register.getName().equals(name)) {
					return (GuestRegister) register;
				}
			}
		}
		throw new AssertionError("no register " + name);
	}
}
