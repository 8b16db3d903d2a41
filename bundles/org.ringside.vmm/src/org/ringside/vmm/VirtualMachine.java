/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.ringside.devices.virtio.VirtioNet;
import org.ringside.isa.PrivilegeMode;
import org.ringside.machine.Access;
import org.ringside.machine.HostMemory;
import org.ringside.machine.Walk;

/**
 * A guest with its virtual harts, memory and devices, under one {@link Technique}.
 *
 * <p>It belongs to the thread that calls {@link #run}; only {@link #interrupt()}, {@link #instructions()} and the
 * {@link ConsolePort} may be used from other threads at any time. It does nothing by itself: between calls of
 * {@code run} and {@code step} it stands still.
 */
public final class VirtualMachine implements AutoCloseable {
	private final GuestCore core;

	private VirtualMachine(GuestCore core) {
		this.core = core;
	}

	/**
	 * Builds the machine and loads the image, up to but not including the first instruction.
	 *
	 * @throws VmException with one sentence, if a file cannot be read, does not fit, or the configuration makes no sense
	 */
	public static VirtualMachine create(VmConfig config) throws VmException {
		if (!HostMemory.isPermitted()) {
			throw new VmException("This JVM denies the access to memory that guests need; it is to be started with"
					+ " --sun-misc-unsafe-memory-access=allow.");
		}
		config.engine().prepare(config.isa());
		return new VirtualMachine(GuestCore.create(config));
	}

	/** What it was made from. */
	public VmConfig config() {
		return core.config();
	}

	/**
	 * Runs until something stops it or all harts together have retired that many instructions.
	 *
	 * <p>A breakpoint at the instruction where the machine stands does not stop it again: what stopped the machine once lets it pass.
	 */
	public VmStop run(long maxInstructions) {
		return core.run(maxInstructions);
	}

	/**
	 * Lets one vCPU execute one instruction or take one trap, the others hold still; breakpoints are ignored, events are not.
	 * {@link VmStop.Budget} says that it went as asked. One that waits is woken only if an interrupt is due; otherwise time goes on to
	 * the next event.
	 */
	public VmStop step(int vcpu) {
		return core.step(vcpu);
	}

	/** Makes a running {@link #run} return {@link VmStop.Interrupted} soon; if none runs, the next one. Any thread. */
	public void interrupt() {
		core.interrupt();
	}

	/** The guest's harts by index. */
	public List<Vcpu> vcpus() {
		return core.vcpus();
	}

	/** Instructions retired by all harts together. May be called from any thread, then it can lag a little. */
	public long instructions() {
		return core.instructions();
	}

	/** The guest's time: the value of {@code mtime}, in ticks of 100 ns. */
	public long ticks() {
		return core.clock().now();
	}

	/** Memory as this vCPU's current mode and address space see it. */
	public MemorySpace gva(int vcpu) {
		return core.gva(vcpu);
	}

	/** The guest's physical memory. */
	public MemorySpace gpa() {
		return core.gpa();
	}

	/** The machine's memory; under {@link Technique#BARE} the same as {@link #gpa()}. */
	public MemorySpace hpa() {
		return core.hpa();
	}

	/** Explains how the guest's own tables translate an address in the vCPU's current mode; without side effects. */
	public Walk walk(int vcpu, long gva, Access access) {
		return core.walk(vcpu, gva, access);
	}

	/** The same for an access from another mode: of a fault that a handler now deals with. */
	public Walk walk(int vcpu, long gva, Access access, PrivilegeMode mode) {
		return core.walk(vcpu, gva, access, mode);
	}

	/**
	 * Explains what the machine's MMU does with the address now: under trap-and-emulate the walk of the shadow table, whose
	 * addresses are machine addresses; under {@code bare} the same as {@link #walk}.
	 */
	public Walk machineWalk(int vcpu, long gva, Access access) {
		return core.machineWalk(vcpu, gva, access);
	}

	/** The machine address behind a guest-physical one, if the guest has RAM there that has been touched. */
	public java.util.OptionalLong machineAddress(long gpa) {
		return core.machineAddress(gpa);
	}

	/** The guest's mappings beside the monitor's; under {@code bare} there is no shadow and the answer is empty. */
	public ShadowPage shadowMappings(int vcpu, ShadowQuery query) {
		return core.shadowMappings(vcpu, query);
	}

	/** What virtualization has cost so far. */
	public ShadowStatistics statistics() {
		return core.statistics();
	}

	/** What went through the guest's network card so far, if it has one. To be asked while the guest stands still. */
	public Optional<VirtioNet.Traffic> networkTraffic() {
		return statistics().network();
	}

	/**
	 * Asks the guest's balloon driver to have given back so many bytes of its RAM, more or less than before; how far it is, {@link #statistics()}
	 * tells. Without a balloon nothing happens. To be asked while the guest stands still.
	 *
	 * @param bytes 0 to the size of the RAM, in whole pages of 4096
	 */
	public void askForMemory(long bytes) {
		core.devices().askForMemory(bytes);
	}

	/**
	 * Writes the guest's whole state: RAM, harts, devices, what it has changed on disks that keep changes apart, and what its network knows.
	 * Files that it writes to, typed bytes that it has not fetched and frames under way are not part of it. To be asked while it stands still.
	 *
	 * @throws IOException with one sentence, if the technique does not allow it, or what the stream throws
	 */
	public void save(DataOutput out) throws IOException {
		GuestSnapshot.save(core, out);
	}

	/**
	 * Takes a state back that an equally configured machine has written; the engine may be another one. The guest then goes on as that
	 * one did. Its TCP connections through a user-mode network are reset.
	 *
	 * @throws IOException with one sentence, if the state is damaged or of another machine; then this one is good for nothing but
	 *         another load or {@link #close}
	 */
	public void load(DataInput in) throws IOException {
		GuestSnapshot.load(core, in);
		core.restored();
	}

	/** Is told of events from now on, in place of the one before. */
	public void setObserver(VmObserver observer) {
		core.setObserver(Objects.requireNonNull(observer));
	}

	/** No observer any more. */
	public void clearObserver() {
		core.clearObserver();
	}

	/** Stops any vCPU before it executes the instruction at this guest-virtual address. */
	public void addBreakpoint(long gva) {
		core.addVirtualBreakpoint(gva);
	}

	/** Takes back {@link #addBreakpoint}. */
	public void removeBreakpoint(long gva) {
		core.removeVirtualBreakpoint(gva);
	}

	/** Stops any vCPU before it executes the instruction at this guest-physical address, however it is mapped. */
	public void addPhysicalBreakpoint(long gpa) {
		core.addPhysicalBreakpoint(gpa);
	}

	/** Takes back {@link #addPhysicalBreakpoint}. */
	public void removePhysicalBreakpoint(long gpa) {
		core.removePhysicalBreakpoint(gpa);
	}

	/** The far end of the guest's serial port. */
	public ConsolePort console() {
		return core.config().console();
	}

	/** Gives back the machine's memory. Not to be called while another thread is in {@link #run}. */
	@Override
	public void close() {
		core.close();
	}
}
