/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.ringside.machine.CodePage;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Hart;
import org.ringside.machine.TranslatedCode;
import org.ringside.machine.TranslatorState;
import org.ringside.translator.HotCode.Hot;

/**
 * The translator as one guest sees it: what earlier runs of the guest found hot is translated at once, in the background, and
 * counts as hot after few jumps; what this run finds hot is kept for the next.
 */
final class GuestTranslator implements CodeTranslator {

	private static final System.Logger LOG = System.getLogger(GuestTranslator.class.getName());
	/** Jumps after which the guest is believed to do again what it did. */
	private static final int HEAT_OF_KNOWN = 20;

	private final Translator translator;
	private final Path file;
	private final List<Hot> before;
	/** Addresses of {@link #before} in open addressing, 0 for none; its size is a power of two. */
	private final long[] expected;
	/** In the order in which they became hot. */
	private final Set<Translator.Place> found = new LinkedHashSet<>();

	GuestTranslator(Translator translator, Hart hart, Path file) {
		this.translator = translator;
		this.file = file;
		before = read(file);
		expected = new long[Math.max(16, Integer.highestOneBit(before.size()) * 4)];
		for (Hot hot : before) {
			if (hot.pc() != 0) {
				expected[find(hot.pc())] = hot.pc();
			}
			translator.foresee(hart, hot);
		}
	}

	private static List<Hot> read(Path file) {
		try {
			return HotCode.read(file);
		} catch (IOException e) {
			LOG.log(System.Logger.Level.WARNING, "The file " + file + " of code that was hot before is not used: " + e.getMessage());
			return List.of();
		}
	}

	private int find(long pc) {
		int at = (int) (pc * 0x9e3779b97f4a7c15L >>> 40) & expected.length - 1;
		while (expected[at] != 0 && expected[at] != pc) {
			at = at + 1 & expected.length - 1;
		}
		return at;
	}

	@Override
	public int heat(long pc) {
		return pc != 0 && expected[find(pc)] == pc ? HEAT_OF_KNOWN : translator.heat(pc);
	}

	@Override
	public Optional<TranslatedCode> known(Hart hart, CodePage page, long pc) {
		Optional<TranslatedCode> code = translator.known(hart, page, pc);
		if (code.isPresent()) {
			note(hart, pc, code);
		}
		return code;
	}

	@Override
	public Optional<TranslatedCode> translate(Hart hart, CodePage page, long pc) {
		Optional<TranslatedCode> code = translator.translate(hart, page, pc);
		note(hart, pc, code);
		return code;
	}

	/** Notes what is worth to be made ahead: of the entries of host code it is one. */
	private synchronized void note(Hart hart, long pc, Optional<TranslatedCode> code) {
		boolean entry = code.isPresent() && code.get() instanceof HostRegionCode host && !host.isHead();
		if (!entry && found.size() < HotCode.MOST_PLACES) {
			found.add(Translator.place(hart, pc));
		}
	}

	@Override
	public TranslatorState state() {
		return translator.state();
	}

	@Override
	public synchronized void save() {
		List<Hot> now = new ArrayList<>();
		Set<Long> addresses = new LinkedHashSet<>();
		for (Translator.Place place : found) {
			for (TranslatedCode code : translator.at(place)) {
				boolean hostCode = code instanceof HostRegionCode;
				if (!(code instanceof HostRegionCode host && !host.isHead())) {
					now.add(new Hot(place.pc(), hostCode, code.coverage()));
					addresses.add(place.pc());
				}
			}
		}
		Set<Long> old = new LinkedHashSet<>();
		for (Hot hot : before) {
			old.add(hot.pc());
			if (!addresses.contains(hot.pc())) {
				now.add(hot);
			}
		}
		if (old.containsAll(addresses)) {
			return;
		}
		try {
			HotCode.write(file, now);
		} catch (IOException e) {
			LOG.log(System.Logger.Level.WARNING, "What was hot in this run cannot be kept in " + file + ": " + e.getMessage());
		}
	}
}
