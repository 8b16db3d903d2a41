/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.function.IntSupplier;

import org.ringside.isa.ExceptionCause;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PrivilegeMode;
import org.ringside.machine.instructions.FloatFlags;
import org.ringside.machine.instructions.RoundingMode;
import org.ringside.machine.vector.VectorState;

/**
 * A hart: all its guest-visible state, and the means to run it. The same class serves as a physical hart that runs code
 * fast and as the virtual privileged state of a vCPU for which a monitor emulates single instructions.
 *
 * <p>A hart belongs to the thread that runs it; only {@link #requestStop} may be called from another one.
 */
public final class Hart extends HartRegisters implements Saveable {

	final PrivilegedState state = new PrivilegedState();
	/** Whose are the CSRs that only hold a value. */
	PlainRegisters plain = state.plain;
	final ExtensionFlags extensions;
	final PhysicalBus bus;
	/** Whether other harts run at the same time: see {@link PhysicalBus#PhysicalBus(boolean)}. */
	final boolean parallel;
	final Clock clock;
	final Pmp pmp;
	final PageWalker walker;
	final Tlb tlb;
	final TrapUnit traps;
	final CsrFile csrs;
	final AdvancedInterrupts advanced;
	final SupervisorTimer timer;
	final PerformanceCounters counters;
	final EntropySource entropy;
	final Triggers triggers;
	final BreakpointSet breakpoints = new BreakpointSet();
	final CodeCache code;
	final Interpreter interpreter;
	final InPlace inPlace;
	final Reservation reservation = new Reservation();
	/** The accrued flags of fcsr. */
	public final FloatFlags floatFlags = new FloatFlags();
	/** The rounding mode of fcsr; 5 to 7 are reserved. */
	int roundingMode;
	/** The vector registers and CSRs. */
	public final VectorState vector;
	/** The one exception that this hart throws for guest exceptions. */
	public final Trap trap = new Trap();

	/** Host address of the TLB entries for data accesses in the present mode, for {@link MemoryAccess} and translated code. */
	public long dataTlb;
	/** Instructions that may still be charged to straight runs before the run loop must look. */
	public long budget;
	/** The page that translated code last left its fast path for if it may be read so, or -1. */
	public long readPage;
	/** The same if it may be read and written so. */
	public long writtenPage;
	/** What makes host addresses of addresses in that page. */
	public long pageAddend;
	/** The fetch translations of the present mode. */
	CodePage[] fetch;
	/** The node that left the fast path last. */
	Node site;
	/** The node that the run loop is asked to execute with exact state. */
	Node pending;
	/** Whether one instruction is executed on its own, with exact state. */
	boolean single;
	/** Whether no other hart runs until the present step is done. */
	boolean exclusive;
	/** Whether the run loop must look at interrupts, waiting and stop requests before the next instruction. */
	boolean attention;
	boolean waiting;
	boolean stopNow;
	boolean monitored;
	volatile boolean stopRequested;
	/** Calls within calls of translated code. */
	int depth;
	/** Who makes fast code of hot code, or {@code null}. */
	CodeTranslator translator;

	private final int hartId;
	private final IsaProfile profile;
	private final HartConfig config;
	private long pc;
	private long retired;
	private int dataMode;
	private HartListener listener;

	/** A hart with the default configuration, in M-mode at address 0, on a bus that it attaches itself to. */
	public Hart(int hartId, IsaProfile profile, PhysicalBus bus, Clock clock) {
		this(hartId, profile, bus, clock, HartConfig.DEFAULT);
	}

