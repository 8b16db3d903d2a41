/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.devices.HartLines;
import org.ringside.devices.SerialPort;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.board.BoardOptions;
import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.isa.Cause;
import org.ringside.isa.Extension;
import org.ringside.isa.InterruptCause;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.machine.Access;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.HartConfig;
import org.ringside.machine.Memory;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Walk;
import org.ringside.vmm.sbi.SbiPlatform;
import org.ringside.vmm.shadow.OutOfFramesException;
import org.ringside.vmm.tables.GuestTables;

/** The parts of a virtual machine and how they hang together; {@link VirtualMachine} is its face. */
final class GuestCore implements AutoCloseable {
	/**
	 * What OpenSBI delegates: misaligned fetch, breakpoint, calls from U-mode and the page faults; to a hypervisor also calls
	 * from VS-mode, guest-page faults and virtual instructions.
	 */
	static final long DELEGATED_EXCEPTIONS = 1 << 0 | 1 << 3 | 1 << 8 | 1 << 10 | 1 << 12 | 1 << 13 | 1 << 15 | 0xf << 20;
	/** All interrupts of S-mode. */
	static final long DELEGATED_INTERRUPTS = InterruptCause.SUPERVISOR_SOFTWARE.bit() | InterruptCause.SUPERVISOR_TIMER.bit()
			| InterruptCause.SUPERVISOR_EXTERNAL.bit() | InterruptCause.COUNTER_OVERFLOW.bit();
	/** The wall's time at the start of a run that is to repeat itself: 2026-01-01, in nanoseconds. */
	private static final long FIXED_WALL_TIME = 1_767_225_600_000_000_000L;

	private final VmConfig config;
	private final EventSink events = new EventSink();
	private final PhysicalBus bus;
	private final Clock clock;
	private final GuestMemory memory;
	private final List<GuestVcpu> vcpus = new ArrayList<>();
	private final GuestDevices devices;
	private final VirtBoard board;
	private final GuestTables tables;
	private final Optional<Shadowing> shadowing;
	private final Firmware firmware = new Firmware(this);
	private final PlatformCalls platform;
	private final HartSchedule loop;
	private final Runnable remember;
	private final long[] exits = new long[ExitReason.values().length];
	private Optional<VmStop> ended = Optional.empty();
	private Optional<HostTargetInterface> host = Optional.empty();

	private GuestCore(VmConfig config, GuestDevices devices) throws VmException {
		this.config = config;
		this.devices = devices;
		this.bus = new PhysicalBus(config.parallel());
		this.clock = config.parallel() ? Clock.real() : new Clock(config.harts(), Clock.INSTRUCTIONS_PER_TICK);
		boolean shadowed = config.technique() == Technique.TRAP_AND_EMULATE;
		this.memory = GuestMemory.create(config);
		bus.addMemory(VirtBoard.RAM, memory.guestRam());
		GuestEvents told = new GuestEvents(this, events);
		List<HartLines> lines = new ArrayList<>();
		HartConfig hartConfig = HartConfig.DEFAULT
				.withAdUpdate(config.hardwareAd() ? HartConfig.AdUpdate.PROFILE : HartConfig.AdUpdate.FAULT)
				.withGuestExternalInterrupts(config.aia().guestFiles());
		List<Hart> states = new ArrayList<>();
		for (int index = 0; index < config.harts(); index++) {
			Hart state = new Hart(index, config.isa(), bus, clock, hartConfig);
			states.add(state);
			lines.add(HartLines.of(state));
			state.setListener(told);
		}
		this.remember = config.engine().install(states, config);
		this.shadowing = shadowed ? Optional.of(new Shadowing(this, memory)) : Optional.empty();
		for (Hart state : states) {
			vcpus.add(shadowed ? shadowing.get().vcpu(state) : new BareVcpu(this, state));
		}
		this.tables = new GuestTables(bus, told, shadowed);
		this.platform = new PlatformCalls(this);
		this.board = new VirtBoard(clock, lines, uartPort(), this::finished,
				config.realTime() ? System.currentTimeMillis() * 1_000_000L : FIXED_WALL_TIME,
				new BoardOptions(devices.slots(this), new FirmwareItems(config.memoryBytes(), config.harts()), config.aia(), devices.flash()));
		states.forEach(board::connect);
		board.attach(bus);
		devices.begin();
		this.loop = config.parallel() ? new ParallelLoop(this) : new RunLoop(this);
		config.console().onInput(loop::inputCame);
		devices.network().ifPresent(card -> card.onArrival(loop::inputCame));
		loop.inputCame();
	}

