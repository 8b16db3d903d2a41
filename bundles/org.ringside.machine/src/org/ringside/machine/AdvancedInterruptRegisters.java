/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.ringside.machine.AdvancedState.LOCAL_INTERRUPTS;
import static org.ringside.machine.PrivilegedState.LCOFI;
import static org.ringside.machine.PrivilegedState.SEI;
import static org.ringside.machine.PrivilegedState.SSI;
import static org.ringside.machine.PrivilegedState.STI;

import java.util.Optional;

import org.ringside.isa.Extension;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.SupervisorCsrs;

/** The CSRs that the Advanced Interrupt Architecture adds to M-mode and S-mode, and those that it changes (AIA 1.0, chapters 2 and 5). */
final class AdvancedInterruptRegisters {

	/** Filters for software and external interrupts, and for all from 13 on. */
	private static final long FILTERS = 1L << SSI | 1L << SEI | LOCAL_INTERRUPTS;
	private static final int IDENTITY_SHIFT = 16;

	private AdvancedInterruptRegisters() {
	}

	/** What follows from Smaia, Ssaia and Smcsrind; nothing for a hart without. */
	static void define(CsrFile csrs, Hart hart) {
		boolean machine = hart.profile().has(Extension.SMAIA);
		boolean supervisor = hart.profile().has(Extension.SSAIA) && hart.extensions.s;
		if (machine) {
			defineMachine(csrs, hart);
			if (hart.extensions.s) {
				defineInjection(csrs, hart);
			}
		}
		if (supervisor) {
			defineSupervisor(csrs, hart);
			if (hart.extensions.h) {
				GuestInterruptRegisters.define(csrs, hart);
			}
		}
		IndirectRegisters.define(csrs, hart);
	}

	private static void defineMachine(CsrFile csrs, Hart hart) {
		AdvancedInterrupts all = hart.advanced;
		csrs.define(InterruptFileCsrs.MTOPI, all::mtopi);
		csrs.define(InterruptFileCsrs.MTOPEI, () -> top(all.files().map(InterruptFiles::machine)),
				value -> all.files().ifPresent(files -> files.machine().claim()), () -> all.files().isPresent());
	}

	/** A register that tells the first interrupt of a file: identity and priority are the same number. */
	static long top(Optional<InterruptFile> file) {
		long identity = file.map(InterruptFile::top).orElse(0);
		return identity << IDENTITY_SHIFT | identity;
	}

	/** mvien and mvip (AIA 1.0, section 5.3). */
	private static void defineInjection(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		AdvancedState a = s.aia;
		csrs.define(InterruptFileCsrs.MVIEN, () -> a.mvien, value -> {
			a.mvien = value & FILTERS;
			hart.attend();
		});
		csrs.define(InterruptFileCsrs.MVIP, () -> s.mipSoftware & aliases(hart) | a.mvip & ~aliases(hart), value -> {
			long aliases = aliases(hart);
			long own = (1L << SSI | LOCAL_INTERRUPTS) & ~aliases;
			s.mipSoftware = s.mipSoftware & ~aliases | value & aliases;
			a.mvip = a.mvip & ~own | value & own;
			hart.attend();
		});
	}

	/** The bits of mvip that are bits of mip: SEIP as software writes it, STIP where it is writable, SSIP unless it is filtered. */
	private static long aliases(Hart hart) {
		PrivilegedState s = hart.state;
		boolean timer = hart.extensions.sstc && (s.menvcfg & MachineRegisters.STCE) != 0;
		return 1L << SEI | (timer ? 0 : 1L << STI) | ((s.aia.mvien >>> SSI & 1) != 0 ? 0 : 1L << SSI);
	}

	private static void defineSupervisor(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		AdvancedState a = s.aia;
		AdvancedInterrupts all = hart.advanced;
		csrs.define(SupervisorCsrs.SIE, all::sie, value -> writeSie(hart, value));
		csrs.defineModified(SupervisorCsrs.SIP, all::sip, () -> s.mipSoftware & s.mideleg | a.mvip & all.filtered(), value -> writeSip(hart, value));
		csrs.define(InterruptFileCsrs.STOPI, all::stopi, () -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.AIA));
		csrs.define(InterruptFileCsrs.STOPEI, () -> top(all.files().map(InterruptFiles::supervisor)),
				value -> all.files().ifPresent(files -> files.supervisor().claim()), () -> filesOpen(hart));
	}

	/** Writes the bits of sie that are there: those of delegated interrupts are mie's. */
	static void writeSie(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long delegated = s.mideleg & ~HypervisorState.HYPERVISOR_INTERRUPTS;
		long own = hart.advanced.filtered();
		s.mie = s.mie & ~delegated | value & delegated;
		s.aia.sie = s.aia.sie & ~own | value & own;
		hart.attend();
	}

	/** Writes the bits of sip that S-mode may write: those that an external controller or timer does not drive. */
	static void writeSip(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long delegated = s.mideleg & (1L << SSI | 1L << LCOFI);
		long own = hart.advanced.filtered() & ~(1L << SEI);
		s.mipSoftware = s.mipSoftware & ~delegated | value & delegated;
		s.aia.mvip = s.aia.mvip & ~own | value & own;
		hart.attend();
	}

	/**
	 * Whether the present mode may access the file of S-mode or, while V=1, goes on to the question whether it may access that
	 * of its guest: a hart without IMSIC has nothing that mstateen0 could keep (AIA 1.0, section 2.5).
	 */
	static boolean filesOpen(Hart hart) {
		PrivilegedState s = hart.state;
		boolean present = hart.advanced.files().isPresent();
		if (s.virtual) {
			return !present || StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.IMSIC);
		}
		boolean taken = s.mode == 1 && (s.aia.mvien >>> SEI & 1) != 0;
		return present && !taken && StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.IMSIC);
	}
}