	public Hart(int hartId, IsaProfile profile, PhysicalBus bus, Clock clock, HartConfig config) {
		this.hartId = hartId;
		this.profile = Objects.requireNonNull(profile);
		this.bus = Objects.requireNonNull(bus);
		this.parallel = bus.parallel();
		this.clock = Objects.requireNonNull(clock);
		this.config = Objects.requireNonNull(config);
		extensions = new ExtensionFlags(profile);
		vector = new VectorState(profile);
		if (!extensions.u) {
			state.mstatus = PrivilegedState.MPP;
		}
		if (extensions.smdbltrp) {
			state.mstatus |= PrivilegedState.MDT;
		}
		pmp = new Pmp(extensions.u ? config.pmpEntries() : 0);
		walker = new PageWalker(this);
		tlb = new Tlb(this);
		traps = new TrapUnit(this);
		advanced = new AdvancedInterrupts(state);
		counters = new PerformanceCounters(this);
		entropy = new EntropySource(hartId);
		triggers = new Triggers(this);
		csrs = new CsrFile(this);
		MachineRegisters.define(csrs, this);
		CounterRegisters.define(csrs, this);
		PmpRegisters.define(csrs, this);
		FloatRegisters.define(csrs, this);
		VectorRegisters.define(csrs, this);
		SecurityRegisters.define(csrs, this);
		StateEnableRegisters.define(csrs, this);
		TriggerRegisters.define(csrs, this);
		if (extensions.s) {
			SupervisorRegisters.define(csrs, this);
		}
		if (extensions.h) {
			HypervisorRegisters.define(csrs, this);
		}
		timer = SupervisorTimer.define(csrs, this);
		AdvancedInterruptRegisters.define(csrs, this);
		code = new CodeCache(this);
		interpreter = new Interpreter(this);
		inPlace = new InPlace(this, interpreter);
		modeChanged();
		bus.attach(this);
	}

	// ---- identity and plain state

	public int hartId() {
		return hartId;
	}

	public IsaProfile profile() {
		return profile;
	}

	public HartConfig config() {
		return config;
	}

	public PhysicalBus bus() {
		return bus;
	}

	public Clock clock() {
		return clock;
	}

	public long pc() {
		return pc;
	}

	public void setPc(long address) {
		pc = address;
	}

	public PrivilegeMode mode() {
		return Tlb.modeOf(state.translationMode());
	}

	/**
	 * Puts the hart into a mode.
	 *
	 * @throws IllegalArgumentException for a mode of guests if the hart has no hypervisor extension
	 */
	public void setMode(PrivilegeMode mode) {
		if (mode.isVirtual() && !extensions.h) {
			throw new IllegalArgumentException("A hart without the H extension has no mode " + mode);
		}
		state.mode = mode.encoding();
		state.virtual = mode.isVirtual();
		modeChanged();
	}

	/** Retired instructions, exact whenever the hart is not in the middle of {@link #run}, and in listeners and devices. */
	public long retired() {
		return retired;
	}

	/** Address of the instruction that executes, for listeners, observers and devices that want to name it. */
	public long currentInstruction() {
		return site != null ? site.pc : pc;
	}

	/** Whether the hart sleeps in {@code wfi}. */
	public boolean waitingForInterrupt() {
		return waiting;
	}

	/** Puts the hart to sleep or wakes it, as a monitor does that emulates {@code wfi}. */
	public void setWaitingForInterrupt(boolean sleeping) {
		waiting = sleeping;
		attend();
	}

	// ---- running

	/**
	 * Runs until {@code limit} instructions and trap entries are done, or something else stops the hart first. Trap entries
	 * count too, so that a hart that traps for ever comes back; {@link #retired} tells the instructions.
	 */
	public HartStop run(long limit) {
		return interpreter.run(limit);
	}

	/**
	 * Executes exactly one instruction or takes one trap, even at a breakpoint.
	 *
	 * @return {@link HartStop.Budget} if that is what happened
	 */
	public HartStop step() {
		return interpreter.step(null);
	}

	/**
	 * Executes exactly one instruction as {@link #step} does, while no other hart runs, as {@link HartStop.NeedsExclusion} asked
	 * for.
	 */
	public HartStop stepExclusively() {
		exclusive = true;
		try {
			return interpreter.step(null);
		} finally {
			exclusive = false;
		}
	}

	/** Executes one instruction that a monitor has fetched itself, as if it stood at pc. */
	public HartStop stepInstruction(int word) {
		return interpreter.step(code.single(word, pc));
	}

	/** Makes {@link #run} return {@link HartStop.Interrupted} soon; from any thread. */
	public void requestStop() {
		stopRequested = true;
	}

	/** Makes run return as soon as the present trap entry or instruction is complete; from listeners and observers. */
	public void requestStopNow() {
		stopNow = true;
		attention = true;
	}

	/**
	 * Lets M-mode be a monitor outside: a trap that M-mode would take ends {@link #run} with
	 * {@link HartStop.MonitorTrap} or {@link HartStop.MonitorInterrupt} instead of being vectored.
	 */
	public void setMonitored(boolean on) {
		monitored = on;
		attend();
	}

