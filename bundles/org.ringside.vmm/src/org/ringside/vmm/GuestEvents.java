/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.ringside.isa.Cause;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.PrivilegeMode;
import org.ringside.machine.Hart;
import org.ringside.machine.HartListener;
import org.ringside.vmm.sbi.SbiCall;
import org.ringside.vmm.tables.GovernedRange;
import org.ringside.vmm.tables.TableRoot;
import org.ringside.vmm.tables.TableWriteListener;

/** Turns what the guest's harts and tables tell into events, and notices traps without end. */
final class GuestEvents implements HartListener, TableWriteListener {
	/** So many traps without one executed instruction between them never end: each starts from the state of the one before. */
	private static final int STORM = 16;

	/** One hart's traps since its last executed instruction, those that its modes took last, and the call to its own firmware that is under way. */
	private static final class Track {
		/** By mode. */
		final long[] causes = new long[PrivilegeMode.values().length];
		long retiredAtTrap = -1;
		int traps;
		long firstCause;
		long firstPc;
		SbiCall call;
		EventPlace caller;

		Track() {
			Arrays.fill(causes, VmEvent.TrapReturn.UNKNOWN);
		}
	}

	private final GuestCore core;
	private final EventSink sink;
	private final Track[] tracks;

	GuestEvents(GuestCore core, EventSink sink) {
		this.core = core;
		this.sink = sink;
		this.tracks = new Track[core.config().harts()];
		Arrays.setAll(tracks, index -> new Track());
	}

	@Override
	public void onTrap(Hart hart, long cause, long value, long epc, PrivilegeMode from, PrivilegeMode to) {
		GuestVcpu vcpu = core.vcpuOf(hart);
		Track track = tracks[vcpu.index()];
		track.causes[to.ordinal()] = cause;
		watchForStorm(track, vcpu, cause, value, epc, to);
		if (sink.recorder().isPresent()) {
			sink.recorder().get().taken(vcpu.index(), vcpu.retired(), epc, from, vcpu.satp(), cause, value, to, hart.pc());
		}
		boolean told = sink.wantsTrap(vcpu.index(), epc, cause, from, to);
		boolean call = cause == ExceptionCause.ECALL_FROM_S.number() && to == PrivilegeMode.M;
		if (told || call) {
			EventPlace place = new EventPlace(vcpu.index(), vcpu.retired(), epc, from, vcpu.satp());
			if (told) {
				sink.publish(new VmEvent.TrapTaken(place, cause, value, to, hart.pc()));
			}
			if (call) {
				track.call = Firmware.callOf(vcpu);
				track.caller = place;
				if (sink.wantsCall(EventKind.HYPERCALL, track.call)) {
					sink.publish(new VmEvent.Hypercall(place, track.call, false));
				}
			}
		}
		stopIf(sink.stopping(), hart);
	}

	private void watchForStorm(Track track, GuestVcpu vcpu, long cause, long value, long epc, PrivilegeMode to) {
		long retired = vcpu.retired();
		if (track.retiredAtTrap != retired) {
			track.retiredAtTrap = retired;
			track.traps = 0;
			track.firstCause = cause;
			track.firstPc = epc;
		}
		if (++track.traps < STORM) {
			return;
		}
		String vector = to == PrivilegeMode.M ? "mtvec" : to == PrivilegeMode.VS ? "vstvec" : "stvec";
		String nobody = epc == 0 ? ": nothing was put there, so " + vector + " was probably never set" : "";
		sink.stop(new VmStop.TrapStorm(vcpu.index(),
				"vCPU %d traps without end: after '%s' at 0x%x its handler at 0x%x (%s) raises '%s' about 0x%x at its own first instruction, again and again%s."
						.formatted(vcpu.index(), Cause.describe(track.firstCause), track.firstPc, epc, vector,
								Cause.describe(cause), value, nobody)));
	}

