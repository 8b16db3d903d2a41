/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.ringside.machine.CodePage;
import org.ringside.machine.Hart;
import org.ringside.machine.Memory;
import org.ringside.machine.TranslatedCode;
import org.ringside.machine.TranslatedCode.Coverage;

/**
 * Translates on a thread of its own while harts go on interpreting, and hands code over when the JVM has compiled it, too: until
 * then interpreting the guest's instructions is faster than interpreting what they were translated to.
 *
 * <p>A place is ordered once, however many harts ask. The thread ends when there is nothing to do, and begins anew.
 */
final class BackgroundTranslation {

	private static final System.Logger LOG = System.getLogger(BackgroundTranslation.class.getName());
	/** Orders beyond these are refused; who refuses is asked again. */
	private static final int MOST_ORDERS = 4000;
	/** While so much waits to be compiled, nothing is added that nobody waits for: the JVM has the interpreter to compile, too. */
	private static final int MOST_AHEAD = 20;
	private static final long IDLE_MILLISECONDS = 5000;
	private static final long LOOK_MILLISECONDS = 2;

	private record Made(Order order, TranslatedCode code, Warmup warmup) {
	}

	private final Function<Order, Optional<TranslatedCode>> maker;
	private final Map<Translator.Place, Order> pending = new HashMap<>();
	/** Orders of harts, which go first, and of what earlier runs found hot. */
	private final Deque<Order> urgent = new ArrayDeque<>();
	private final Deque<Order> foreseen = new ArrayDeque<>();
	private Thread thread;

	/** @param maker is called on the thread of this, without locks */
	BackgroundTranslation(Function<Order, Optional<TranslatedCode>> maker) {
		this.maker = maker;
	}

	/** Orders code for a hart. */
	synchronized void ask(Translator.Place place, Hart hart, CodePage page) {
		Order order = pending.get(place);
		if (order == null) {
			if (urgent.size() >= MOST_ORDERS) {
				return;
			}
			order = new Order(place, hart, false, () -> page);
			pending.put(place, order);
			urgent.add(order);
		} else if (foreseen.remove(order)) {
			urgent.add(order);
		}
		order.await(hart, page);
		wake();
	}

	/** Orders code that nobody has executed yet. */
	synchronized void foresee(Translator.Place place, Hart hart, boolean hostCode, Coverage coverage) {
		if (!pending.containsKey(place) && foreseen.size() < MOST_ORDERS) {
			Order order = new Order(place, hart, hostCode, () -> CodePage.of(hart, place.pc() & -Memory.PAGE, coverage));
			pending.put(place, order);
			foreseen.add(order);
			wake();
		}
	}

	private void wake() {
		if (thread == null) {
			thread = new Thread(this::work, "Ringside translator");
			thread.setDaemon(true);
			thread.setPriority(Thread.MIN_PRIORITY);
			thread.start();
		} else {
			notifyAll();
		}
	}

	private void work() {
		List<Made> warm = new ArrayList<>();
		Warmup.prepare();
		Optional<Order> order = next(0);
		while (order.isPresent() || !warm.isEmpty()) {
			order.ifPresent(given -> make(given, warm));
			warm.removeIf(this::delivered);
			order = next(warm.size());
		}
	}

	/** The next order; nothing if none came in time, and without anything left to do the thread is given up. */
	private synchronized Optional<Order> next(int warming) {
		boolean more = warming > 0;
		boolean ahead = warming < MOST_AHEAD;
		long end = System.nanoTime() + (more ? LOOK_MILLISECONDS : IDLE_MILLISECONDS) * 1_000_000;
		try {
			while (urgent.isEmpty() && (foreseen.isEmpty() || !ahead)) {
				long left = (end - System.nanoTime()) / 1_000_000;
				if (left <= 0) {
					break;
				}
				wait(left);
			}
		} catch (InterruptedException e) {
			// Nobody has a reason to: it ends as when there is nothing to do, and what is left is taken up at the next order.
			thread = null;
			return Optional.empty();
		}
		Order next = !urgent.isEmpty() ? urgent.poll() : ahead ? foreseen.poll() : null;
		if (next == null && !more) {
			thread = null;
		}
		return Optional.ofNullable(next);
	}

	private void make(Order order, List<Made> warm) {
		Optional<TranslatedCode> code = Optional.empty();
		try {
			code = maker.apply(order);
		} catch (RuntimeException e) {
			LOG.log(System.Logger.Level.WARNING, "The code at 0x" + Long.toHexString(order.place.pc()) + " could not be translated and is interpreted", e);
		}
		code.ifPresentOrElse(made -> warm.add(new Made(order, made, new Warmup(made))), () -> done(order));
	}

	private boolean delivered(Made made) {
		if (!made.warmup.done()) {
			return false;
		}
		synchronized (this) {
			made.order.deliver(made.code);
			done(made.order);
		}
		return true;
	}

	private synchronized void done(Order order) {
		pending.remove(order.place);
	}
}
