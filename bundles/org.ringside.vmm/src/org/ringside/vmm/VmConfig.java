/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.ringside.devices.board.AiaChoice;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.vmm.net.NetworkChoice;

/**
 * All that a virtual machine is made from.
 *
 * @param name what messages call it
 * @param technique how it is virtualized
 * @param memoryBytes guest RAM from 0x80000000 on; a multiple of 4096
 * @param harts 1 to 8
 * @param isa the extensions that the guest's harts have; the triggers of Sdtrig are only there under {@link Technique#BARE}, where
 *        the machine's hart has them
 * @param image what the guest is started from: firmware, kernel or bare-metal program
 * @param kernel placed at 0x80200000 where {@code image} is firmware that starts one
 * @param initrd placed in RAM and told in {@code /chosen}
 * @param append the kernel's command line, told in {@code /chosen}
 * @param startMode the mode of the first instruction
 * @param deviceTree a device tree blob to use in place of the generated one
 * @param console the far end of the guest's serial port
 * @param machineBytes machine memory for the guest's frames and shadow tables under
 *        trap-and-emulate; 0 for as much as the guest can need
 * @param hardwareAd whether page walks set the accessed and dirty bits (Svadu), otherwise they fault (Svade)
 * @param parallel whether each hart runs on a thread of the host's own (technique bare only): faster where the host has
 *        processors to spare, but no two runs are the same; time is the host's
 * @param realTime whether idle guests sleep in real time, as a person at the console expects, or skip to the next event
 * @param engine how its instructions are executed; it changes nothing but speed
 * @param devices which devices it has beside those that every board has
 * @param network what its network card is plugged into, if it has one
 * @param aia its interrupt controllers; harts with IMSICs have Smaia and Ssaia, whatever {@code isa} says
 */
public record VmConfig(String name, Technique technique, long memoryBytes, int harts, IsaProfile isa, Path image,
		Optional<Path> kernel, Optional<Path> initrd, String append, StartMode startMode, Optional<Path> deviceTree,
		ConsolePort console, long machineBytes, boolean hardwareAd, boolean parallel, boolean realTime,
		Engine engine, DeviceChoice devices, Optional<NetworkChoice> network, AiaChoice aia) {
	/** The most RAM a guest can have. */
	public static final long LARGEST_MEMORY = 16L << 30;
	/** The least RAM a guest can have. */
	public static final long SMALLEST_MEMORY = 1L << 20;
	/** The most harts a guest can have. */
	public static final int MOST_HARTS = 8;

	public VmConfig {
		Objects.requireNonNull(name);
		Objects.requireNonNull(technique);
		Objects.requireNonNull(isa);
		Objects.requireNonNull(image);
		Objects.requireNonNull(kernel);
		Objects.requireNonNull(initrd);
		Objects.requireNonNull(append);
		Objects.requireNonNull(startMode);
		Objects.requireNonNull(deviceTree);
		Objects.requireNonNull(console);
		Objects.requireNonNull(engine);
		Objects.requireNonNull(devices);
		Objects.requireNonNull(network);
		if (aia.hasImsic()) {
			isa = isa.with(Extension.SMAIA, Extension.SSAIA);
		}
		if (technique == Technique.TRAP_AND_EMULATE) {
			isa = isa.without(Extension.SDTRIG);
		}
	}

	/** A configuration with the usual values: bare, 128 MiB, one hart, RV64GC. */
	public static Builder of(Path image) {
		return new Builder(image);
	}

	/** A copy to change. */
	public Builder toBuilder() {
		Builder copy = new Builder(image);
		copy.name = name;
		copy.technique = technique;
		copy.memoryBytes = memoryBytes;
		copy.harts = harts;
		copy.isa = isa;
		copy.kernel = kernel;
		copy.initrd = initrd;
		copy.append = append;
		copy.startMode = startMode;
		copy.deviceTree = deviceTree;
		copy.console = console;
		copy.machineBytes = machineBytes;
		copy.hardwareAd = hardwareAd;
		copy.parallel = parallel;
		copy.realTime = realTime;
		copy.engine = engine;
		copy.devices = devices;
		copy.network = network;
		copy.aia = aia;
		return copy;
	}

	/** Collects the parts of a configuration. */
	public static final class Builder {
		private final Path image;
		private String name;
		private Technique technique = Technique.BARE;
		private long memoryBytes = 128L << 20;
		private int harts = 1;
		private IsaProfile isa = IsaProfile.RV64GC;
		private Optional<Path> kernel = Optional.empty();
		private Optional<Path> initrd = Optional.empty();
		private String append = "";
		private StartMode startMode = StartMode.AUTO;
		private Optional<Path> deviceTree = Optional.empty();
		private ConsolePort console = new ConsolePort();
		private long machineBytes;
		private boolean hardwareAd = true;
		private boolean parallel;
		private boolean realTime;
		private Engine engine = Engine.usual();
		private DeviceChoice devices = DeviceChoice.NONE;
		private Optional<NetworkChoice> network = Optional.empty();
		private AiaChoice aia = AiaChoice.NONE;

		private Builder(Path image) {
			this.image = Objects.requireNonNull(image);
			Path file = image.getFileName();
			this.name = file == null ? image.toString() : file.toString();
		}

		public Builder name(String newName) {
			name = newName;
			return this;
		}

		public Builder technique(Technique newTechnique) {
			technique = newTechnique;
			return this;
		}

		public Builder memoryBytes(long bytes) {
			memoryBytes = bytes;
			return this;
		}

		public Builder harts(int number) {
			harts = number;
			return this;
		}

		public Builder isa(IsaProfile profile) {
			isa = profile;
			return this;
		}

		public Builder kernel(Path path) {
			kernel = Optional.of(path);
			return this;
		}

		public Builder initrd(Path path) {
			initrd = Optional.of(path);
			return this;
		}

		public Builder append(String commandLine) {
			append = commandLine;
			return this;
		}

		public Builder startMode(StartMode mode) {
			startMode = mode;
			return this;
		}

		public Builder deviceTree(Path path) {
			deviceTree = Optional.of(path);
			return this;
		}

		public Builder console(ConsolePort port) {
			console = port;
			return this;
		}

		public Builder machineBytes(long bytes) {
			machineBytes = bytes;
			return this;
		}

		public Builder hardwareAd(boolean sets) {
			hardwareAd = sets;
			return this;
		}

		public Builder parallel(boolean each) {
			parallel = each;
			return this;
		}

		public Builder realTime(boolean sleeps) {
			realTime = sleeps;
			return this;
		}

		public Builder engine(Engine newEngine) {
			engine = newEngine;
			return this;
		}

		public Builder devices(DeviceChoice choice) {
			devices = choice;
			return this;
		}

		public Builder network(NetworkChoice choice) {
			network = Optional.of(choice);
			return this;
		}

		public Builder aia(AiaChoice choice) {
			aia = choice;
			return this;
		}

		public VmConfig build() {
			return new VmConfig(name, technique, memoryBytes, harts, isa, image, kernel, initrd, append, startMode,
					deviceTree, console, machineBytes, hardwareAd, parallel, realTime, engine, devices, network, aia);
		}
	}
}
