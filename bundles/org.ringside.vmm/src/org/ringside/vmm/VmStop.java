/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.OptionalLong;

/** Why {@link VirtualMachine#run} or {@link VirtualMachine#step} returned. */
public sealed interface VmStop {
	/** The asked number of instructions has been run (also: the one step is done). */
	record Budget() implements VmStop {
		@Override
		public String sentence() {
			return "The asked number of instructions has been executed.";
		}
	}

	/** {@link VirtualMachine#interrupt()} was called. */
	record Interrupted() implements VmStop {
		@Override
		public String sentence() {
			return "Suspended on request.";
		}
	}

	/** An instruction breakpoint was reached; the instruction has not been executed.
	 *
	 * @param vcpu index of the vCPU
	 * @param gva the pc, guest-virtual
	 * @param gpa where that is in guest-physical memory, if the guest maps it
	 */
	record Breakpoint(int vcpu, long gva, OptionalLong gpa) implements VmStop {
		@Override
		public String sentence() {
			return "vCPU %d reached the breakpoint at 0x%x.".formatted(vcpu, gva);
		}
	}

	/** The observer answered an event with {@link VmObserver.Reply#STOP}. */
	record EventStop(VmEvent event) implements VmStop {
		@Override
		public String sentence() {
			return event.sentence();
		}
	}

	/** The guest ended its own run. The machine cannot go on. */
	record GuestExit(Verdict verdict) implements VmStop {
		@Override
		public String sentence() {
			return verdict.sentence();
		}
	}

	/** A trap handler faults on its own first instruction, for ever. */
	record TrapStorm(int vcpu, String sentence) implements VmStop {
	}

	/** All harts wait and nothing can wake one. */
	record Idle(String sentence) implements VmStop {
	}

	/** The machine has no frame left that the guest or its shadow tables need. The guest cannot go on. */
	record OutOfFrames(String sentence) implements VmStop {
	}

	/** The stop in words, one sentence. */
	String sentence();
}