	static GuestCore create(VmConfig config) throws VmException {
		check(config);
		GuestCore core = build(config);
		try {
			core.start(new GuestLoader(config, core.bus, core.board).load());
			if (core.memory.exhausted()) {
				throw new VmException("The machine has only " + Sizes.text(config.machineBytes()) + " of memory: too little for the image of '"
						+ config.name() + "'.");
			}
			return core;
		} catch (OutOfMemoryError e) {
			core.close();
			throw new VmException("This computer has not enough memory for the image of '" + config.name() + "'.", e);
		} catch (VmException | RuntimeException e) {
			core.close();
			throw e;
		}
	}

	private static GuestCore build(VmConfig config) throws VmException {
		GuestDevices devices = GuestDevices.open(config);
		try {
			return new GuestCore(config, devices);
		} catch (OutOfFramesException e) {
			devices.close();
			throw new VmException("The machine has only " + Sizes.text(config.machineBytes()) + " of memory: too little for the monitor's own tables.", e);
		} catch (VmException | RuntimeException e) {
			devices.close();
			throw e;
		}
	}

	private static void check(VmConfig config) throws VmException {
		long bytes = config.memoryBytes();
		if (bytes < VmConfig.SMALLEST_MEMORY || bytes > VmConfig.LARGEST_MEMORY) {
			throw new VmException("A guest's memory must be between " + Sizes.text(VmConfig.SMALLEST_MEMORY) + " and "
					+ Sizes.text(VmConfig.LARGEST_MEMORY) + ", not " + Sizes.text(bytes) + ".");
		}
		if (bytes % Memory.PAGE != 0) {
			throw new VmException("A guest's memory must be a multiple of 4096 bytes, not " + bytes + " bytes.");
		}
		if (config.technique() != Technique.BARE && config.isa().has(Extension.H)) {
			throw new VmException("A guest with the H extension runs under the technique bare only, not under "
					+ config.technique().text() + ": choose that, or an ISA without h.");
		}
		if (config.harts() < 1 || config.harts() > VmConfig.MOST_HARTS) {
			throw new VmException("A guest has 1 to " + VmConfig.MOST_HARTS + " harts, not " + config.harts() + ".");
		}
		if (config.parallel() && config.technique() != Technique.BARE) {
			throw new VmException("Harts run in parallel only under technique bare, not under " + config.technique() + ".");
		}
		if (config.aia().guestFiles() > 0 && !config.isa().has(Extension.H)) {
			throw new VmException("Guest interrupt files are for guests of the guest: choose an ISA with h, or " + config.aia().kind().text() + " without them.");
		}
		if (config.machineBytes() < 0 || config.machineBytes() % Memory.PAGE != 0) {
			throw new VmException("The machine's memory must be a multiple of 4096 bytes, not " + config.machineBytes() + " bytes.");
		}
	}

	/** The near end of the console, for a device that sends what the guest says and fetches what is typed. */
	SerialPort serialPort() {
		ConsolePort console = config.console();
		return new SerialPort() {
			@Override
			public void write(int octet) {
				console.emit(octet);
			}

			@Override
			public int read() {
				return console.poll();
			}
		};
	}

	/** The same for the serial port, which nobody types at once there is a better console. */
	private SerialPort uartPort() {
		SerialPort all = serialPort();
		return new SerialPort() {
			@Override
			public void write(int octet) {
				all.write(octet);
			}

			@Override
			public int read() {
				return devices.consoleTakesInput() ? -1 : all.read();
			}
		};
	}

	private void start(BootPlan plan) {
		if (plan.tohost().isPresent()) {
			host = Optional.of(new HostTargetInterface(this, plan.tohost().getAsLong(), plan.fromhost()));
		}
		for (GuestVcpu vcpu : vcpus) {
			vcpu.setPc(plan.entry());
			vcpu.setX(10, vcpu.index());
			vcpu.setX(11, plan.deviceTree());
			vcpu.setX(12, plan.argument2());
			if (!plan.machineMode()) {
				vcpu.monitorAsFirmware();
				vcpu.hsm = vcpu.index() == 0 ? SbiPlatform.HartState.STARTED : SbiPlatform.HartState.STOPPED;
			}
		}
	}

