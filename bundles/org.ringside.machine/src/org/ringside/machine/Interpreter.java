/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;

/**
 * The interpreter's loops. Straight runs of nodes are charged to the hart's budget when they are entered; where a run is
 * left early, the site gives back what did not retire, so that the count is exact at every event.
 */
final class Interpreter {

	/** Longest time without a look at requests from other threads. */
	private static final long SLICE = 1_000_000;
	/** The same where other harts and devices, on other threads, may want something of this one. */
	private static final long PARALLEL_SLICE = 100_000;

	/** Thrown where an access needs exact state: the run ends before the instruction, which is then executed on its own. */
	static final class Replay extends RuntimeException {
		private static final long serialVersionUID = 1L;
		static final Replay INSTANCE = new Replay();

		private Replay() {
			super(null, null, false, false);
		}
	}

	/** Thrown by what no host instruction does in one step: the run ends before the instruction. */
	static final class NeedsExclusion extends RuntimeException {
		private static final long serialVersionUID = 1L;
		static final NeedsExclusion INSTANCE = new NeedsExclusion();

		private NeedsExclusion() {
			super(null, null, false, false);
		}
	}

	private final Hart hart;
	/** The budget up to which instructions are accounted for. */
	private long settled;
	/** The mode in which what is not accounted for retires. */
	private int settledMode;
	private HartStop stop;

	Interpreter(Hart hart) {
		this.hart = hart;
	}

	HartStop run(long limit) {
		try {
			return loop(limit);
		} catch (RuntimeException e) {
			throw new HartFailure(hart, e);
		}
	}

	private HartStop loop(long limit) {
		long left = limit;
		stop = null;
		while (true) {
			hart.attention = false;
			if (hart.stopRequested) {
				hart.stopRequested = false;
				return HartStop.Interrupted.INSTANCE;
			}
			if (!hart.parallel) {
				hart.clock.poll();
			}
			hart.counters.poll();
			hart.code.takeFinished();
			if (takeStopNow()) {
				return HartStop.ListenerStop.INSTANCE;
			}
			if (left <= 0) {
				return HartStop.Budget.INSTANCE;
			}
			int interrupt = hart.traps.pendingInterrupt();
			if (interrupt >= 0) {
				interrupt(interrupt);
				left--;
			} else if (hart.waiting && !hart.interruptWakes()) {
				return HartStop.WaitForInterrupt.INSTANCE;
			} else if (hart.triggers.takeDue()) {
				stop = breakpoint();
				left--;
			} else {
				hart.waiting = false;
				long slice = Math.min(Math.min(left, hart.parallel ? PARALLEL_SLICE : SLICE), hart.counters.untilOverflow());
				if (!hart.parallel) {
					slice = Math.min(slice, hart.clock.instructionsUntilEvent());
				}
				slice = Math.min(slice, hart.triggers.untilCount());
				left -= slice - slice(slice);
			}
			if (stop != null) {
				return stop;
			}
		}
	}

	/** The exception of a trigger that fires between instructions. */
	private HartStop breakpoint() {
		hart.waiting = false;
		return exception(ExceptionCause.BREAKPOINT, 0, hart.pc(), 0);
	}

	/** Listeners are told of traps, which they must be by one hart at a time. */
	private HartStop exception(ExceptionCause cause, long value, long epc, int word) {
		if (hart.parallel) {
			synchronized (hart.bus) {
				return hart.traps.exception(cause, value, epc, word);
			}
		}
		return hart.traps.exception(cause, value, epc, word);
	}

	private void interrupt(int number) {
		if (hart.parallel) {
			synchronized (hart.bus) {
				hart.waiting = false;
				stop = hart.traps.interrupt(number);
			}
		} else {
			hart.waiting = false;
			stop = hart.traps.interrupt(number);
		}
	}

	private boolean takeStopNow() {
		boolean now = hart.stopNow;
		hart.stopNow = false;
		return now;
	}

	/** @param given the node to execute, or {@code null} for the instruction at pc */
	HartStop step(Node given) {
		try {
			return stepNode(given);
		} catch (RuntimeException e) {
			throw new HartFailure(hart, e);
		}
	}

	private HartStop stepNode(Node given) {
		stop = null;
		hart.attention = false;
		hart.clock.poll();
		hart.counters.poll();
		int interrupt = given != null ? -1 : hart.traps.pendingInterrupt();
		if (interrupt >= 0) {
			interrupt(interrupt);
		} else if (given == null && hart.waiting && !hart.interruptWakes()) {
			return HartStop.WaitForInterrupt.INSTANCE;
		} else if (given == null && hart.triggers.takeDue()) {
			stop = breakpoint();
		} else {
			hart.waiting = false;
			hart.budget = 1;
			settled = 1;
			settledMode = hart.state.translationMode();
			hart.site = null;
			try {
				alone(given != null ? given : hart.code.lookup(hart.pc()));
			} catch (Trap trap) {
				raise(trap);
			}
		}
		hart.clock.poll();
		hart.counters.poll();
		if (stop != null) {
			return stop;
		}
		return takeStopNow() ? HartStop.ListenerStop.INSTANCE : HartStop.Budget.INSTANCE;
	}

