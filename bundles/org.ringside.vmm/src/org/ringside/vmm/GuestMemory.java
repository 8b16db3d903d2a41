/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.devices.board.VirtBoard;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.paging.PagingMode;
import org.ringside.isa.paging.Pte;
import org.ringside.machine.FrameMap;
import org.ringside.machine.Hart;
import org.ringside.machine.Memory;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;
import org.ringside.vmm.shadow.MachineFrames;
import org.ringside.vmm.tables.Translation;

/** The guest's RAM: the machine's own under {@code bare}, machine frames given out on first touch otherwise. */
final class GuestMemory implements AutoCloseable {
	/** Beside the guest's pages the machine needs room for shadow tables: this and a part of the guest's size. */
	private static final long TABLE_ROOM = 32L << 20;
	private static final int TABLE_PART = 16;

	private final VmConfig config;
	private final Ram ram;
	private final Memory guestRam;
	private final Optional<MachineFrames> frames;
	private final Optional<PhysicalBus> machineBus;

	private GuestMemory(VmConfig config, Ram ram, Memory guestRam, Optional<MachineFrames> frames) {
		this.config = config;
		this.ram = ram;
		this.guestRam = guestRam;
		this.frames = frames;
		this.machineBus = frames.map(some -> new PhysicalBus());
		machineBus.ifPresent(bus -> bus.addMemory(VirtBoard.RAM, ram));
	}

	static GuestMemory create(VmConfig config) throws VmException {
		try {
			if (config.technique() == Technique.BARE) {
				Ram ram = new Ram(config.memoryBytes());
				return new GuestMemory(config, ram, ram, Optional.empty());
			}
			long bytes = config.machineBytes() != 0 ? config.machineBytes()
					: config.memoryBytes() + config.memoryBytes() / TABLE_PART / Memory.PAGE * Memory.PAGE + TABLE_ROOM;
			Ram ram = new Ram(bytes);
			MachineFrames frames = new MachineFrames(ram, VirtBoard.RAM);
			return new GuestMemory(config, ram, new FrameMap(config.memoryBytes(), ram, frames::takeForGuest), Optional.of(frames));
		} catch (OutOfMemoryError e) {
			throw new VmException("This computer has not enough memory for a guest with " + Sizes.text(config.memoryBytes()) + ".", e);
		}
	}

	Memory guestRam() {
		return guestRam;
	}

	Optional<PhysicalBus> machineBus() {
		return machineBus;
	}

	Optional<MachineFrames> frames() {
		return frames;
	}

	/** The machine's own memory, which holds all frames. */
	Ram machineRam() {
		return ram;
	}

	/** Takes the frame from a page of guest RAM that has one; returns its offset in the machine's memory. */
	long forgetFrame(long offset) {
		long frame = guestRam.frameOffset(offset);
		((FrameMap) guestRam).set(offset, -1);
		return frame;
	}

	/** Whether a page of the guest got no frame: its contents are wrong from then on. */
	boolean exhausted() {
		return frames.isPresent() && frames.get().refused();
	}

	String exhaustedSentence() {
		return "The machine's memory (%s) is used up: the guest '%s' touched more of its %s than there are frames for.".formatted(
				Sizes.text(ram.size()), config.name(), Sizes.text(config.memoryBytes()));
	}

	/** The machine address of the frame behind a page of guest RAM, given out now if need be. */
	OptionalLong frameFor(long gpa) {
		long offset = (gpa & -Memory.PAGE) - VirtBoard.RAM;
		return guestRam.frames(offset) == null ? OptionalLong.empty()
				: OptionalLong.of(VirtBoard.RAM + guestRam.frameOffset(offset));
	}

	OptionalLong machineAddress(long gpa) {
		long offset = gpa - VirtBoard.RAM;
		if (offset < 0 || offset >= guestRam.size() || !guestRam.touched(offset)) {
			return OptionalLong.empty();
		}
		return OptionalLong.of(VirtBoard.RAM + guestRam.frameOffset(offset) + (offset & Memory.PAGE - 1));
	}

	/** The guest-physical address of a byte of the machine, by looking through all pages; -1 if it is none of the guest's. */
	long guestAddress(long hpa) {
		long frame = hpa - VirtBoard.RAM & -Memory.PAGE;
		for (long offset = 0; offset < guestRam.size(); offset += Memory.PAGE) {
			if (guestRam.touched(offset) && guestRam.frameOffset(offset) == frame) {
				return VirtBoard.RAM + offset + (hpa & Memory.PAGE - 1);
			}
		}
		return -1;
	}

	/** As {@link #machineAddress}, for any byte of guest RAM: a page that is to be watched gets its frame now. */
	OptionalLong machineAddressForBreakpoint(long gpa) {
		long offset = gpa - VirtBoard.RAM;
		if (offset < 0 || offset >= guestRam.size()) {
			return OptionalLong.empty();
		}
		OptionalLong frame = frameFor(gpa);
		return frame.isEmpty() ? frame : OptionalLong.of(frame.getAsLong() + (gpa & Memory.PAGE - 1));
	}

