/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.ringside.isa.Cause;
import org.ringside.isa.ExceptionCause;
import org.ringside.machine.Access;
import org.ringside.machine.Walk;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.MemorySpace;
import org.ringside.vmm.ShadowQuery;
import org.ringside.vmm.Vcpu;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmEvent;

/** Answers what is asked of a guest that stands still. VM's thread only. */
final class GuestQuestions {

	private static final int MOST_BYTES = 16 << 20;

	private final GuestLaunch launch;
	private final VirtualMachine vm;
	private final Symbols symbols;
	private final EventTrace trace;
	private final Disassembly disassembly;
	private final Unwinder unwinder;
	private final ShadowChanges shadow = new ShadowChanges();

	GuestQuestions(GuestLaunch launch, VirtualMachine vm, Symbols symbols, EventTrace trace) {
		this.launch = launch;
		this.vm = vm;
		this.symbols = symbols;
		this.trace = trace;
		disassembly = new Disassembly(vm, symbols);
		unwinder = new Unwinder(vm, symbols);
	}

	VcpuSnapshot vcpu(int index) {
		Vcpu vcpu = vm.vcpus().get(index);
		long[] x = new long[32];
		for (int i = 0; i < x.length; i++) {
			x[i] = vcpu.x(i);
		}
		return new VcpuSnapshot(index, vcpu.state(), vcpu.mode(), vcpu.pc(), x, Goal.satp(vcpu), vcpu.retired());
	}

	List<RegisterGroup> registerGroups(int vcpu) {
		return RegisterReader.groups(vm.vcpus().get(vcpu), symbols);
	}

	void writeRegister(int vcpu, String name, long value) throws SessionException {
		RegisterReader.write(vm.vcpus().get(vcpu), name, value);
	}

	MemoryBytes readMemory(AddressSpaceKind space, int vcpu, long address, int length) throws SessionException {
		if (length < 0 || length > MOST_BYTES) {
			throw new SessionException("At most " + MOST_BYTES + " bytes can be read at once, not " + length + ".");
		}
		byte[] bytes = new byte[length];
		boolean[] readable = new boolean[length];
		space(space, vcpu).read(address, bytes, readable);
		BitSet unreadable = new BitSet();
		for (int i = 0; i < length; i++) {
			if (!readable[i]) {
				unreadable.set(i);
			}
		}
		return new MemoryBytes(address, bytes, unreadable);
	}

	void writeMemory(AddressSpaceKind space, int vcpu, long address, byte[] bytes) throws SessionException {
		int written = space(space, vcpu).write(address, bytes);
		if (written < bytes.length) {
			throw new SessionException("The byte at " + space.label() + " " + Words.hex(address + written) + " of VM "
					+ launch.name() + " cannot be written" + (written == 0 ? "." : "; the " + written + " before it were."));
		}
	}

	private MemorySpace space(AddressSpaceKind space, int vcpu) {
		return switch (space) {
			case GVA -> vm.gva(vcpu);
			case GPA -> vm.gpa();
			case HPA -> vm.hpa();
		};
	}

	List<DisassembledLine> disassemble(int vcpu, long gva, int before, int count) throws SessionException {
		if (before < 0 || count < 0 || before > 100_000 || count > 100_000) {
			throw new SessionException("Between 0 and 100000 instructions can be disassembled at once.");
		}
		return disassembly.around(vcpu, gva, before, count);
	}

	List<Frame> stack(int vcpu) {
		return unwinder.stack(vcpu);
	}

	ShadowView shadowMappings(int vcpu, ShadowQuery query, long stopNumber) {
		return shadow.look(vm, vcpu, query, stopNumber);
	}

	Walk walk(int vcpu, long gva, Access access) {
		return vm.walk(vcpu, gva, access);
	}

	FaultExplanation explainFault(int vcpu) {
		Optional<VmEvent.TrapTaken> found = trace.kinds().contains(EventKind.TRAP_TAKEN) ? lastFault(vcpu)
				: TrapRegisters.lastException(vm.vcpus().get(vcpu)).filter(GuestQuestions::isFault);
		if (found.isEmpty()) {
			boolean traced = trace.kinds().contains(EventKind.TRAP_TAKEN);
			return new FaultExplanation("vCPU " + vcpu + " has taken no exception that " + (traced ? "the trace still knows" : "its registers tell of"),
					found, Optional.empty());
		}
		VmEvent.TrapTaken fault = found.get();
		String what = Cause.describe(fault.cause()) + " in " + fault.from() + "-mode at "
				+ symbols.describe(fault.place().pc());
		Optional<Access> access = ExceptionCause.of(fault.cause()).flatMap(GuestQuestions::access);
		if (access.isEmpty()) {
			String why = ExceptionCause.of(fault.cause()).map(ExceptionCause::help).orElse("");
			return new FaultExplanation(what + ": " + why, found, Optional.empty());
		}
		Walk walk = vm.walk(vcpu, fault.tval(), access.get(), fault.from());
		String verb = switch (access.get()) {
			case READ -> "could not read ";
			case WRITE -> "could not write ";
			case EXECUTE -> "could not fetch an instruction from ";
		};
		String since = walk.allowed() ? "; by now the tables allow the access: " : ": ";
		return new FaultExplanation(what + " " + verb + "gVA " + Words.hex(fault.tval()) + since + reason(walk), found,
				Optional.of(walk));
	}

	/**
	 * A walk knows addresses of its bus only; those of a guest's walk are guest-physical. Where the guest has guests itself, the
	 * walk has guest-physical addresses of its own, and its words stay.
	 */
	private static String reason(Walk walk) {
		if (walk.mode().isVirtual()) {
			return walk.reason();
		}
		return walk.reason().replace("entry at 0x", "entry at gPA 0x").replace("maps the address to 0x", "maps the address to gPA 0x");
	}

	private Optional<VmEvent.TrapTaken> lastFault(int vcpu) {
		List<VmEvent> events = trace.snapshot();
		for (int i = events.size() - 1; i >= 0; i--) {
			if (events.get(i) instanceof VmEvent.TrapTaken trap && trap.place().vcpu() == vcpu && isFault(trap)) {
				return Optional.of(trap);
			}
		}
		return Optional.empty();
	}

	private static boolean isFault(VmEvent.TrapTaken trap) {
		return !trap.interrupt() && ExceptionCause.of(trap.cause()).filter(GuestQuestions::isFault).isPresent();
	}

	private static boolean isFault(ExceptionCause cause) {
		return switch (cause) {
			case ECALL_FROM_U, ECALL_FROM_S, ECALL_FROM_VS, ECALL_FROM_M, BREAKPOINT -> false;
			default -> true;
		};
	}

	private static Optional<Access> access(ExceptionCause cause) {
		return switch (cause) {
			case LOAD_PAGE_FAULT, LOAD_ACCESS_FAULT, LOAD_GUEST_PAGE_FAULT -> Optional.of(Access.READ);
			case STORE_PAGE_FAULT, STORE_ACCESS_FAULT, STORE_GUEST_PAGE_FAULT -> Optional.of(Access.WRITE);
			case INSTRUCTION_PAGE_FAULT, INSTRUCTION_ACCESS_FAULT, INSTRUCTION_GUEST_PAGE_FAULT -> Optional.of(Access.EXECUTE);
			default -> Optional.empty();
		};
	}
}
