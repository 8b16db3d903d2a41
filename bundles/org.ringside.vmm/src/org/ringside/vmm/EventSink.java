/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.sbi.SbiCall;
import org.ringside.vmm.tables.GovernedRange;
import org.ringside.vmm.tables.TableInterest;

/** Passes events to the observer and keeps the reason, if there is one, why the run is to end. */
final class EventSink {
	private Optional<VmObserver> observer = Optional.empty();
	private EventFilter filter = EventFilter.NONE;
	private Optional<TrapRecorder> recorder = Optional.empty();
	private Optional<TrapRecorder> returnRecorder = Optional.empty();
	/** The kinds that the observer wants, a bit for each. */
	private int interests;
	private Optional<VmStop> pending = Optional.empty();

	void setObserver(VmObserver newObserver) {
		observer = Optional.of(newObserver);
		filter = Objects.requireNonNull(newObserver.filter());
		recorder = Objects.requireNonNull(newObserver.recorder());
		returnRecorder = recorder.filter(TrapRecorder::takesReturns);
		interests = 0;
		newObserver.interests().forEach(kind -> interests |= 1 << kind.ordinal());
	}

	void clearObserver() {
		observer = Optional.empty();
		filter = EventFilter.NONE;
		recorder = Optional.empty();
		returnRecorder = Optional.empty();
		interests = 0;
	}

	/** Who takes down all traps. */
	Optional<TrapRecorder> recorder() {
		return recorder;
	}

	/** Who takes down all returns. */
	Optional<TrapRecorder> returnRecorder() {
		return returnRecorder;
	}

	/** Whether anybody wants to hear of anything. */
	boolean observed() {
		return interests != 0 || recorder.isPresent();
	}

	boolean wants(EventKind kind) {
		return (interests & 1 << kind.ordinal()) != 0;
	}

	boolean wantsTrap(int vcpu, long pc, long cause, PrivilegeMode from, PrivilegeMode to) {
		return wants(EventKind.TRAP_TAKEN) && filter.trap(vcpu, pc, cause, from, to);
	}

	boolean wantsReturn(int vcpu, long pc, long cause, PrivilegeMode from, PrivilegeMode to) {
		return wants(EventKind.TRAP_RETURN) && filter.trapReturn(vcpu, pc, cause, from, to);
	}

	/** @param kind {@link EventKind#HYPERCALL} or {@link EventKind#HYPERCALL_RETURN} */
	boolean wantsCall(EventKind kind, SbiCall call) {
		return wants(kind) && filter.hypercall(call.eid(), call.fid());
	}

	/** Of which tables writes may be wanted. */
	TableInterest tableInterest() {
		return !wants(EventKind.PAGE_TABLE_WRITE) ? TableInterest.NONE
				: new TableInterest(filter.tables().stream().map(t -> new TableInterest.Part(t.level(), t.range().first(), t.range().last())).toList());
	}

	/** The first of the ranges that an entry governs for which its change is wanted, if there is one. */
	Optional<GovernedRange> wantedTableWrite(int level, List<GovernedRange> ranges, long oldPte, long newPte) {
		if (wants(EventKind.PAGE_TABLE_WRITE)) {
			for (GovernedRange range : ranges) {
				if (filter.tableWrite(level, range.first(), range.last(), oldPte, newPte)) {
					return Optional.of(range);
				}
			}
		}
		return Optional.empty();
	}

	/** Tells the observer; returns whether the run is to end here. */
	boolean publish(VmEvent event) {
		if (observer.isEmpty() || !wants(event.kind()) || observer.get().on(event) != VmObserver.Reply.STOP) {
			return false;
		}
		stop(new VmStop.EventStop(event));
		return true;
	}

	/** Ends the run; the first reason counts, but the guest's own end counts most. */
	void stop(VmStop reason) {
		Objects.requireNonNull(reason);
		if (pending.isEmpty() || reason instanceof VmStop.GuestExit) {
			pending = Optional.of(reason);
		}
	}

	boolean stopping() {
		return pending.isPresent();
	}

	Optional<VmStop> take() {
		Optional<VmStop> reason = pending;
		pending = Optional.empty();
		return reason;
	}
}
