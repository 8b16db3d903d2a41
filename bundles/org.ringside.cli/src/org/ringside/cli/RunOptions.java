/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.ringside.devices.board.AiaChoice;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.GuestLaunch;
import org.ringside.session.SessionException;
import org.ringside.vmm.DeviceChoice;
import org.ringside.vmm.DiskChoice;
import org.ringside.vmm.Engine;
import org.ringside.vmm.HotCodeFolder;
import org.ringside.vmm.StartMode;
import org.ringside.vmm.Technique;
import org.ringside.vmm.net.NetworkChoice;

/**
 * What {@code run} was asked for.
 *
 * @param launch the guest
 * @param breakpoints in the order of the command line
 * @param stopOnBreak whether the first stop ends the run
 * @param trace which events are written, and where to
 * @param timeoutSeconds 0 for none
 * @param statistics whether to tell the cost at the end
 * @param help whether only help is wanted
 * @param hotCode the folder that remembers what of a guest ran often
 */
record RunOptions(GuestLaunch launch, List<BreakpointSpec> breakpoints, boolean stopOnBreak, Optional<TraceOption> trace,
		double timeoutSeconds, boolean statistics, boolean help, Optional<Path> hotCode) {

	private static final List<String> FLAGS = List.of("--help", "-h", "--stats", "--parallel", "--real-time", "--legacy-virtio",
			"--virtio-console");
	private static final List<String> VALUES = List.of("--technique", "--memory", "--harts", "--isa", "--kernel", "--initrd",
			"--append", "--start-mode", "--symbols", "--break", "--on-break", "--trace", "--max-instructions", "--timeout",
			"--name", "--signature", "--disk", "--pflash", "--net", "--engine", "--entropy", "--balloon", "--aia", "--hot-code");

	static RunOptions parse(String[] arguments, boolean interactive) throws UsageException {
		Options options = new Options(arguments, FLAGS, VALUES);
		boolean help = options.flag("--help") || options.flag("-h");
		if (help) {
			return new RunOptions(GuestLaunch.of(Path.of("")).build(), List.of(), false, Optional.empty(), 0, false, true, Optional.empty());
		}
		if (options.operands().size() != 1) {
			throw new UsageException(options.operands().isEmpty() ? "The image is missing: run IMAGE [options]."
					: "Only one image can be run, not " + String.join(" and ", options.operands()) + ".");
		}
		Optional<TraceOption> trace = options.has("--trace") ? Optional.of(TraceOption.parse(options.value("--trace", "")))
				: Optional.empty();
		GuestLaunch.Builder launch = GuestLaunch.of(path("IMAGE", options.operands().get(0)))
				.technique(technique(options.value("--technique", Technique.BARE.text())))
				.memoryBytes(options.size("--memory", 128L << 20))
				.harts((int) options.number("--harts", 1, 1, 4096)).isa(options.value("--isa", GuestLaunch.DEFAULT_ISA))
				.append(options.value("--append", "")).startMode(startMode(options.value("--start-mode", "auto")))
				.maxInstructions(options.number("--max-instructions", Long.MAX_VALUE, 1, Long.MAX_VALUE))
				.parallel(options.flag("--parallel")).engine(engine(options)).realTime(interactive || options.flag("--real-time"))
				.traced(trace.isPresent() ? trace.get().kinds() : java.util.Set.of()).traceCapacity(1);
		String hot = options.value("--hot-code", "");
		Optional<Path> hotCode = hot.equals("off") ? Optional.empty() : Optional.of(hot.isEmpty() ? HotCodeFolder.usual() : path("--hot-code", hot));
		if (options.has("--name")) {
			launch.name(options.value("--name", ""));
		}
		if (options.has("--kernel")) {
			launch.kernel(path("--kernel", options.value("--kernel", "")));
		}
		if (options.has("--signature")) {
			launch.signature(path("--signature", options.value("--signature", "")));
		}
		if (options.has("--initrd")) {
			launch.initrd(path("--initrd", options.value("--initrd", "")));
		}
		launch.devices(devices(options)).aia(aia(options));
		if (options.has("--net")) {
			launch.network(network(options.value("--net", "")));
		}
		for (String file : options.all("--symbols")) {
			launch.symbolFile(path("--symbols", file));
		}
		return new RunOptions(launch.build(), breakpoints(options), onBreak(options), trace, timeout(options),
				options.flag("--stats"), false, hotCode);
	}

	private static NetworkChoice network(String text) throws UsageException {
		try {
			NetworkChoice choice = NetworkChoice.parse(text);
			if (choice instanceof NetworkChoice.NamedSwitch named) {
				throw new UsageException("The switch '" + named.name()
						+ "' would have one guest only, as a name is known within one process; expected switch=PORT with a number from 1 to 65535.");
			}
			return choice;
		} catch (IllegalArgumentException e) {
			throw new UsageException(e.getMessage());
		}
	}

	private static AiaChoice aia(Options options) throws UsageException {
		try {
			return AiaChoice.parse(options.value("--aia", AiaChoice.NONE.text()));
		} catch (IllegalArgumentException e) {
			throw new UsageException(e.getMessage());
		}
	}

	private static DeviceChoice devices(Options options) throws UsageException {
		DeviceChoice choice = DeviceChoice.NONE.withLegacyVirtio(options.flag("--legacy-virtio"));
		for (String text : options.all("--disk")) {
			try {
				choice = choice.withDisk(DiskChoice.parse(text));
			} catch (IllegalArgumentException e) {
				throw new UsageException(e.getMessage());
			}
		}
		for (String text : options.all("--pflash")) {
			try {
				choice = choice.withFlash(DiskChoice.parse(text));
			} catch (IllegalArgumentException e) {
				throw new UsageException(e.getMessage());
			}
		}
		if (options.has("--entropy")) {
			choice = choice.withEntropy(options.number("--entropy", 0, 0, Long.MAX_VALUE));
		}
		if (options.has("--balloon")) {
			choice = choice.withBalloon(options.size("--balloon", 0));
		}
		return options.flag("--virtio-console") ? choice.withConsole() : choice;
	}

	private static List<BreakpointSpec> breakpoints(Options options) throws UsageException {
		List<BreakpointSpec> specs = new ArrayList<>();
		for (String text : options.all("--break")) {
			try {
				specs.add(BreakpointSpec.parse(text));
			} catch (SessionException e) {
				throw new UsageException(e.getMessage());
			}
		}
		return specs;
	}

	private static boolean onBreak(Options options) throws UsageException {
		String value = options.value("--on-break", "continue");
		if (!value.equals("continue") && !value.equals("stop")) {
			throw new UsageException("The value of --on-break cannot be " + value + "; expected continue or stop.");
		}
		return value.equals("stop");
	}

	private static double timeout(Options options) throws UsageException {
		if (!options.has("--timeout")) {
			return 0;
		}
		String text = options.value("--timeout", "");
		try {
			double seconds = Double.parseDouble(text);
			if (seconds > 0 && seconds <= 1e9) {
				return seconds;
			}
		} catch (NumberFormatException e) {
			// The sentence below says it.
		}
		throw new UsageException("The value of --timeout cannot be " + text + "; expected a number of seconds above 0.");
	}

	private static Path path(String what, String text) throws UsageException {
		try {
			return Path.of(text);
		} catch (java.nio.file.InvalidPathException e) {
			throw new UsageException("The value of " + what + " is no path: " + e.getMessage() + ".");
		}
	}

	private static Engine engine(Options options) throws UsageException {
		String name = options.value("--engine", Engine.usual().text());
		return Engine.parse(name).orElseThrow(() -> new UsageException("There is no engine " + name + "; expected translator or interpreter."));
	}

	private static Technique technique(String name) throws UsageException {
		Optional<Technique> technique = Technique.parse(name);
		if (technique.isEmpty()) {
			throw new UsageException("There is no technique " + name + "; expected bare or trap-and-emulate.");
		}
		return technique.get();
	}

	private static StartMode startMode(String name) throws UsageException {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "auto" -> StartMode.AUTO;
			case "m", "machine" -> StartMode.MACHINE;
			case "s", "supervisor" -> StartMode.SUPERVISOR;
			default -> throw new UsageException("The value of --start-mode cannot be " + name + "; expected auto, M or S.");
		};
	}
}