	/** Executes up to {@code count} instructions and trap entries; returns how many were not needed. */
	private long slice(long count) {
		hart.budget = count;
		settled = count;
		settledMode = hart.state.translationMode();
		while (hart.budget > 0 && !hart.attention && stop == null) {
			try {
				hart.depth = 0;
				runs();
			} catch (Trap trap) {
				if (!hart.single && hart.site != null) {
					hart.budget += hart.site.toEnd;
				}
				raise(trap);
			} catch (Replay replay) {
				replay();
			} catch (NeedsExclusion exclusion) {
				leaveBefore();
			} catch (InPlace.Done done) {
				hart.inPlace.leaveBehind();
			} catch (InPlace.Elsewhere elsewhere) {
				hart.site = null;
			}
		}
		settle();
		return hart.budget;
	}

	/** Runs from the hart's pc until something needs attention. */
	private void runs() {
		do {
			hart.site = null;
			Node node = hart.code.lookup(hart.pc());
			if (--node.heat < 0) {
				node = hart.code.hot(node);
			}
			if (node instanceof Boundary.Translated translated) {
				if (hart.budget >= translated.code.longest) {
					node = translated.exec(hart);
					go(node);
					continue;
				}
				node = translated.real;
			}
			if (node.toEnd > hart.budget || node.weight() == 0) {
				special(node);
				continue;
			}
			hart.budget -= node.toEnd;
			go(node);
		} while (hart.budget > 0 && !hart.attention && stop == null);
	}

	/** Executes nodes, for which the budget is charged already, until one needs the loop. */
	private void go(Node from) {
		Node node = from;
		while (node != null) {
			node = node.exec(hart);
		}
		if (hart.pending != null) {
			node = hart.pending;
			hart.pending = null;
			hart.setPc(node.pc);
			if (hart.budget > 0) {
				special(node);
			}
		}
	}

	private void special(Node node) {
		if (node instanceof Boundary.Break here) {
			settle();
			stop = new HartStop.Breakpoint(here.pc, here.physical);
		} else {
			alone(node);
		}
	}

	/** Takes back what was charged from the site on, and ends the run there. */
	private void leaveBefore() {
		Node site = hart.site;
		if (hart.single) {
			hart.single = false;
			hart.budget = settled;
		} else {
			hart.budget += site.toEnd;
		}
		hart.site = null;
		hart.setPc(site.pc);
		settle();
		stop = HartStop.NeedsExclusion.INSTANCE;
	}

	private void replay() {
		Node site = hart.site;
		hart.budget += site.toEnd;
		hart.setPc(site.pc);
		try {
			alone(site);
		} catch (Trap trap) {
			raise(trap);
		} catch (NeedsExclusion exclusion) {
			leaveBefore();
		}
	}

	/** Executes one instruction with exact state: it may reach devices, the clock and other harts. */
	private void alone(Node node) {
		if (hart.parallel) {
			synchronized (hart.bus) {
				exactly(node);
			}
		} else {
			exactly(node);
		}
	}

	private void exactly(Node node) {
		Node todo = node;
		if (todo instanceof Boundary.Translated translated) {
			todo = translated.real;
		}
		if (todo instanceof Boundary.Break here) {
			todo = here.real();
		}
		if (todo instanceof Boundary.Straddling) {
			todo = hart.code.fetchOne(todo.pc);
		}
		if (todo instanceof Boundary.Watched here) {
			todo = here.real();
		}
		if (todo instanceof Fused several) {
			todo = several.first;
		}
		settle();
		hart.site = todo;
		hart.single = true;
		if (hart.triggers.fetching) {
			hart.triggers.fetch(todo.pc, todo.length);
		}
		long budget = hart.budget;
		if (todo instanceof SystemNode system) {
			Trap certain = hart.traps.monitor != null ? system.refusal(hart) : system.exception(hart);
			if (certain != null) {
				raise(certain);
				return;
			}
			hart.setPc(system.nextPc());
			system.execute(hart);
		} else {
			hart.budget = Long.MAX_VALUE;
			Node behind = todo.exec(hart);
			if (behind != null) {
				hart.setPc(behind.pc);
			}
			hart.budget = budget;
		}
		hart.single = false;
		hart.budget--;
		settle();
		if (hart.clock.eventsChanged()) {
			hart.attention = true;
		}
	}

	boolean stopping() {
		return stop != null;
	}

	/** Lets the trap that was raised last not count, where the instruction goes on as if there had been none. */
	void takeBackTrap() {
		hart.budget++;
		settled = hart.budget;
	}

	/** Accounts for what retired since the last time. */
	void settle() {
		long retired = settled - hart.budget;
		if (retired != 0) {
			hart.retire(retired);
			settled = hart.budget;
			if (hart.triggers.counting) {
				hart.triggers.count(retired, settledMode);
			}
		}
		settledMode = hart.state.translationMode();
	}

	/** Takes the exception of the site, or of the fetch at pc if there is no site. */
	void raise(Trap trap) {
		Node site = hart.site;
		hart.site = null;
		if (hart.single) {
			hart.single = false;
			hart.budget = settled;
		}
		settle();
		hart.budget--;
		settled = hart.budget;
		if (hart.triggers.counting) {
			hart.triggers.count(1, hart.state.translationMode());
		}
		long epc = site == null ? hart.pc() : site.pc;
		hart.setPc(epc);
		stop = exception(trap.cause(), trap.value(), epc, site == null ? 0 : site.word);
	}
}