	private void finished(TestFinisher.Ending ending) {
		end(switch (ending) {
			case TestFinisher.Pass pass -> new Verdict(Verdict.Kind.PASS, 0, "The guest told the test finisher that it passed.");
			case TestFinisher.Fail fail -> new Verdict(Verdict.Kind.FAIL, fail.code(),
					"The guest told the test finisher that it failed with code " + fail.code() + ".");
			case TestFinisher.Reset reset -> new Verdict(Verdict.Kind.RESET, 0, "The guest asked the test finisher for a reset.");
		});
	}

	/** The guest ends its run: stops right after the present instruction, for good. */
	void end(Verdict verdict) {
		VmStop exit = new VmStop.GuestExit(verdict);
		ended = Optional.of(exit);
		events.stop(exit);
		vcpus.forEach(vcpu -> vcpu.state.requestStopNow());
	}

	/** Goes on from another state: what was found in the one before no longer holds. */
	void restored() {
		ended = Optional.empty();
		events.take();
		loop.inputCame();
	}

	// ---- parts

	PlatformCalls platformCalls() {
		return platform;
	}

	HartSchedule schedule() {
		return loop;
	}

	VmConfig config() {
		return config;
	}

	EventSink events() {
		return events;
	}

	PhysicalBus bus() {
		return bus;
	}

	Clock clock() {
		return clock;
	}

	GuestDevices devices() {
		return devices;
	}

	VirtBoard board() {
		return board;
	}

	GuestTables tables() {
		return tables;
	}

	Firmware firmware() {
		return firmware;
	}

	SbiPlatform platform() {
		return platform;
	}

	Optional<Shadowing> shadowing() {
		return shadowing;
	}

	/** What serves a guest that was written for a host beside it. */
	Optional<HostTargetInterface> host() {
		return host;
	}

	List<GuestVcpu> guestVcpus() {
		return vcpus;
	}

	GuestVcpu vcpuOf(Hart state) {
		return vcpus.get(state.hartId());
	}

	EventPlace place(GuestVcpu vcpu, long pc) {
		return new EventPlace(vcpu.index(), vcpu.retired(), pc, vcpu.mode(), vcpu.satp());
	}

	void count(ExitReason reason) {
		count(reason, 1);
	}

	void count(ExitReason reason, long times) {
		exits[reason.ordinal()] += times;
	}

	long exits(ExitReason reason) {
		return exits[reason.ordinal()];
	}

	// ---- what harts tell

	void breakpointReached(GuestVcpu vcpu) {
		long pc = vcpu.pc();
		events.stop(new VmStop.Breakpoint(vcpu.index(), pc, memory.fetchAddress(vcpu, pc)));
	}

	/** A hart in the critical-error state never goes on. */
	void criticalError(GuestVcpu vcpu, long cause) {
		events.stop(new VmStop.TrapStorm(vcpu.index(), "The hart is in the critical-error state: M-mode met a " + Cause.describe(cause)
				+ " while mstatus.MDT was set, so that it could not take the trap."));
	}

	void addressSpaceChanged(GuestVcpu vcpu, long satp) {
		if (shadowing.isPresent() || events.wants(EventKind.PAGE_TABLE_WRITE)) {
			tables.activate(vcpu.index(), satp);
		}
	}

	/** The reason to stop, if there is one; the vCPU it names lets its breakpoint pass next time. */
	Optional<VmStop> takeStop() {
		if (ended.isEmpty() && memory.exhausted()) {
			events.stop(new VmStop.OutOfFrames(memory.exhaustedSentence()));
		}
		Optional<VmStop> stop = events.take();
		stop.ifPresent(reason -> {
			switch (reason) {
				case VmStop.Breakpoint breakpoint -> vcpus.get(breakpoint.vcpu()).passBreakpointHere();
				case VmStop.EventStop event -> vcpus.get(event.event().place().vcpu()).passBreakpointHere();
				default -> {
					// Other stops tell nothing about an instruction that comes next.
				}
			}
		});
		return stop.isPresent() ? stop : ended;
	}