	/**
	 * Has such traps told to a monitor instead, after which the hart can go on; interrupts end the run still.
	 *
	 * @param virtual whose state the monitor keeps while this hart runs its code
	 */
	public void setMonitor(Monitor monitor, Hart virtual) {
		traps.monitor = monitor;
		plain = virtual.state.plain;
		setMonitored(true);
	}

	/** Sets who makes fast code of what is executed often; without one, all is interpreted. */
	public void setTranslator(CodeTranslator newTranslator) {
		translator = newTranslator;
		code.clear();
	}

	/** Takes code that the translator made for an instruction of this hart after it was asked; from any thread. */
	public void translated(CodePage page, TranslatedCode made) {
		code.finish(page, made);
	}

	/** The same on the hart's own thread while it asks, for other instructions of the page that was asked about. */
	public void translatedToo(CodePage page, TranslatedCode made) {
		code.attachToo(page, made);
	}

	/** Sets who is told of traps, returns and changes of satp; {@code null} for nobody. */
	public void setListener(HartListener newListener) {
		listener = newListener;
	}

	/** Takes an exception at the present pc with delegation, as when the hardware raises it. */
	public void takeTrap(ExceptionCause cause, long value) {
		waiting = false;
		traps.enter(cause.number(), value, pc, traps.target(cause));
		stopNow = false;
	}

	/**
	 * Takes a trap at the present pc in S-mode or M-mode, whatever medeleg and mideleg say; the interrupt bit is part of the
	 * cause. An exception of a guest that its hypervisor has delegated goes on to VS-mode.
	 */
	public void takeTrap(long cause, long value, boolean toSupervisor) {
		waiting = false;
		traps.enter(cause, value, pc, !toSupervisor ? TrapUnit.MACHINE
				: cause >= 0 && state.virtual && (state.hedeleg >>> cause & 1) != 0 ? TrapUnit.GUEST : TrapUnit.SUPERVISOR);
		stopNow = false;
	}

	// ---- interrupts

	/** Drives a bit of {@code mip} from outside, as a wire does. */
	public void setInterruptPending(int interrupt, boolean level) {
		if (parallel && !Thread.holdsLock(bus)) {
			// A counter of this hart may overflow while a device on another thread drives a line.
			synchronized (bus) {
				setInterruptPending(interrupt, level);
			}
			return;
		}
		long lines = level ? state.mipLines | 1L << interrupt : state.mipLines & ~(1L << interrupt);
		if (lines != state.mipLines) {
			state.mipLines = lines;
			attend();
		}
	}

	/**
	 * Drives a guest external interrupt from outside, as a wire of an interrupt controller does.
	 *
	 * @param number 1 to the number of them that the hart's configuration gives; any other is ignored
	 */
	public void setGuestExternalPending(int number, boolean level) {
		if (number < 1 || number > config.guestExternalInterrupts()) {
			return;
		}
		state.hgeip = level ? state.hgeip | 1L << number : state.hgeip & ~(1L << number);
		guestExternalChanged();
	}

	/** hip.SGEIP tells of any that is enabled, hip.VSEIP of the one that hstatus.VGEIN selects. */
	void guestExternalChanged() {
		int selected = (int) ((state.hstatus & HypervisorState.VGEIN) >>> HypervisorState.VGEIN_SHIFT);
		setInterruptPending(HypervisorState.SGEI, (state.hgeip & state.hgeie) != 0);
		setInterruptPending(HypervisorState.VSEI, (state.hgeip >>> selected & 1) != 0);
	}

	/**
	 * Connects the interrupt files of an IMSIC; there must be as many of guests as the hart's configuration gives, and they signal
	 * by {@link #setInterruptPending} and {@link #setGuestExternalPending}. Once, before the hart runs.
	 */
	public void connect(InterruptFiles files) {
		if (files.guests().size() != (extensions.h ? config.guestExternalInterrupts() : 0)) {
			throw new IllegalArgumentException("The hart has " + config.guestExternalInterrupts() + " guest external interrupts, but "
					+ files.guests().size() + " guest interrupt files are given");
		}
		advanced.connect(files);
	}

	/**
	 * Connects an interrupt controller that signals by wires and also tells the priorities of what it signals; those of others are
	 * behind all numbers.
	 *
	 * @param machine the priority number of M-mode's external interrupt, 0 for none
	 * @param supervisor the same for S-mode
	 */
	public void connect(IntSupplier machine, IntSupplier supervisor) {
		advanced.connect(machine, supervisor);
	}

