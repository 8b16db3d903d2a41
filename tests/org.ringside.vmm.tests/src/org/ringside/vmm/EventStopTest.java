/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.PrivilegeMode;

/** Stops on events are where each event says they are, under each technique, and the guest goes on from them unharmed. */
class EventStopTest {
	private static final int ECALL = 0x73;
	private static long undisturbed;

	private static VirtualMachine example(Technique technique) throws VmException {
		return VirtualMachine.create(VmConfig.of(Guests.exampleKernel()).technique(technique).build());
	}

	private static <E extends VmEvent> E stopAt(VirtualMachine vm, Class<E> kind) {
		VmStop stop = vm.run(Guests.PLENTY);
		return assertInstanceOf(kind, assertInstanceOf(VmStop.EventStop.class, stop, stop.sentence()).event());
	}

	private static void runsToItsEnd(VirtualMachine vm) {
		vm.clearObserver();
		VmStop stop = vm.run(Guests.PLENTY);
		assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed());
		assertEquals(undisturbed, vm.instructions(), "stopping changes nothing");
	}

	@BeforeAll
	static void countWithoutStops() throws VmException {
		undisturbed = Guests.run(VmConfig.of(Guests.exampleKernel()), "", Guests.PLENTY).instructions();
	}

	private static long word(VirtualMachine vm, long gva, int size) {
		byte[] bytes = new byte[8];
		boolean[] readable = new boolean[size];
		byte[] read = new byte[size];
		assertEquals(size, vm.gva(0).read(gva, read, readable));
		System.arraycopy(read, 0, bytes, 0, size);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
	}

	private static long doubleword(VirtualMachine vm, long gpa) {
		byte[] bytes = new byte[8];
		assertEquals(8, vm.gpa().read(gpa, bytes, new boolean[8]));
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aTrapStopsAtTheFirstInstructionOfItsHandler(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			vm.setObserver(new Watching(event -> ((VmEvent.TrapTaken) event).cause() == ExceptionCause.STORE_PAGE_FAULT.number()
					&& ((VmEvent.TrapTaken) event).from() == PrivilegeMode.U, EventKind.TRAP_TAKEN));
			VmEvent.TrapTaken trap = stopAt(vm, VmEvent.TrapTaken.class);
			Vcpu vcpu = vm.vcpus().get(0);
			assertEquals(Guests.symbol("trap_entry"), vcpu.pc());
			assertEquals(trap.handler(), vcpu.pc());
			assertEquals(PrivilegeMode.S, vcpu.mode());
			assertEquals(trap.place().pc(), vcpu.csr(0x141), "sepc");
			assertEquals(trap.tval(), vcpu.csr(0x143), "stval");
			assertEquals(trap.place().instructions(), vcpu.retired(), "the handler has not begun");
			assertTrue(trap.sentence().contains("store/AMO page fault"), trap.sentence());
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aReturnStopsWhereItReturnsTo(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			vm.setObserver(new Watching(event -> ((VmEvent.TrapReturn) event).to() == PrivilegeMode.U, EventKind.TRAP_RETURN));
			VmEvent.TrapReturn back = stopAt(vm, VmEvent.TrapReturn.class);
			assertEquals(back.target(), vm.vcpus().get(0).pc());
			assertEquals(PrivilegeMode.U, vm.vcpus().get(0).mode());
			assertEquals(vm.vcpus().get(0).csr(0x141), vm.vcpus().get(0).pc(), "sepc");
			assertEquals(PrivilegeMode.S, back.place().mode());
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aHypercallStopsBeforeItIsCarriedOutAndOnlyOnce(Technique technique) throws VmException {
		int calls;
		try (VirtualMachine vm = example(technique)) {
			Watching counting = new Watching(event -> false, EventKind.HYPERCALL);
			vm.setObserver(counting);
			vm.run(Guests.PLENTY);
			calls = (int) counting.events.stream().filter(EventStopTest::isSetTimer).count();
			assertTrue(calls > 2, "the kernel sets its timer");
		}
		try (VirtualMachine vm = example(technique)) {
			vm.setObserver(new Watching(EventStopTest::isSetTimer, EventKind.HYPERCALL));
			int stops = 0;
			VmStop stop = vm.run(Guests.PLENTY);
			while (stop instanceof VmStop.EventStop) {
				stops++;
				assertEquals(ECALL, word(vm, vm.vcpus().get(0).pc(), 4));
				stop = vm.run(Guests.PLENTY);
			}
			assertEquals(calls, stops);
			assertInstanceOf(VmStop.GuestExit.class, stop);
		}
	}

	private static boolean isSetTimer(VmEvent event) {
		return ((VmEvent.Hypercall) event).call().title().equals("time.set_timer");
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void theReturnOfAHypercallStopsBehindTheCallWithItsResult(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			vm.setObserver(new Watching(event -> true, EventKind.HYPERCALL_RETURN));
			VmEvent.HypercallReturn back = stopAt(vm, VmEvent.HypercallReturn.class);
			Vcpu vcpu = vm.vcpus().get(0);
			assertEquals(back.place().pc() + 4, vcpu.pc());
			assertEquals(back.error(), vcpu.x(10));
			assertEquals(back.value(), vcpu.x(11));
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aPageTableWriteStopsRightBehindTheStore(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			vm.setObserver(new Watching(event -> ((VmEvent.PageTableWrite) event).effect() == TableEffect.MAP
					&& ((VmEvent.PageTableWrite) event).level() == 0, EventKind.PAGE_TABLE_WRITE));
			VmEvent.PageTableWrite write = stopAt(vm, VmEvent.PageTableWrite.class);
			long length = (word(vm, write.place().pc(), 2) & 3) == 3 ? 4 : 2;
			assertEquals(write.place().pc() + length, vm.vcpus().get(0).pc());
			assertEquals(write.newPte(), doubleword(vm, write.entryGpa()));
			assertEquals(0, write.oldPte() & 1);
			assertEquals(1, write.newPte() & 1);
			assertEquals(4095, write.lastGva() - write.firstGva());
			assertEquals(write.place().root(), write.root());
			assertEquals(write.entryGpa() & 0xff8, (write.firstGva() >>> 12 & 511) * 8);
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aSwitchOfAddressSpacesTellsOldAndNew(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			vm.setObserver(new Watching(event -> true, EventKind.ADDRESS_SPACE_SWITCH));
			VmEvent.AddressSpaceSwitch first = stopAt(vm, VmEvent.AddressSpaceSwitch.class);
			assertEquals(0, first.oldSatp());
			assertEquals(vm.vcpus().get(0).csr(0x180), first.place().satp());
			VmEvent.AddressSpaceSwitch second = stopAt(vm, VmEvent.AddressSpaceSwitch.class);
			assertEquals(first.place().satp(), second.oldSatp());
			assertNotEquals(second.oldSatp(), second.place().satp());
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void breakpointsStopBeforeTheInstructionByEitherKindOfAddress(Technique technique) throws VmException {
		long address = Guests.symbol("map_on_demand");
		try (VirtualMachine virtual = example(technique); VirtualMachine physical = example(technique)) {
			virtual.addBreakpoint(address);
			physical.addPhysicalBreakpoint(address); // the kernel is mapped to the addresses that it has
			for (int hit = 0; hit < 5; hit++) {
				VmStop one = virtual.run(Guests.PLENTY);
				assertEquals(address, assertInstanceOf(VmStop.Breakpoint.class, one, one.sentence()).gva());
				assertEquals(address, ((VmStop.Breakpoint) one).gpa().orElseThrow());
				assertEquals(one, physical.run(Guests.PLENTY));
				assertEquals(address, virtual.vcpus().get(0).pc());
				assertEquals(virtual.instructions(), physical.instructions());
			}
			virtual.removeBreakpoint(address);
			physical.removePhysicalBreakpoint(address);
			runsToItsEnd(virtual);
			runsToItsEnd(physical);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aBreakpointSetBeforeAnythingHasRunStopsAtTheFirstInstruction(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			long entry = vm.vcpus().get(0).pc();
			vm.addBreakpoint(entry);
			assertEquals(entry, assertInstanceOf(VmStop.Breakpoint.class, vm.run(Guests.PLENTY)).gva());
			assertEquals(0, vm.instructions());
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void aStepOntoABreakpointIsNotToldAgainByTheRunThatFollows(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			vm.step(0);
			vm.addBreakpoint(vm.vcpus().get(0).pc());
			runsToItsEnd(vm);
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void exitsAreToldOnlyUnderAMonitor(Technique technique) throws VmException {
		try (VirtualMachine vm = example(technique)) {
			Watching watching = new Watching(event -> false, EventKind.VM_EXIT, EventKind.SHADOW_FILL, EventKind.SHADOW_INVALIDATE);
			vm.setObserver(watching);
			vm.run(Guests.PLENTY);
			if (technique == Technique.BARE) {
				assertEquals(List.of(), watching.events);
			} else {
				ShadowStatistics counted = vm.statistics();
				assertEquals(counted.totalExits() - counted.exits().get(ExitReason.SBI),
						watching.events.stream().filter(event -> event.kind() == EventKind.VM_EXIT).count());
				assertEquals(counted.fills(), watching.events.stream().filter(event -> event.kind() == EventKind.SHADOW_FILL).count());
				assertTrue(watching.events.stream().anyMatch(event -> event.kind() == EventKind.SHADOW_INVALIDATE));
			}
		}
	}
}
