/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.List;
import java.util.function.Predicate;

import org.ringside.isa.Cause;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.sbi.SbiCall;

/** Something that happened in a virtual machine and that a debugger may want to stop on, show or count. */
public sealed interface VmEvent {
	/** Where and when. */
	EventPlace place();

	/** The kind, for choosing. */
	EventKind kind();

	/** What happened, in one sentence. */
	String sentence();

	/** The guest took a trap. A stop is at the first instruction of the handler, not yet executed.
	 *
	 * @param place {@code pc} is the trapped instruction, {@code mode} the mode it ran in
	 * @param cause as in {@code mcause}, bit 63 for interrupts
	 * @param tval as written to {@code mtval} or {@code stval}
	 * @param to the mode that takes it
	 * @param handler address of the handler's first instruction
	 */
	record TrapTaken(EventPlace place, long cause, long tval, PrivilegeMode to, long handler) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.TRAP_TAKEN;
		}

		/** Whether it is an interrupt. */
		public boolean interrupt() {
			return cause < 0;
		}

		/** The mode that was interrupted. */
		public PrivilegeMode from() {
			return place.mode();
		}

		@Override
		public String sentence() {
			String about = tval != 0 && !interrupt() ? " about 0x%x".formatted(tval) : "";
			return "%s: %s%s, taken to %s-mode at 0x%x.".formatted(place, Cause.describe(cause), about, to, handler);
		}
	}

	/** The guest returned from a trap by {@code mret} or {@code sret}. A stop is at the instruction returned to.
	 *
	 * @param place the returning instruction
	 * @param cause of the trap that the returning mode took last, as in {@code mcause}; {@link #UNKNOWN} if it has taken none since the
	 *        machine was made
	 * @param to the mode returned to
	 * @param target address returned to
	 */
	record TrapReturn(EventPlace place, long cause, PrivilegeMode to, long target) implements VmEvent {
		/** No cause that a trap can have. */
		public static final long UNKNOWN = -1;

		@Override
		public EventKind kind() {
			return EventKind.TRAP_RETURN;
		}

		@Override
		public String sentence() {
			return "%s returns from its trap to %s-mode at 0x%x.".formatted(place, to, target);
		}
	}

	/**
	 * A supervisor called its execution environment. Where Ringside answers, a stop is at the {@code ecall}, before the call is carried out, and
	 * resuming carries it out without stopping again; where the guest's own firmware answers, a stop is at the first instruction of the
	 * firmware's trap handler.
	 *
	 * @param place the {@code ecall}
	 * @param call extension, function and arguments
	 * @param own whether Ringside's SBI answers it (otherwise the guest's firmware)
	 */
	record Hypercall(EventPlace place, SbiCall call, boolean own) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.HYPERCALL;
		}

		@Override
		public String sentence() {
			return "%s calls %s.".formatted(place, call.describe());
		}
	}

	/** An SBI call was answered. A stop is at the instruction after the {@code ecall}.
	 *
	 * @param place the {@code ecall}
	 * @param call what was asked
	 * @param error the SBI error code, 0 for success
	 * @param value the returned value
	 */
	record HypercallReturn(EventPlace place, SbiCall call, long error, long value) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.HYPERCALL_RETURN;
		}

		@Override
		public String sentence() {
			return "%s: %s returned %s, value 0x%x.".formatted(place, call.title(), SbiCall.errorName(error), value);
		}
	}

	/**
	 * An entry of one of the guest's page tables was written. A stop is right after the store, at the next instruction.
	 *
	 * @param place the store
	 * @param entryGpa guest-physical address of the entry
	 * @param level 0 for the level that maps 4 KiB pages, and up
	 * @param firstGva first guest-virtual address that the entry governs
	 * @param lastGva last address that it governs
	 * @param oldPte value before
	 * @param newPte value after
	 * @param effect what that does
	 * @param root guest-physical address of the root table by which the range was found
	 * @param asid the ASID the root was last used with
	 * @param others other ranges that the entry governs, where its table is used in several places; of these perhaps only the ones that somebody
	 *        waits for
	 */
	record PageTableWrite(EventPlace place, long entryGpa, int level, long firstGva, long lastGva, long oldPte,
			long newPte, TableEffect effect, long root, int asid, List<GvaRange> others) implements VmEvent {
		/** Whether one of the ranges that the entry governs has a property. */
		public boolean governs(Predicate<GvaRange> property) {
			return property.test(new GvaRange(firstGva, lastGva)) || others.stream().anyMatch(property);
		}

		@Override
		public EventKind kind() {
			return EventKind.PAGE_TABLE_WRITE;
		}

		@Override
		public String sentence() {
			return "%s %s 0x%x-0x%x: level %d entry at gPA 0x%x changes from 0x%x to 0x%x.".formatted(place,
					effect.verb(), firstGva, lastGva, level, entryGpa, oldPte, newPte);
		}
	}

	/** The machine's hart left the guest for the monitor. A stop is after the monitor has dealt with it.
	 *
	 * @param place the instruction that exited
	 * @param reason why
	 * @param cause the machine's {@code mcause}
	 * @param detail the faulting address or the instruction word
	 */
	record VmExit(EventPlace place, ExitReason reason, long cause, long detail) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.VM_EXIT;
		}

		@Override
		public String sentence() {
			return "%s exits to the monitor: %s (0x%x).".formatted(place, reason.text(), detail);
		}
	}

	/** A shadow entry was made or widened. A stop is before the access that needed it is tried again.
	 *
	 * @param place the access
	 * @param gva first guest-virtual address of the page
	 * @param gpa guest-physical address
	 * @param hpa machine address
	 * @param permissions of the shadow entry, e.g. {@code "r-x"}
	 */
	record ShadowFill(EventPlace place, long gva, long gpa, long hpa, String permissions) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.SHADOW_FILL;
		}

		@Override
		public String sentence() {
			return "%s: shadow entry for 0x%x made: gPA 0x%x, hPA 0x%x, %s.".formatted(place, gva, gpa, hpa,
					permissions);
		}
	}

	/** Shadow entries were withdrawn. A stop is after the instruction that made it necessary.
	 *
	 * @param place the instruction
	 * @param firstGva first address of the range
	 * @param lastGva last address of the range
	 * @param entries how many entries went
	 * @param why the occasion, in words
	 */
	record ShadowInvalidate(EventPlace place, long firstGva, long lastGva, int entries, String why) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.SHADOW_INVALIDATE;
		}

		@Override
		public String sentence() {
			return "%s: %d shadow entries of 0x%x-0x%x withdrawn: %s.".formatted(place, entries, firstGva, lastGva, why);
		}
	}

	/** The guest wrote {@code satp} with another value. A stop is at the next instruction.
	 *
	 * @param place the instruction, with the new {@code satp}
	 * @param oldSatp value before
	 */
	record AddressSpaceSwitch(EventPlace place, long oldSatp) implements VmEvent {
		@Override
		public EventKind kind() {
			return EventKind.ADDRESS_SPACE_SWITCH;
		}

		@Override
		public String sentence() {
			return place.satp() >>> 60 == 0 ? "%s turns address translation off.".formatted(place)
					: "%s switches to the address space with root gPA 0x%x, ASID %d.".formatted(place, place.root(),
							place.asid());
		}
	}
}