	/** Whether an interrupt is pending and enabled, for which mode ever, which wakes {@code wfi} whatever mstatus says. */
	public boolean interruptWakes() {
		return extensions.advanced ? advanced.wakes() : (state.mip() & state.mie) != 0;
	}

	/** Whether an interrupt would be taken before the next instruction. */
	public boolean interruptDue() {
		return traps.pendingInterrupt() >= 0;
	}

	// ---- CSRs

	/** Whether the hart has a CSR with this number. */
	public boolean hasCsr(int number) {
		return csrs.exists(number);
	}

	/** The value that an instruction would read, without checks and side effects; 0 if there is no such CSR. */
	public long peekCsr(int number) {
		return csrs.exists(number) ? csrs.peek(number) : 0;
	}

	/** Sets a CSR as an instruction with full privilege would, with its WARL rules; nothing happens if there is no such CSR. */
	public void pokeCsr(int number, long value) {
		if (csrs.exists(number)) {
			csrs.poke(number, value);
		}
	}

	/** Reads a CSR as an instruction of the present mode does; throws {@link Trap}. */
	public long readCsr(int number) {
		return csrs.read(number);
	}

	/** Writes a CSR as an instruction of the present mode does; throws {@link Trap}. */
	public void writeCsr(int number, long value) {
		csrs.write(number, value);
	}

	/** Replaces a CSR and returns its old value; throws {@link Trap}. */
	public long swapCsr(int number, long value) {
		return csrs.swap(number, value);
	}

	/** Sets and clears bits of a CSR and returns its old value; throws {@link Trap}. */
	public long modifyCsr(int number, long set, long clear) {
		return csrs.modify(number, set, clear);
	}

	// ---- memory

	/** Translates with every step told. Only with {@code updateAd} may the walk set A and D in memory. */
	public Walk translate(long va, Access access, PrivilegeMode effectiveMode, boolean updateAd) {
		return WalkReport.of(this, va, access, effectiveMode, updateAd, true);
	}

	/** As {@link #translate}, updating A and D, but without a word on the reason: for monitors, which do this often. */
	public Walk walk(long va, Access access, PrivilegeMode effectiveMode) {
		return WalkReport.of(this, va, access, effectiveMode, true, false);
	}

	/** The mode with which loads and stores are made now, MPRV considered. */
	public PrivilegeMode effectiveDataMode() {
		return Tlb.modeOf(dataMode);
	}

	/** Changes satp for a monitor, which flushes what tables do not say any more; of a few address spaces what is cached is kept. */
	public void switchAddressSpace(long satp) {
		int space = tlb.use(satp);
		code.use(space < 0 ? ~space : space, space >= 0);
		state.satp = satp;
		modeChanged();
	}

	/** Forgets all cached translations. */
	public void flushTlb() {
		attention = true;
		tlb.flush();
		code.flushTranslations();
	}

	/** Forgets cached translations of a virtual address of the guest. */
	void flushGuestTlb(long va) {
		tlb.flushGuest(va);
		code.flushGuest(va);
	}

	/** Forgets cached translations of an address in an address space; here all address spaces. */
	public void flushTlb(long va, int asid) {
		tlb.flush(va);
		code.flushTranslated(va);
	}

	/** Forgets code decoded from the page at a physical address. */
	public void invalidateCode(long physical) {
		Ram ram = bus.frames(physical);
		if (ram != null) {
			code.codeWritten(ram, bus.frameOffset(physical & -Memory.PAGE));
		}
	}

	void withdrawWrites(long page) {
		attention = true;
		tlb.withdrawWrites(page);
	}

	void breakReservation(long physical, int size) {
		reservation.breakIfTouched(physical, size);
	}

	/** Cancels a reservation of {@code lr}, as when another hart gets its turn. */
	public void cancelReservation() {
		reservation.cancel();
	}

	/** Takes over whether mstatus calls floating-point and vector state off, clean or dirty, if this hart has them. */
	public void adoptUnitStatus(Hart other) {
		long mask = (extensions.f ? PrivilegedState.FS : 0) | (vector.exists() ? PrivilegedState.VS : 0);
		state.mstatus = state.mstatus & ~mask | other.state.mstatus & mask;
	}

	/**
	 * What physical memory protection lets a mode do in the page of a physical address: bit 0 read, bit 1 write, bit 2
	 * execute; -1 where the answer is not the same for the whole page.
	 */
	public int pageProtection(long physical, PrivilegeMode mode) {
		return pmp.ofPage(physical & -Memory.PAGE, mode.encoding());
	}

