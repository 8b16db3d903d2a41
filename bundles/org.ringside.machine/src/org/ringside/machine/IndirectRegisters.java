/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.ringside.isa.Extension;
import org.ringside.isa.InterruptFileCsrs;

/**
 * The registers that are accessed through a selection: priorities of major interrupts, and interrupt files (AIA 1.0, sections 2.1
 * to 2.3; Privileged, chapter "Smcsrind/Sscsrind"), and delegated counters. Of the further aliases only sireg2 shows something.
 */
final class IndirectRegisters {

	private static final long SELECTION = 0x1ff;
	private static final int PRIORITIES = 0x30;
	private static final int LAST_PRIORITIES = 0x3f;
	/** Distances of ireg2 to ireg6 from the selection. */
	private static final int[] ALIASES = {2, 3, 5, 6, 7};

	private final Hart hart;
	/** Whether there are priorities, and not only a selection. */
	private final boolean advanced;
	private final Optional<DelegatedCounters> counters;

	private IndirectRegisters(Hart hart, boolean advanced, Optional<DelegatedCounters> counters) {
		this.hart = hart;
		this.advanced = advanced;
		this.counters = counters;
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		AdvancedState a = s.aia;
		boolean indirect = hart.profile().has(Extension.SMCSRIND);
		IndirectRegisters machine = new IndirectRegisters(hart, hart.profile().has(Extension.SMAIA), Optional.empty());
		Optional<DelegatedCounters> counters = hart.profile().has(Extension.SSCCFG) ? Optional.of(new DelegatedCounters(hart)) : Optional.empty();
		IndirectRegisters supervisor = new IndirectRegisters(hart, hart.profile().has(Extension.SSAIA), counters);
		BooleanSupplier selectable = () -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.CSRIND);
		if (machine.advanced || indirect) {
			csrs.define(InterruptFileCsrs.MISELECT, () -> a.miselect, value -> a.miselect = value & SELECTION);
			machine.window(csrs, InterruptFileCsrs.MIREG, () -> a.miselect, a.machinePriorities, machinePriorities(hart),
					() -> hart.advanced.files().map(InterruptFiles::machine), () -> machine.open(a.miselect, true, true));
			aliases(csrs, InterruptFileCsrs.MISELECT, indirect, () -> false);
		}
		if (hart.extensions.s && (supervisor.advanced || indirect)) {
			csrs.define(InterruptFileCsrs.SISELECT, () -> a.siselect, value -> a.siselect = value & SELECTION, selectable);
			supervisor.window(csrs, InterruptFileCsrs.SIREG, () -> a.siselect, a.supervisorPriorities, supervisorPriorities(hart),
					() -> hart.advanced.files().map(InterruptFiles::supervisor),
					() -> selectable.getAsBoolean() && (s.virtual ? supervisor.openFromGuest() : supervisor.openFromSupervisor()));
			BooleanSupplier guest = () -> s.virtual && selectable.getAsBoolean()
					&& (s.mode == 0 || isPriorities(a.vsiselect) || isFile(a.vsiselect) || supervisor.isDelegated(a.vsiselect));
			aliases(csrs, InterruptFileCsrs.SISELECT, indirect, guest);
			counters.ifPresent(delegated -> configuration(csrs, a, delegated,
					() -> s.virtual ? guest.getAsBoolean() : selectable.getAsBoolean() && delegated.isOpen(a.siselect, true)));
			if (hart.extensions.h) {
				supervisor.defineGuest(csrs, selectable, indirect);
			}
		}
	}

	private void defineGuest(CsrFile csrs, BooleanSupplier selectable, boolean indirect) {
		PrivilegedState s = hart.state;
		AdvancedState a = s.aia;
		csrs.define(InterruptFileCsrs.VSISELECT, () -> a.vsiselect, value -> a.vsiselect = value & SELECTION, selectable);
		window(csrs, InterruptFileCsrs.VSIREG, () -> a.vsiselect, new byte[0], 0, () -> hart.advanced.guestFile(),
				() -> selectable.getAsBoolean() && (s.virtual || isFile(a.vsiselect) && !odd(a.vsiselect) && hart.advanced.guestFile().isPresent()
						&& StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.IMSIC)));
		aliases(csrs, InterruptFileCsrs.VSISELECT, indirect, () -> s.virtual && selectable.getAsBoolean());
		BooleanSupplier guest = () -> StateEnableRegisters.guestEnabled(hart, 0, StateEnableRegisters.CSRIND);
		csrs.substitute(InterruptFileCsrs.SISELECT, InterruptFileCsrs.VSISELECT);
		csrs.substitute(InterruptFileCsrs.SIREG, InterruptFileCsrs.VSIREG);
		csrs.openToGuest(InterruptFileCsrs.SISELECT, guest);
		csrs.openToGuest(InterruptFileCsrs.SIREG, () -> guest.getAsBoolean() && isFile(a.vsiselect) && !odd(a.vsiselect)
				&& GuestInterruptRegisters.guestFileOpen(hart));
	}

	/** A selected register. Where it is not accessible, a debugger reads 0. */
	private void window(CsrFile csrs, int number, LongSupplier selection, byte[] priorities, long settable,
			Supplier<Optional<InterruptFile>> file, BooleanSupplier open) {
		csrs.define(number, () -> {
			int selected = (int) selection.getAsLong();
			if (DelegatedCounters.selects(selected)) {
				return counters.map(delegated -> delegated.read(selected)).orElse(0L);
			}
			if (isFile(selected)) {
				return odd(selected) ? 0 : file.get().map(f -> f.read(selected)).orElse(0L);
			}
			return advanced && isPriorities(selected) && priorities.length > 0 && !odd(selected) ? read(priorities, selected) : 0;
		}, value -> {
			int selected = (int) selection.getAsLong();
			if (DelegatedCounters.selects(selected)) {
				counters.ifPresent(delegated -> delegated.write(selected, value));
			} else if (isFile(selected) && !odd(selected)) {
				file.get().ifPresent(f -> f.write(selected, value));
			} else if (advanced && isPriorities(selected) && priorities.length > 0 && !odd(selected)) {
				write(priorities, selected, value, settable);
			}
			hart.attend();
		}, open);
	}

	/** What configures delegated counters is behind sireg2. */
	private static void configuration(CsrFile csrs, AdvancedState a, DelegatedCounters counters, BooleanSupplier open) {
		int number = InterruptFileCsrs.SISELECT + ALIASES[0];
		csrs.define(number, () -> counters.readConfiguration(a.siselect),
				value -> counters.writeConfiguration(a.siselect, value), open);
		csrs.openToGuest(number, () -> false);
	}

	private boolean isDelegated(long selected) {
		return DelegatedCounters.selects(selected) && counters.isPresent() && counters.get().on();
	}

	/** The further aliases that Smcsrind brings, behind which there is nothing: who of guests accesses them must be a virtual instruction. */
	private static void aliases(CsrFile csrs, int selection, boolean indirect, BooleanSupplier virtual) {
		if (indirect) {
			for (int distance : ALIASES) {
				csrs.define(selection + distance, () -> 0, virtual);
				csrs.openToGuest(selection + distance, () -> false);
			}
		}
	}

	private static long read(byte[] priorities, int selected) {
		long value = 0;
		for (int i = 7; i >= 0; i--) {
			value = value << 8 | priorities[(selected - PRIORITIES) * 4 + i] & 0xff;
		}
		return value;
	}

	private static void write(byte[] priorities, int selected, long value, long settable) {
		for (int i = 0; i < 8; i++) {
			int interrupt = (selected - PRIORITIES) * 4 + i;
			priorities[interrupt] = (settable >>> interrupt & 1) != 0 ? (byte) (value >>> i * 8) : 0;
		}
	}

	/** What can be enabled in mie, except the external interrupt itself and what is always delegated (AIA 1.0, 5.2.1). */
	private static long machinePriorities(Hart hart) {
		return MachineRegisters.interrupts(hart) & ~(1L << PrivilegedState.MEI);
	}

	/** What can be enabled in sie or hie, except the external interrupt itself (AIA 1.0, 5.4.1). */
	private static long supervisorPriorities(Hart hart) {
		boolean injected = hart.profile().has(Extension.SMAIA);
		return MachineRegisters.supervisorInterrupts(hart) & ~(1L << PrivilegedState.SEI)
				| (hart.extensions.h ? HypervisorRegisters.interrupts(hart) : 0) | (injected ? AdvancedState.LOCAL_INTERRUPTS : 0);
	}

	private static boolean isPriorities(long selected) {
		return selected >= PRIORITIES && selected <= LAST_PRIORITIES;
	}

	private static boolean isFile(long selected) {
		return selected >= InterruptFile.FIRST && selected <= InterruptFile.LAST;
	}

	/** Whether a register is one of those that exist only with 32 bits. */
	private static boolean odd(long selected) {
		return (selected & 1) != 0 && (isPriorities(selected) || selected >= InterruptFile.PENDING);
	}

	private boolean open(long selected, boolean priorities, boolean files) {
		if (!advanced || odd(selected)) {
			return false;
		}
		return isPriorities(selected) ? priorities : isFile(selected) && files && hart.advanced.files().isPresent();
	}

	private boolean openFromSupervisor() {
		if (counters.isPresent() && counters.get().isOpen(hart.state.aia.siselect, false)) {
			return true;
		}
		return open(hart.state.aia.siselect, StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.AIA),
				AdvancedInterruptRegisters.filesOpen(hart));
	}

	/**
	 * Whether an access of a guest is at most a virtual instruction: in VS-mode that of a reserved number is an illegal one, as
	 * is one to an interrupt file that M-mode keeps (AIA 1.0, sections 2.3 and 2.5).
	 */
	private boolean openFromGuest() {
		long selected = hart.state.aia.vsiselect;
		if (hart.state.mode == 0) {
			return true;
		}
		return isFile(selected) ? AdvancedInterruptRegisters.filesOpen(hart) : isPriorities(selected) || isDelegated(selected);
	}
}