	// ---- run control

	VmStop run(long limit) {
		try {
			return loop.run(limit);
		} catch (OutOfFramesException e) {
			return new VmStop.OutOfFrames(e.getMessage());
		} catch (OutOfMemoryError e) {
			return new VmStop.OutOfFrames("This computer has no memory left for the guest '" + config.name() + "': " + e.getMessage() + ".");
		}
	}

	VmStop step(int vcpu) {
		GuestVcpu stepped = vcpus.get(vcpu);
		try {
			VmStop stop = loop.step(stepped);
			stepped.passBreakpointHere();
			return stop;
		} catch (OutOfFramesException e) {
			return new VmStop.OutOfFrames(e.getMessage());
		}
	}

	void interrupt() {
		loop.interrupt();
	}

	long instructions() {
		return loop.instructions();
	}

	void setObserver(VmObserver observer) {
		events.setObserver(observer);
		watchTables();
	}

	void clearObserver() {
		events.clearObserver();
		watchTables();
	}

	/** Tables are followed only as long as somebody wants to hear of writes to them, or shadow paging needs it. */
	private void watchTables() {
		tables.await(events.tableInterest());
		if (events.wants(EventKind.PAGE_TABLE_WRITE)) {
			vcpus.forEach(vcpu -> tables.activate(vcpu.index(), vcpu.csr(SupervisorCsrs.SATP)));
		} else if (shadowing.isEmpty()) {
			tables.clear();
		}
	}

	void addVirtualBreakpoint(long gva) {
		vcpus.forEach(vcpu -> vcpu.runner().addVirtualBreakpoint(gva));
	}

	void removeVirtualBreakpoint(long gva) {
		vcpus.forEach(vcpu -> vcpu.runner().removeVirtualBreakpoint(gva));
	}

	void addPhysicalBreakpoint(long gpa) {
		setPhysicalBreakpoint(gpa, true);
	}

	void removePhysicalBreakpoint(long gpa) {
		setPhysicalBreakpoint(gpa, false);
	}

	private void setPhysicalBreakpoint(long gpa, boolean on) {
		OptionalLong hpa = memory.machineAddressForBreakpoint(gpa);
		if (hpa.isEmpty()) {
			return;
		}
		for (GuestVcpu vcpu : vcpus) {
			if (on) {
				vcpu.runner().addPhysicalBreakpoint(hpa.getAsLong());
			} else {
				vcpu.runner().removePhysicalBreakpoint(hpa.getAsLong());
			}
		}
	}

	// ---- looking at the guest

	List<Vcpu> vcpus() {
		return List.copyOf(vcpus);
	}

	MemorySpace gva(int vcpu) {
		return memory.gva(bus, vcpus.get(vcpu));
	}

	MemorySpace gpa() {
		return memory.physical(bus);
	}

	MemorySpace hpa() {
		return memory.physical(memory.machineBus().orElse(bus));
	}

	Walk walk(int vcpu, long gva, Access access) {
		Hart state = vcpus.get(vcpu).state;
		return walk(vcpu, gva, access, access == Access.EXECUTE ? state.mode() : state.effectiveDataMode());
	}

	Walk walk(int vcpu, long gva, Access access, PrivilegeMode mode) {
		return vcpus.get(vcpu).state.translate(gva, access, mode, false);
	}

	Walk machineWalk(int vcpu, long gva, Access access) {
		GuestVcpu guest = vcpus.get(vcpu);
		return shadowing.isEmpty() ? walk(vcpu, gva, access)
				: guest.runner().translate(gva, access, guest.runner().mode(), false);
	}

	OptionalLong machineAddress(long gpa) {
		return memory.machineAddress(gpa);
	}

	ShadowPage shadowMappings(int vcpu, ShadowQuery query) {
		return shadowing.map(all -> all.mappings(vcpus.get(vcpu), query)).orElse(new ShadowPage(List.of(), 0, true));
	}

	ShadowStatistics statistics() {
		return Statistics.of(this);
	}

	GuestMemory memory() {
		return memory;
	}

	@Override
	public void close() {
		config.console().onInput(() -> {
			// The machine is gone; what is typed now nobody reads.
		});
		remember.run();
		devices.close();
		memory.close();
	}
}