	/** Where a vCPU's instruction lies in guest-physical memory, if it is mapped at all. */
	OptionalLong fetchAddress(GuestVcpu vcpu, long gva) {
		return translate(vcpu.state, vcpu.mode(), gva);
	}

	/**
	 * Follows the guest's tables without asking for permissions, as a debugger may. A guest that is a hypervisor itself has
	 * guests of its own, whose addresses are translated in two stages.
	 */
	private static OptionalLong translate(Hart state, PrivilegeMode mode, long gva) {
		if (!mode.isVirtual()) {
			return mode == PrivilegeMode.M ? OptionalLong.of(gva)
					: translate(state, state.peekCsr(SupervisorCsrs.SATP), false, gva, OptionalLong::of);
		}
		long hgatp = state.peekCsr(HypervisorCsrs.HGATP);
		Mapping second = address -> translate(state, hgatp, true, address, OptionalLong::of);
		OptionalLong between = translate(state, state.peekCsr(HypervisorCsrs.VSATP), false, gva, second);
		return between.isEmpty() ? between : second.physical(between.getAsLong());
	}

	/** One stage; {@code entries} maps the addresses of its table entries. */
	private static OptionalLong translate(Hart state, long register, boolean gStage, long gva, Mapping entries) {
		int levels = Translation.levels(register);
		if (levels == 0) {
			return OptionalLong.of(gva);
		}
		PagingMode paging = PagingMode.ofRegister(register).orElseThrow();
		boolean inRange = gStage ? gva >>> paging.addressBits() + PagingMode.G_STAGE_EXTRA_BITS == 0 : paging.isCanonical(gva);
		if (!inRange) {
			return OptionalLong.empty();
		}
		long table = Translation.root(register);
		for (int level = levels - 1; level >= 0; level--) {
			OptionalLong mapped = entries.physical(table + 8L * (gStage ? paging.gStageIndex(gva, level) : paging.index(gva, level)));
			if (mapped.isEmpty() || !state.bus().isMemory(mapped.getAsLong())) {
				return OptionalLong.empty();
			}
			long pte = state.bus().read(mapped.getAsLong(), 8);
			if ((pte & Pte.V) == 0) {
				return OptionalLong.empty();
			}
			if (Pte.isLeaf(pte)) {
				long inside = (1L << Translation.shift(level)) - 1;
				return OptionalLong.of(Pte.address(pte) & ~inside | gva & inside);
			}
			table = Pte.address(pte);
		}
		return OptionalLong.empty();
	}

	MemorySpace physical(PhysicalBus bus) {
		return new MemorySpace() {
			@Override
			public int read(long address, byte[] into, boolean[] readable) {
				return readRuns(bus, address, into, readable, OptionalLong::of);
			}

			@Override
			public int write(long address, byte[] bytes) {
				return writeRuns(bus, address, bytes, OptionalLong::of);
			}
		};
	}

	MemorySpace gva(PhysicalBus bus, GuestVcpu vcpu) {
		return new MemorySpace() {
			private OptionalLong physical(long gva) {
				return translate(vcpu.state, vcpu.state.effectiveDataMode(), gva);
			}

			@Override
			public int read(long address, byte[] into, boolean[] readable) {
				return readRuns(bus, address, into, readable, this::physical);
			}

			@Override
			public int write(long address, byte[] bytes) {
				return writeRuns(bus, address, bytes, this::physical);
			}
		};
	}

	/** Maps the address of a byte to a physical one, the same for all bytes of a page. */
	@FunctionalInterface
	private interface Mapping {
		OptionalLong physical(long address);
	}

	private static int readRuns(PhysicalBus bus, long address, byte[] into, boolean[] readable, Mapping mapping) {
		int read = 0;
		for (int done = 0; done < into.length;) {
			long at = address + done;
			int run = (int) Math.min(into.length - done, Memory.PAGE - (at & Memory.PAGE - 1));
			OptionalLong physical = mapping.physical(at);
			boolean can = physical.isPresent() && bus.read(physical.getAsLong(), into, done, run);
			java.util.Arrays.fill(readable, done, done + run, can);
			if (can) {
				read += run;
			} else {
				java.util.Arrays.fill(into, done, done + run, (byte) 0);
			}
			done += run;
		}
		return read;
	}

	private static int writeRuns(PhysicalBus bus, long address, byte[] bytes, Mapping mapping) {
		for (int done = 0; done < bytes.length;) {
			long at = address + done;
			int run = (int) Math.min(bytes.length - done, Memory.PAGE - (at & Memory.PAGE - 1));
			OptionalLong physical = mapping.physical(at);
			if (physical.isEmpty() || !bus.write(physical.getAsLong(), bytes, done, run)) {
				return done;
			}
			done += run;
		}
		return bytes.length;
	}

	@Override
	public void close() {
		ram.close();
	}
}