	/** Looks for the node behind a jump; {@code null} sends the run loop there. For nodes only. */
	Node enter(long target) {
		CodePage page = fetch[(int) (target >>> 12) & Tlb.ENTRIES - 1];
		if (page != null && page.address == (target & -Memory.PAGE)) {
			Node node = page.at(target);
			if (node != null) {
				if (--node.heat < 0) {
					node = code.hot(node);
				}
				if ((budget -= node.toEnd) >= 0) {
					return node;
				}
				budget += node.toEnd;
			}
		}
		pc = target;
		return null;
	}

	/** 512 bytes of host memory that belong to this hart, for an engine's own use. */
	public long scratch() {
		return tlb.scratch();
	}

	// ---- breakpoints

	public void addVirtualBreakpoint(long va) {
		if (breakpoints.addVirtual(va)) {
			code.forgetVirtual(va);
		}
	}

	public void removeVirtualBreakpoint(long va) {
		if (breakpoints.removeVirtual(va)) {
			code.forgetVirtual(va);
		}
	}

	public void addPhysicalBreakpoint(long pa) {
		if (breakpoints.addPhysical(pa)) {
			code.forgetPhysical(pa);
		}
	}

	public void removePhysicalBreakpoint(long pa) {
		if (breakpoints.removePhysical(pa)) {
			code.forgetPhysical(pa);
		}
	}

	// ---- what CSRs, traps and instructions change

	int dataMode() {
		return dataMode;
	}

	/** Clears the bits of an instruction address that cannot be set. */
	long pcMask() {
		return extensions.c ? ~1L : ~3L;
	}

	/** Bytes that instruction addresses are a multiple of: 2 with compressed instructions, else 4. */
	public int instructionAlignment() {
		return extensions.c ? 2 : 4;
	}

	/** Whether a walk sets A and D, by the register that governs the stage of the walk. */
	boolean updatesAd(long environment) {
		return switch (config.adUpdate()) {
			case HARDWARE -> true;
			case FAULT -> false;
			case PROFILE -> extensions.svadu ? (environment & MachineRegisters.ADUE) != 0 : !extensions.svade;
		};
	}

	/** Whether satp, vsatp and hgatp may have this mode. */
	boolean hasTranslation(int scheme) {
		return switch (scheme) {
			case 0, 8 -> true;
			case 9 -> extensions.sv48;
			case 10 -> extensions.sv57;
			default -> false;
		};
	}

	/** Sets mstatus and what is derived from it. */
	void setStatus(long status) {
		long changed = state.mstatus ^ status;
		state.mstatus = status;
		if ((changed & PrivilegedState.MXR) != 0) {
			tlb.flush();
		}
		modeChanged();
	}

	/** Sets vsstatus and what is derived from it. */
	void setGuestStatus(long status) {
		long changed = state.vsstatus ^ status;
		state.vsstatus = status;
		if ((changed & PrivilegedState.MXR) != 0) {
			tlb.flushGuest();
		}
		modeChanged();
	}

	private void modeChanged() {
		long status = state.mstatus;
		int mode = state.translationMode();
		counters.modeChanged(mode);
		setDataMode(mode == 3 && (status & PrivilegedState.MPRV) != 0 ? previousMode(status) : mode);
		fetch = code == null ? null : code.fetchSet(mode);
		enablesChanged();
	}

	/** Something changed by which interrupts, or triggers between instructions, may have become due. */
	void enablesChanged() {
		if (triggers.counting || traps.pendingInterrupt() >= 0) {
			attention = true;
		}
	}

	/** The effective mode that mstatus.MPP and MPV tell. */
	private static int previousMode(long status) {
		int nominal = (int) ((status & PrivilegedState.MPP) >>> PrivilegedState.MPP_SHIFT);
		return nominal != 3 && (status & HypervisorState.MPV) != 0 ? nominal | PageWalker.GUEST : nominal;
	}

	private void setDataMode(int mode) {
		dataMode = mode;
		dataTlb = tlb.setFor(mode, ((mode < PageWalker.GUEST ? state.mstatus : state.vsstatus) & PrivilegedState.SUM) != 0);
	}

