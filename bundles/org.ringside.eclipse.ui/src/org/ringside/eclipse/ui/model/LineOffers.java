/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IDebugTarget;
import org.ringside.asm.language.LineScan;
import org.ringside.asm.language.SourceToken;
import org.ringside.asm.language.TokenRole;
import org.ringside.asm.language.Vocabulary;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.session.Session;
import org.ringside.session.SourceLocation;
import org.ringside.vmm.VmEvent;

/** Which breakpoints on events make sense for a line of a source. */
final class LineOffers {
	/** Instructions that trap by being executed, besides privileged and sensitive ones. */
	private static final Set<String> TRAPPING = Set.of("ecall", "ebreak", "c.ebreak", "unimp", "c.unimp", "sbreak", "scall");

	private static final Pattern STORE = Pattern.compile("(c\\.)?s[bhwd](sp)?|sc\\..*|amo.*");

	/**
	 * A breakpoint that is offered.
	 *
	 * @param label in a menu
	 * @param icon the name of its icon
	 * @param text in the breakpoint language
	 */
	record Offer(String label, String icon, String text) {
	}

	private LineOffers() {
	}

	/** What is offered for a line, from 1, of a file; {@code text} is the line. */
	static List<Offer> of(IFile file, int line, String text) {
		List<Offer> offers = new ArrayList<>();
		String at = " at=" + file.getName().replace(" ", "\\ ") + ":" + line;
		Optional<String> mnemonic = mnemonic(file, text);
		if (mnemonic.filter(LineOffers::mayTrap).isPresent() || isCompiled(file) && !text.isBlank()) {
			offers.add(new Offer("Add &Trap Breakpoint Here", "breakpoint-trap", "trap" + at));
		}
		if (mnemonic.filter(word -> word.equals("ecall") || word.equals("scall")).isPresent()) {
			offers.add(new Offer("Add &Hypercall Breakpoint Here", "breakpoint-hypercall", "hypercall" + at));
		}
		if (wroteTable(file, line, mnemonic.filter(word -> STORE.matcher(word).matches()).isPresent())) {
			offers.add(new Offer("Add Page-Table &Write Breakpoint Here", "breakpoint-table-write", "table-write" + at));
		}
		return offers;
	}

	private static boolean isCompiled(IFile file) {
		String ending = file.getFileExtension() == null ? "" : file.getFileExtension().toLowerCase(Locale.ROOT);
		return Set.of("c", "cc", "cpp", "rs", "zig").contains(ending);
	}

	private static Optional<String> mnemonic(IFile file, String text) {
		if (isCompiled(file)) {
			return Optional.empty();
		}
		return LineScan.tokens(text, false).stream().filter(LineOffers::isMnemonic).findFirst()
				.map(token -> token.in(text).toLowerCase(Locale.ROOT));
	}

	private static boolean isMnemonic(SourceToken token) {
		return token.role() == TokenRole.INSTRUCTION || token.role() == TokenRole.PRIVILEGED || token.role() == TokenRole.SENSITIVE;
	}

	/** Traps by itself, or reads or writes memory, which may fault. */
	private static boolean mayTrap(String word) {
		return TRAPPING.contains(word) || Vocabulary.mnemonic(word).filter(known -> known.role() != TokenRole.INSTRUCTION
				|| known.forms().stream().anyMatch(form -> form.contains("("))).isPresent();
	}

	/**
	 * Whether a guest that is being debugged has written to one of its page tables from this line. Where it does not record such writes, a store
	 * may have done it.
	 */
	private static boolean wroteTable(IFile file, int line, boolean stores) {
		for (IDebugTarget target : DebugPlugin.getDefault().getLaunchManager().getDebugTargets()) {
			if (target instanceof GuestDebugTarget vm && (stores && !Recording.TABLE_WRITES.isIn(vm.session().trace().kinds())
					|| wroteTable(vm.session(), file.getName(), line))) {
				return true;
			}
		}
		return false;
	}

	private static boolean wroteTable(Session session, String name, int line) {
		return session.trace().snapshot().stream().filter(VmEvent.PageTableWrite.class::isInstance).map(event -> event.place().pc()).distinct()
				.anyMatch(pc -> session.source(pc).filter(place -> isAt(place, name, line)).isPresent());
	}

	private static boolean isAt(SourceLocation place, String name, int line) {
		return place.line() == line && place.fileName().equals(name);
	}
}
