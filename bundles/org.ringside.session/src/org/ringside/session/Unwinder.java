/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.image.elf.SymbolOffset;
import org.ringside.isa.Cause;
import org.ringside.isa.Decoded;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.RvI;
import org.ringside.vmm.MemorySpace;
import org.ringside.vmm.Vcpu;
import org.ringside.vmm.VirtualMachine;

/**
 * Finds the callers of the function that a vCPU is in, from what the function's instructions before the pc did to {@code sp}
 * and {@code ra}. It needs symbols, and no debug information. At a trap handler it adds the level that was interrupted.
 */
final class Unwinder {

	private static final int MOST_LEVELS = 64;
	private static final int MOST_INSTRUCTIONS = 4096;
	private static final int RA = 1;
	private static final int SP = 2;

	/** What a function has done to its frame up to some instruction: bytes of stack, and where ra is. */
	private record FrameState(long size, boolean saved, long raFromTop, boolean clobbered) {
		static final FrameState ENTRY = new FrameState(0, false, 0, false);
	}

	private final VirtualMachine vm;
	private final Symbols symbols;
	private final CodeReader code;

	Unwinder(VirtualMachine vm, Symbols symbols) {
		this.vm = vm;
		this.symbols = symbols;
		code = new CodeReader(vm);
	}

	List<Frame> stack(int index) {
		Vcpu vcpu = vm.vcpus().get(index);
		List<Frame> frames = new ArrayList<>();
		long pc = vcpu.pc();
		long sp = vcpu.x(SP);
		long ra = vcpu.x(RA);
		boolean raKnown = true;
		frames.add(frame(0, pc, pc, sp, ""));
		while (frames.size() < MOST_LEVELS) {
			Optional<SymbolOffset> function = symbols.function(frames.size() == 1 ? pc : pc - 2);
			if (function.isEmpty()) {
				break;
			}
			if (handlesTraps(vcpu, function.get())) {
				frames.add(interrupted(frames.size(), vcpu));
				break;
			}
			long start = pc - function.get().offset() - (frames.size() == 1 ? 0 : 2);
			FrameState state = scan(index, start, pc);
			long top = sp + state.size;
			long back;
			if (state.saved) {
				Optional<Long> slot = read(index, top + state.raFromTop);
				if (slot.isEmpty()) {
					break;
				}
				back = slot.get();
			} else if (raKnown && !state.clobbered) {
				back = ra;
			} else {
				break;
			}
			Optional<SymbolOffset> caller = symbols.function(back - 2);
			boolean intoItself = state.size == 0 && caller.isPresent()
					&& caller.get().symbol().equals(function.get().symbol());
			if (back == 0 || caller.isEmpty() || intoItself) {
				break;
			}
			pc = back;
			sp = top;
			raKnown = false;
			frames.add(frame(frames.size(), pc, pc - 2, sp, ""));
		}
		return List.copyOf(frames);
	}

	private Frame frame(int level, long pc, long within, long sp, String note) {
		return new Frame(level, pc, sp, symbols.describe(pc), symbols.source(within), note);
	}

	/** Whether the vCPU's trap vector points into a function while the vCPU is in the mode that takes traps there. */
	private boolean handlesTraps(Vcpu vcpu, SymbolOffset function) {
		if (vcpu.mode().isUser()) {
			return false;
		}
		long vector = vcpu.csr(trapCsrs(vcpu) | 0x05) & ~3L;
		return vector != 0 && symbols.function(vector).filter(at -> at.symbol().equals(function.symbol())).isPresent();
	}

	/** The numbers of mtvec, mepc and mcause begin with 3, those of stvec and so on with 1, those of vstvec and so on with 2. */
	private static int trapCsrs(Vcpu vcpu) {
		return vcpu.mode() == PrivilegeMode.M ? 0x300 : vcpu.mode() == PrivilegeMode.VS ? 0x200 : 0x100;
	}

	private Frame interrupted(int level, Vcpu vcpu) {
		long pc = vcpu.csr(trapCsrs(vcpu) | 0x41);
		long cause = vcpu.csr(trapCsrs(vcpu) | 0x42);
		return frame(level, pc, pc, 0, (cause < 0 ? "interrupted by " : "trapped: ") + Cause.describe(cause));
	}

	/** Follows a function from its first instruction to the pc as its text runs; behind a return, as its body had it. */
	private FrameState scan(int index, long start, long pc) {
		FrameState state = FrameState.ENTRY;
		FrameState body = state;
		long at = start;
		for (int i = 0; i < MOST_INSTRUCTIONS && Long.compareUnsigned(at, pc) < 0; i++) {
			Optional<Decoded> decoded = code.at(index, at);
			if (decoded.isEmpty() || !decoded.get().isLegal()) {
				break;
			}
			Decoded plain = decoded.get().expanded();
			state = apply(state, plain);
			if (state.size > body.size || state.size == body.size && state.saved) {
				body = state;
			}
			if ((plain.instruction() == RvI.JAL || plain.instruction() == RvI.JALR) && plain.rd() == 0) {
				state = body;
			}
			at += decoded.get().length();
		}
		return state;
	}

	private static FrameState apply(FrameState state, Decoded plain) {
		if (plain.instruction() == RvI.ADDI && plain.rd() == SP && plain.rs1() == SP) {
			return new FrameState(Math.max(0, state.size - plain.imm()), state.saved, state.raFromTop, state.clobbered);
		}
		if (plain.instruction() == RvI.SD && plain.rs2() == RA && plain.rs1() == SP) {
			return new FrameState(state.size, true, plain.imm() - state.size, state.clobbered);
		}
		if (plain.instruction() == RvI.LD && plain.rd() == RA && plain.rs1() == SP) {
			return new FrameState(state.size, false, 0, false);
		}
		if ((plain.instruction() == RvI.JAL || plain.instruction() == RvI.JALR) && plain.rd() == RA) {
			return new FrameState(state.size, state.saved, state.raFromTop, true);
		}
		return state;
	}

	private Optional<Long> read(int index, long gva) {
		MemorySpace memory = vm.gva(index);
		byte[] bytes = new byte[8];
		boolean[] readable = new boolean[8];
		if (memory.read(gva, bytes, readable) < 8) {
			return Optional.empty();
		}
		long value = 0;
		for (int i = 7; i >= 0; i--) {
			value = value << 8 | bytes[i] & 0xff;
		}
		return Optional.of(value);
	}
}