	/** Has loads and stores made as the guest would make them, whatever MPRV says, until {@link #endGuestAccess}. */
	void beginGuestAccess() {
		setDataMode(PageWalker.GUEST | ((state.hstatus & HypervisorState.SPVP) != 0 ? 1 : 0));
	}

	void endGuestAccess() {
		modeChanged();
	}

	/** The run loop must look before the next instruction; a hart that sleeps on its own thread is woken to look. */
	void attend() {
		attention = true;
		if (parallel && Thread.holdsLock(bus)) {
			bus.notifyAll();
		}
	}

	/** Whether other harts may run at the same time, so that atomics and fences must be such for the host, too. */
	public boolean runsInParallel() {
		return parallel;
	}

	/** Forgets decoded code, which may have been overwritten since; {@code fence.i} where harts run in parallel. */
	public void forgetCode() {
		code.clear();
		attention = true;
	}

	void translationChanged() {
		tlb.flushTranslated();
		code.flushTranslated();
	}

	/** vsatp or hgatp changed, or a fence said that their tables did. */
	void guestTranslationChanged() {
		tlb.flushGuest();
		code.flushGuest();
	}

	void guestEnvironmentChanged() {
		guestTranslationChanged();
		timer.refresh();
	}

	void timersChanged() {
		timer.refresh();
	}

	void environmentChanged() {
		flushTlb();
		timer.refresh();
	}

	/** Whether mstatus.FS, and in a guest also vsstatus.FS, lets floating-point instructions execute. */
	public boolean floatOn() {
		return (state.mstatus & PrivilegedState.FS) != 0 && (!state.virtual || (state.vsstatus & PrivilegedState.FS) != 0);
	}

	/** Whether the floating-point state is on and called dirty, so that nothing is to be noted where it changes. */
	public boolean isFloatDirty() {
		return (state.mstatus & PrivilegedState.FS) == PrivilegedState.FS
				&& (!state.virtual || (state.vsstatus & PrivilegedState.FS) == PrivilegedState.FS);
	}

	/** The rounding mode for an instruction whose own is given, 7 meaning that of fcsr; 5 and 6 are reserved in either place. */
	public int roundingMode(int ofInstruction) {
		return ofInstruction == 7 ? roundingMode : ofInstruction;
	}

	/** 1 if fcsr rounds to nearest even, as the host does, and inexact is raised already, which results raise most; else 0. */
	public int hostRounding() {
		return roundingMode == RoundingMode.NEAREST_EVEN && (floatFlags.flags & FloatFlags.INEXACT) != 0 ? 1 : 0;
	}

	/** Notes that the floating-point state differs from what was saved. */
	public void floatDirty() {
		state.mstatus |= PrivilegedState.FS;
		if (state.virtual) {
			state.vsstatus |= PrivilegedState.FS;
		}
	}

	/** Notes the same if flags were raised since they were as given. */
	public void floatFlagsWere(int before) {
		if (floatFlags.flags != before) {
			floatDirty();
		}
	}

	void satpWritten(long oldValue, long newValue) {
		if (listener != null) {
			listener.onSatpWrite(this, oldValue, newValue);
		}
	}

	void guestSatpWritten(long oldValue, long newValue) {
		if (listener != null) {
			listener.onGuestSatpWrite(this, oldValue, newValue);
		}
	}

	void fenced(boolean oneAddress, long va, long asid) {
		if (listener != null) {
			listener.onFence(this, oneAddress, va, asid);
		}
	}

	void trapTaken(long cause, long value, long epc, PrivilegeMode from) {
		if (listener != null) {
			listener.onTrap(this, cause, value, epc, from, mode());
		}
	}

	void returned(PrivilegeMode from) {
		if (listener != null) {
			listener.onReturn(this, from, mode());
		}
	}

	/** 1 while an instruction executes that will retire, else 0. */
	int executing() {
		return single ? 1 : 0;
	}

	void retire(long count) {
		retired += count;
		if (!parallel) {
			clock.advance(count);
		}
	}

	/** Sets the count without moving the clock: when a snapshot is loaded, or another hart executed in this one's place. */
	public void setRetired(long count) {
		retired = count;
	}

	/** Writes all guest-visible state; the memory and the clock are saved by their owners. */
	@Override
	public void save(DataOutput out) throws IOException {
		HartSnapshot.save(this, out);
	}

	@Override
	public void load(DataInput in) throws IOException {
		HartSnapshot.load(this, in);
		timer.refresh();
		code.clear();
		tlb.flush();
		modeChanged();
	}
}
