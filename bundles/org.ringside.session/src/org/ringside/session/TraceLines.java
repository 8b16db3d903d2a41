/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.ringside.machine.Access;
import org.ringside.vmm.Vcpu;
import org.ringside.vmm.VcpuState;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmEvent;
import org.ringside.vmm.VmStop;

/**
 * Writes events, and if wanted every instruction, as lines of text in the order in which they happen. With instructions, the
 * vCPUs take turns instruction by instruction, so that those of several harts interleave more finely than in a run
 * without. VM's thread only.
 */
final class TraceLines {

	private final VirtualMachine vm;
	private final StopSentences sentences;
	private final Disassembly disassembly;
	private final Consumer<String> to;
	private final boolean instructions;
	private int turn;

	TraceLines(VirtualMachine vm, Symbols symbols, StopSentences sentences, Consumer<String> to, boolean instructions) {
		this.vm = vm;
		this.sentences = sentences;
		this.to = to;
		this.instructions = instructions;
		disassembly = new Disassembly(vm, symbols);
	}

	boolean instructions() {
		return instructions;
	}

	void write(VmEvent event) {
		to.accept("vCPU " + event.place().vcpu() + " " + event.place().instructions() + ": " + sentences.tell(event));
	}

	/** Writes and executes one instruction of the vCPU whose turn it is. */
	VmStop step(Bindings bindings) {
		Vcpu vcpu = next();
		List<DisassembledLine> lines = disassembly.around(vcpu.index(), vcpu.pc(), 0, 1);
		if (vcpu.state() == VcpuState.STARTED && !lines.isEmpty()) {
			DisassembledLine line = lines.get(0);
			to.accept("vCPU " + vcpu.index() + " " + vcpu.retired() + " " + vcpu.mode() + " " + Words.hex(line.gva())
					+ (line.symbol().isEmpty() ? "" : " <" + line.symbol() + ">") + ": " + line.text());
		}
		VmStop stop = vm.step(vcpu.index());
		if (stop instanceof VmStop.Budget && bindings.any()) {
			OptionalLong gpa = vm.walk(vcpu.index(), vcpu.pc(), Access.EXECUTE).physical();
			if (bindings.isSet(vcpu.pc(), gpa)) {
				return new VmStop.Breakpoint(vcpu.index(), vcpu.pc(), gpa);
			}
		}
		return stop;
	}

	private Vcpu next() {
		List<Vcpu> vcpus = vm.vcpus();
		Optional<Vcpu> waiting = Optional.empty();
		for (int i = 1; i <= vcpus.size(); i++) {
			Vcpu candidate = vcpus.get((turn + i) % vcpus.size());
			if (candidate.state() == VcpuState.STARTED) {
				turn = candidate.index();
				return candidate;
			}
			if (candidate.state() == VcpuState.WAITING && waiting.isEmpty()) {
				waiting = Optional.of(candidate);
			}
		}
		turn = waiting.map(Vcpu::index).orElse(0);
		return waiting.orElse(vcpus.get(0));
	}
}
