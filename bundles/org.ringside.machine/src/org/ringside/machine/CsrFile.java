/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.ringside.isa.ExceptionCause;

/**
 * The CSRs that a hart has: for each number how it is read and written, as the file of its extension defined it. The
 * rules that hold for all CSRs stand here: privilege by number, read-only numbers, absence, and what is different while
 * virtualization is on.
 */
final class CsrFile {

	private static final BooleanSupplier ALWAYS = () -> true;
	private static final LongConsumer IGNORED = value -> { };

	/**
	 * @param accessible whether the register may be accessed as far as something else than the privilege mode decides it; if not
	 *                   the instruction is illegal
	 * @param open       the same for a guest (V=1), where only the hypervisor or the guest's supervisor may forbid what is
	 *                   accessible otherwise: then it is a virtual instruction
	 * @param openWrites the same for writes of a guest alone
	 * @param consumed   whether reading gives something away, so that only instructions that also write may access it
	 */
	private record Cell(LongSupplier read, LongSupplier modified, LongConsumer write, BooleanSupplier accessible, BooleanSupplier open,
			BooleanSupplier openWrites, boolean consumed) {
	}

	private final Cell[] cells = new Cell[4096];
	/** By the number of a supervisor CSR: the VS CSR that stands in for it while V=1. */
	private final Cell[] substitutes = new Cell[4096];
	private final Hart hart;

	CsrFile(Hart hart) {
		this.hart = hart;
	}

	/** A register that both reads and writes; the writer receives the whole value and legalizes it. */
	void define(int number, LongSupplier read, LongConsumer write) {
		cells[number] = new Cell(read, read, write, ALWAYS, ALWAYS, ALWAYS, false);
	}

	/** The same, accessible only where a condition holds besides privilege. */
	void define(int number, LongSupplier read, LongConsumer write, BooleanSupplier accessible) {
		cells[number] = new Cell(read, read, write, accessible, ALWAYS, ALWAYS, false);
	}

	/** The condition under which a register is accessible. */
	BooleanSupplier accessible(int number) {
		return cells[number].accessible;
	}

	/**
	 * Has the accesses of a guest to a register depend on a further condition: where it does not hold, they raise a
	 * virtual-instruction exception.
	 */
	void openToGuest(int number, BooleanSupplier open) {
		Cell cell = cells[number];
		cells[number] = new Cell(cell.read, cell.modified, cell.write, cell.accessible, open, cell.openWrites, cell.consumed);
	}

	/** The same for writes alone. */
	void openWritesToGuest(int number, BooleanSupplier open) {
		Cell cell = cells[number];
		cells[number] = new Cell(cell.read, cell.modified, cell.write, cell.accessible, cell.open, open, cell.consumed);
	}

	/** Lets a VS CSR stand in for a supervisor CSR while virtualization is on (Privileged, "Hypervisor and Virtual Supervisor CSRs"). */
	void substitute(int supervisor, int virtualSupervisor) {
		substitutes[supervisor] = cells[virtualSupervisor];
	}

	/** A register of which set and clear instructions modify another value than reading shows. */
	void defineModified(int number, LongSupplier read, LongSupplier modified, LongConsumer write) {
		cells[number] = new Cell(read, modified, write, ALWAYS, ALWAYS, ALWAYS, false);
	}

	/** A register that gives something away when it is read, so that only instructions that also write may access it. */
	void defineConsumed(int number, LongSupplier read, LongConsumer write, BooleanSupplier accessible) {
		cells[number] = new Cell(read, read, write, accessible, ALWAYS, ALWAYS, true);
	}

	/** A register whose writes are ignored, or forbidden by its number. */
	void define(int number, LongSupplier read) {
		define(number, read, IGNORED);
	}

	/** The same with a condition. */
	void define(int number, LongSupplier read, BooleanSupplier accessible) {
		define(number, read, IGNORED, accessible);
	}

	boolean exists(int number) {
		return number >= 0 && number < cells.length && cells[number] != null;
	}

	/** The value that instructions would read, without checks. */
	long peek(int number) {
		return cells[number].read.getAsLong();
	}

	/** Writes as an instruction would, without checks. */
	void poke(int number, long value) {
		cells[number].write.accept(value);
	}

	/** What an access raises if the hart may not make it now; else {@code null}. */
	Trap refusal(int number, boolean write) {
		ExceptionCause cause = hart.state.virtual ? problemInGuest(number, write) : problem(number, write);
		return cause == null ? null : hart.trap.with(cause, Integer.toUnsignedLong(hart.site == null ? 0 : hart.site.word));
	}

	private Cell check(int number, boolean write) {
		Trap refusal = refusal(number, write);
		if (refusal != null) {
			throw refusal;
		}
		Cell substitute = hart.state.virtual ? substitutes[number] : null;
		return substitute != null ? substitute : cells[number];
	}

	private ExceptionCause problem(int number, boolean write) {
		Cell cell = cells[number];
		int lowest = number >>> 8 & 3;
		return cell == null || hart.state.mode < (lowest == 2 ? 1 : lowest) || write && number >>> 10 == 3
				|| !write && cell.consumed || !cell.accessible.getAsBoolean() ? ExceptionCause.ILLEGAL_INSTRUCTION : null;
	}

	/**
	 * While V=1 an access that HS-mode could make, but the guest must not, raises a virtual-instruction exception; any other
	 * that is not allowed, an illegal-instruction exception (Privileged, chapter "H", trap cause codes).
	 */
	private ExceptionCause problemInGuest(int number, boolean write) {
		Cell cell = cells[number];
		int lowest = number >>> 8 & 3;
		if (cell == null || lowest == 3 || write && number >>> 10 == 3 || !write && cell.consumed
				|| !cell.accessible.getAsBoolean()) {
			return ExceptionCause.ILLEGAL_INSTRUCTION;
		}
		return lowest == 2 || hart.state.mode < lowest || !cell.open.getAsBoolean() || write && !cell.openWrites.getAsBoolean()
				? ExceptionCause.VIRTUAL_INSTRUCTION : null;
	}

	long read(int number) {
		return check(number, false).read.getAsLong();
	}

	void write(int number, long value) {
		check(number, true).write.accept(value);
	}

	/** Reads, then writes the value with bits set and cleared; returns what was read. */
	long modify(int number, long set, long clear) {
		Cell cell = check(number, true);
		long old = cell.read.getAsLong();
		cell.write.accept(cell.modified.getAsLong() & ~clear | set);
		return old;
	}

	/** Reads and replaces the value. */
	long swap(int number, long value) {
		Cell cell = check(number, true);
		long old = cell.read.getAsLong();
		cell.write.accept(value);
		return old;
	}
}