	@Override
	public void onReturn(Hart hart, PrivilegeMode from, PrivilegeMode to) {
		GuestVcpu vcpu = core.vcpuOf(hart);
		Track track = tracks[vcpu.index()];
		long cause = track.causes[from.ordinal()];
		boolean stop = false;
		if (sink.returnRecorder().isPresent()) {
			sink.returnRecorder().get().returned(vcpu.index(), vcpu.retired(), vcpu.executing(), from, vcpu.satp(), cause, to, hart.pc());
		}
		if (sink.wantsReturn(vcpu.index(), vcpu.executing(), cause, from, to)) {
			EventPlace place = new EventPlace(vcpu.index(), vcpu.retired(), vcpu.executing(), from, vcpu.satp());
			stop = sink.publish(new VmEvent.TrapReturn(place, cause, to, hart.pc()));
		}
		if (track.call != null && from == PrivilegeMode.M && to == PrivilegeMode.S
				&& hart.pc() == track.caller.pc() + 4) {
			stop |= sink.wantsCall(EventKind.HYPERCALL_RETURN, track.call) && sink
					.publish(new VmEvent.HypercallReturn(track.caller, track.call, hart.x(10), hart.x(11)));
			track.call = null;
		}
		stopIf(stop, hart);
	}

	@Override
	public void onSatpWrite(Hart hart, long oldValue, long newValue) {
		GuestVcpu vcpu = core.vcpuOf(hart);
		core.addressSpaceChanged(vcpu, newValue);
		if (oldValue != newValue && sink.wants(EventKind.ADDRESS_SPACE_SWITCH)) {
			EventPlace place = new EventPlace(vcpu.index(), vcpu.retired(), vcpu.executing(), hart.mode(), newValue);
			stopIf(sink.publish(new VmEvent.AddressSpaceSwitch(place, oldValue)), hart);
		}
	}

	/** The tables behind it hold addresses of the guest's guest, so that they are not followed as the guest's own are. */
	@Override
	public void onGuestSatpWrite(Hart hart, long oldValue, long newValue) {
		if (sink.wants(EventKind.ADDRESS_SPACE_SWITCH)) {
			GuestVcpu vcpu = core.vcpuOf(hart);
			EventPlace place = new EventPlace(vcpu.index(), vcpu.retired(), vcpu.executing(), hart.mode(), newValue);
			stopIf(sink.publish(new VmEvent.AddressSpaceSwitch(place, oldValue)), hart);
		}
	}

	@Override
	public void entryWritten(Hart hart, long entryGpa, int level, List<GovernedRange> ranges, long oldPte, long newPte) {
		core.shadowing().ifPresent(shadowing -> shadowing.entryWritten(hart, ranges, oldPte, newPte));
		Optional<GovernedRange> wanted = sink.wantedTableWrite(level, ranges, oldPte, newPte);
		if (wanted.isEmpty()) {
			return;
		}
		GovernedRange range = wanted.get();
		GuestVcpu vcpu = hart == null ? core.guestVcpus().get(0) : core.vcpuOf(hart);
		long pc = hart == null ? vcpu.pc() : vcpu.executing();
		boolean stop = sink.publish(new VmEvent.PageTableWrite(core.place(vcpu, pc), entryGpa, level, range.first(), range.last(), oldPte, newPte,
				TableEffect.of(oldPte, newPte), range.root().gpa(), range.root().asid(), others(ranges, range)));
		if (hart != null) {
			stopIf(stop, hart);
		}
	}

	private static List<GvaRange> others(List<GovernedRange> ranges, GovernedRange told) {
		if (ranges.size() == 1) {
			return List.of();
		}
		return ranges.stream().filter(range -> range.first() != told.first() || range.last() != told.last())
				.map(range -> new GvaRange(range.first(), range.last())).distinct().toList();
	}

	@Override
	public void frameTracked(long gpa) {
		core.shadowing().ifPresent(shadowing -> shadowing.frameTracked(gpa));
	}

	@Override
	public void rootDropped(TableRoot root) {
		core.shadowing().ifPresent(shadowing -> shadowing.rootDropped(root));
	}

	private static void stopIf(boolean stop, Hart hart) {
		if (stop) {
			hart.requestStopNow();
		}
	}
}
