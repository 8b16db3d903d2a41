/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.List;

import org.ringside.isa.Extension;
import org.ringside.isa.paging.Pte;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.PhysicalBus;
import org.ringside.vmm.shadow.MachineFrames;
import org.ringside.vmm.tables.GovernedRange;
import org.ringside.vmm.tables.GuestTables;
import org.ringside.vmm.tables.TableRoot;

/** Shadow paging of a whole guest: carries what happens to its tables to the shadow tables of each vCPU, and counts. */
final class Shadowing {
	private final GuestCore core;
	private final GuestMemory memory;
	private final PhysicalBus machineBus;
	private final MachineFrames frames;
	private final List<EmulatedVcpu> vcpus = new ArrayList<>();
	long fills;
	long hiddenFaults;
	long trueFaults;
	long invalidations;
	long tableWrites;
	long rootSwitches;

	Shadowing(GuestCore core, GuestMemory memory) {
		this.core = core;
		this.memory = memory;
		this.machineBus = memory.machineBus().orElseThrow();
		this.frames = memory.frames().orElseThrow();
	}

	/** A vCPU with that virtual state, on a hart of the machine. */
	EmulatedVcpu vcpu(Hart state) {
		// The monitor's harts have no use for physical memory protection: shadow tables lead to the guest's frames only.
		HartConfig config = new HartConfig(HartConfig.AdUpdate.HARDWARE, 0, 0, 0, 0);
		Hart machine = new Hart(state.hartId(), state.profile().with(Extension.S, Extension.U), machineBus, core.clock(), config);
		core.config().engine().install(machine);
		EmulatedVcpu vcpu = new EmulatedVcpu(core, state, machine, this);
		vcpus.add(vcpu);
		return vcpu;
	}

	GuestMemory memory() {
		return memory;
	}

	MachineFrames frames() {
		return frames;
	}

	List<EmulatedVcpu> vcpus() {
		return vcpus;
	}

	/** An entry of a guest table changed: what was derived from it goes. */
	void entryWritten(Hart hart, List<GovernedRange> ranges, long oldPte, long newPte) {
		long changed = oldPte ^ newPte;
		boolean onlyMoreAd = (oldPte & ~newPte) == 0 && (changed & ~(Pte.A | Pte.D)) == 0;
		if (changed == 0 || onlyMoreAd) {
			return;
		}
		int gone = 0;
		for (EmulatedVcpu vcpu : vcpus) {
			if (ranges.size() >= GuestTables.MOST_RANGES) {
				gone += vcpu.pager().forgetAll();
			} else {
				for (GovernedRange range : ranges) {
					gone += vcpu.pager().withdraw(range.root().key(), range.first(), range.last());
				}
			}
		}
		invalidations += gone;
		if (gone > 0 && hart != null && core.events().wants(EventKind.SHADOW_INVALIDATE)) {
			GuestVcpu writer = core.vcpuOf(hart);
			core.events().publish(new VmEvent.ShadowInvalidate(core.place(writer, writer.executing()),
					ranges.get(0).first(), ranges.get(0).last(), gone, "the guest changed the page-table entry that governs them"));
		}
	}

	/** A frame begins to hold a guest table: no machine hart may write it directly any more. */
	void frameTracked(long gpa) {
		var hpa = memory.machineAddress(gpa);
		if (hpa.isPresent()) {
			vcpus.forEach(vcpu -> vcpu.pager().protect(gpa, hpa.getAsLong() & -4096));
		}
	}

	/** An address space is no longer followed, so its shadow tables would go stale. */
	void rootDropped(TableRoot root) {
		for (EmulatedVcpu vcpu : vcpus) {
			invalidations += vcpu.pager().forget(root.key());
		}
	}

	ShadowPage mappings(GuestVcpu vcpu, ShadowQuery query) {
		EmulatedVcpu emulated = vcpus.get(vcpu.index());
		return new ShadowListing(core, emulated, query).list();
	}
}
