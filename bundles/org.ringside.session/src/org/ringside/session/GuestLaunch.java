/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.ringside.devices.board.AiaChoice;
import org.ringside.vmm.DeviceChoice;
import org.ringside.vmm.Engine;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.StartMode;
import org.ringside.vmm.Technique;
import org.ringside.vmm.net.NetworkChoice;

/**
 * All that a session is started from; every face fills in one of these.
 *
 * @param name what messages and views call the VM
 * @param image firmware, kernel or bare-metal program: ELF, Linux image or raw
 * @param technique how the guest is virtualized
 * @param memoryBytes guest RAM from 0x80000000 on
 * @param harts 1 to 8
 * @param isa an ISA string such as {@code rv64imac_zicntr_zba}; a short form without underscores, such as {@code rv64gc}, has Zicntr, Zihpm, Zifencei, Sdtrig and Sstc as well
 * @param kernel placed behind {@code image} where that is firmware that starts a kernel
 * @param initrd placed in RAM and told to the kernel
 * @param append the kernel's command line
 * @param startMode the mode of the first instruction
 * @param symbolFiles further ELF files whose symbols and lines are known to the session; {@code image} and {@code kernel} always are
 * @param stopAtEntry whether the face shall leave the guest suspended at its first instruction; {@link Session#open} always does
 * @param parallel whether each hart runs on a thread of the host's own; see {@link org.ringside.vmm.VmConfig#parallel}
 * @param engine how its instructions are executed; it changes nothing but speed
 * @param realTime whether an idle guest sleeps in real time, or goes straight on to its next timer event; one with a network always sleeps, since
 *        answers come in the time of others
 * @param maxInstructions after so many instructions of all harts together the guest is suspended; {@link Long#MAX_VALUE} for no limit
 * @param traced the kinds of events that the trace keeps at first; each kind that nothing needs costs nothing
 * @param traceCapacity how many events the trace keeps
 * @param signature where the guest's memory between {@code begin_signature} and {@code end_signature} goes when it ends its run
 * @param devices the virtio devices that the guest has
 * @param network what its network card is plugged into, if it has one
 * @param aia its interrupt controllers
 */
public record GuestLaunch(String name, Path image, Technique technique, long memoryBytes, int harts, String isa,
		Optional<Path> kernel, Optional<Path> initrd, String append, StartMode startMode, List<Path> symbolFiles,
		boolean stopAtEntry, boolean parallel, Engine engine, boolean realTime, long maxInstructions, Set<EventKind> traced, int traceCapacity,
		Optional<Path> signature, DeviceChoice devices, Optional<NetworkChoice> network, AiaChoice aia) {

	/** The ISA of a guest whose launch names none: what general-purpose kernels are built for. */
	public static final String DEFAULT_ISA = "rv64gc";

	public GuestLaunch {
		Objects.requireNonNull(name);
		Objects.requireNonNull(image);
		Objects.requireNonNull(technique);
		Objects.requireNonNull(isa);
		Objects.requireNonNull(kernel);
		Objects.requireNonNull(initrd);
		Objects.requireNonNull(append);
		Objects.requireNonNull(startMode);
		Objects.requireNonNull(engine);
		Objects.requireNonNull(devices);
		Objects.requireNonNull(network);
		Objects.requireNonNull(aia);
		Objects.requireNonNull(signature);
		symbolFiles = List.copyOf(symbolFiles);
		traced = Set.copyOf(traced);
		realTime |= network.isPresent();
	}

	/**
	 * Starts from the usual values: {@code bare}, 128 MiB, one hart, {@link #DEFAULT_ISA}, of events {@link EventTrace#USUAL} traced, or none
	 * where harts run in parallel, since they do so only while nobody waits for events.
	 */
	public static Builder of(Path image) {
		return new Builder(image);
	}

	/** Collects the parts of a launch. */
	public static final class Builder {
		private final Path image;
		private String name;
		private Technique technique = Technique.BARE;
		private long memoryBytes = 128L << 20;
		private int harts = 1;
		private String isa = DEFAULT_ISA;
		private Optional<Path> kernel = Optional.empty();
		private Optional<Path> initrd = Optional.empty();
		private String append = "";
		private DeviceChoice devices = DeviceChoice.NONE;
		private Optional<NetworkChoice> network = Optional.empty();
		private AiaChoice aia = AiaChoice.NONE;
		private StartMode startMode = StartMode.AUTO;
		private final List<Path> symbolFiles = new ArrayList<>();
		private boolean stopAtEntry;
		private boolean parallel;
		private Engine engine = Engine.usual();
		private boolean realTime;
		private long maxInstructions = Long.MAX_VALUE;
		private Optional<Set<EventKind>> traced = Optional.empty();
		private int traceCapacity = EventTrace.DEFAULT_CAPACITY;
		private Optional<Path> signature = Optional.empty();

		private Builder(Path image) {
			this.image = Objects.requireNonNull(image);
			Path file = image.getFileName();
			name = file == null ? image.toString() : file.toString();
		}

		public Builder name(String value) {
			name = value;
			return this;
		}

		public Builder technique(Technique value) {
			technique = value;
			return this;
		}

		public Builder memoryBytes(long value) {
			memoryBytes = value;
			return this;
		}

		public Builder harts(int value) {
			harts = value;
			return this;
		}

		public Builder isa(String value) {
			isa = value;
			return this;
		}

		public Builder kernel(Path value) {
			kernel = Optional.of(value);
			return this;
		}

		public Builder initrd(Path value) {
			initrd = Optional.of(value);
			return this;
		}

		public Builder append(String value) {
			append = value;
			return this;
		}

		public Builder startMode(StartMode value) {
			startMode = value;
			return this;
		}

		public Builder symbolFile(Path value) {
			symbolFiles.add(value);
			return this;
		}

		public Builder stopAtEntry(boolean value) {
			stopAtEntry = value;
			return this;
		}

		public Builder parallel(boolean value) {
			parallel = value;
			return this;
		}

		public Builder engine(Engine value) {
			engine = value;
			return this;
		}

		public Builder realTime(boolean value) {
			realTime = value;
			return this;
		}

		public Builder maxInstructions(long value) {
			maxInstructions = value;
			return this;
		}

		public Builder traced(Set<EventKind> value) {
			traced = Optional.of(value);
			return this;
		}

		public Builder traceCapacity(int value) {
			traceCapacity = value;
			return this;
		}

		public Builder signature(Path value) {
			signature = Optional.of(value);
			return this;
		}

		public Builder devices(DeviceChoice value) {
			devices = value;
			return this;
		}

		public Builder network(NetworkChoice value) {
			network = Optional.of(value);
			return this;
		}

		public Builder aia(AiaChoice value) {
			aia = value;
			return this;
		}

		public GuestLaunch build() {
			return new GuestLaunch(name, image, technique, memoryBytes, harts, isa, kernel, initrd, append, startMode,
					symbolFiles, stopAtEntry, parallel, engine, realTime, maxInstructions,
					traced.orElse(parallel ? Set.of() : EventTrace.USUAL), traceCapacity, signature, devices, network, aia);
		}
	}
}
