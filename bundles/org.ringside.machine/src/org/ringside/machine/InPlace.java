/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * Accesses to devices and system instructions in the middle of a run, which goes on behind them unless the run loop must look.
 * They see the state that they would see if the instruction were executed on its own.
 */
final class InPlace {

	/** Thrown where the instruction of the site is done, but the run loop must look before the next one. */
	static final class Done extends RuntimeException {
		private static final long serialVersionUID = 1L;
		static final Done INSTANCE = new Done();

		private Done() {
			super(null, null, false, false);
		}
	}

	/** Thrown where a trap was dealt with: the run goes on at the hart's pc, up to which all is accounted for. */
	static final class Elsewhere extends RuntimeException {
		private static final long serialVersionUID = 1L;
		static final Elsewhere INSTANCE = new Elsewhere();

		private Elsewhere() {
			super(null, null, false, false);
		}
	}

	private final Hart hart;
	private final Interpreter interpreter;
	/** Whether an instruction is executed again only to take over what a device has answered. */
	boolean answered;
	/** What it has answered. */
	long answer;

	InPlace(Hart hart, Interpreter interpreter) {
		this.hart = hart;
		this.interpreter = interpreter;
	}

	/** Reads a device for the load of a site, to which the budget is charged as it is for runs. */
	long read(Node site, long physical, int size) {
		begin(site);
		long value;
		if (hart.parallel) {
			synchronized (hart.bus) {
				value = hart.bus.read(physical, size);
			}
		} else {
			value = hart.bus.read(physical, size);
		}
		if (mustLeave(site)) {
			answered = true;
			answer = value;
			site.exec(hart);
			throw Done.INSTANCE;
		}
		return value;
	}

	/** Writes a device for the store of a site. */
	void write(Node site, long physical, int size, long value) {
		begin(site);
		if (hart.parallel) {
			synchronized (hart.bus) {
				hart.bus.write(hart, physical, size, value);
			}
		} else {
			hart.bus.write(hart, physical, size, value);
		}
		if (mustLeave(site)) {
			throw Done.INSTANCE;
		}
	}

	/** Executes a system instruction; whether the run may go on behind it, in the same mode with the same mappings. */
	boolean execute(SystemNode node) {
		if (hart.parallel) {
			synchronized (hart.bus) {
				return executeExactly(node);
			}
		}
		return executeExactly(node);
	}

	private boolean executeExactly(SystemNode node) {
		begin(node);
		hart.site = node;
		Trap certain = hart.traps.monitor != null ? node.refusal(hart) : node.exception(hart);
		if (certain != null) {
			interpreter.raise(certain);
			return false;
		}
		hart.setPc(node.nextPc());
		long data = hart.dataTlb;
		CodePage[] fetch = hart.fetch;
		int losses = hart.tlb.losses();
		try {
			node.execute(hart);
		} catch (Trap trap) {
			interpreter.raise(trap);
			return false;
		}
		hart.single = false;
		hart.budget--;
		interpreter.settle();
		if (hart.clock.eventsChanged()) {
			hart.attention = true;
		}
		if (hart.attention || hart.dataTlb != data || hart.fetch != fetch || hart.tlb.losses() != losses) {
			return false;
		}
		hart.budget -= node.toEnd - 1;
		return true;
	}

	/**
	 * Takes the hart's exception for an access of a site: where a monitor deals with it, the run can go on.
	 *
	 * @return whether the access is to be tried again; if not, a store was done
	 * @throws Trap      where there is no monitor
	 * @throws Elsewhere where the hart goes on at another place
	 */
	boolean trap(Node site, boolean load) {
		if (hart.traps.monitor == null || hart.single || !site.accessesOnce()) {
			throw hart.trap;
		}
		hart.budget += site.toEnd;
		long data = hart.dataTlb;
		CodePage[] fetch = hart.fetch;
		int losses = hart.tlb.losses();
		interpreter.raise(hart.trap);
		boolean on = !interpreter.stopping() && !hart.attention && hart.dataTlb == data && hart.fetch == fetch && hart.tlb.losses() == losses;
		if (on && hart.pc() == site.pc) {
			interpreter.takeBackTrap();
			hart.budget -= site.toEnd;
			hart.site = site;
			return true;
		}
		if (on && hart.pc() == site.nextPc() && !load) {
			// What the monitor has executed is charged as the trap was.
			hart.budget -= site.toEnd - 1;
			return false;
		}
		throw Elsewhere.INSTANCE;
	}

	/** Accounts for what retired before a site. */
	private void begin(Node site) {
		hart.budget += site.toEnd;
		interpreter.settle();
		hart.setPc(site.pc);
		hart.single = true;
	}

	private boolean mustLeave(Node site) {
		hart.single = false;
		hart.budget -= site.toEnd;
		return hart.attention || hart.stopRequested || hart.clock.eventsChanged();
	}

	/** Takes back what was charged behind the site, which is done. */
	void leaveBehind() {
		Node site = hart.site;
		hart.budget += site.toEnd - 1;
		hart.setPc(site.nextPc());
		hart.attention = true;
		hart.site = null;
	}
}
