/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.launch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ringside.devices.board.AiaChoice;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.session.GuestLaunch;
import org.ringside.vmm.Engine;
import org.ringside.vmm.StartMode;
import org.ringside.vmm.Technique;

/** Reads a launch configuration of the type Guest OS; every mistake in it is told in one sentence. */
public final class GuestConfiguration {

	private static final Pattern MEMORY = Pattern.compile("(\\d{1,12})\\s*([KMG]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

	private final ILaunchConfiguration configuration;

	public GuestConfiguration(ILaunchConfiguration configuration) {
		this.configuration = configuration;
	}

	/** The launch of the session that the configuration asks for. */
	public GuestLaunch launch() throws CoreException {
		GuestLaunch.Builder launch = GuestLaunch.of(image()).name(configuration.getName()).technique(technique())
				.memoryBytes(memoryBytes()).harts(harts()).append(text(GuestLaunchAttributes.APPEND)).startMode(startMode())
				.stopAtEntry(stopAtEntry()).maxInstructions(maxInstructions()).devices(new DeviceAttributes(configuration).choice())
				.engine(engine()).aia(aia()).parallel(configuration.getAttribute(GuestLaunchAttributes.PARALLEL, false)).realTime(
						configuration.getAttribute(GuestLaunchAttributes.REAL_TIME, GuestLaunchAttributes.DEFAULT_REAL_TIME));
		NetworkAttributes.choice(configuration).ifPresent(launch::network);
		file(GuestLaunchAttributes.KERNEL, "kernel").ifPresent(launch::kernel);
		file(GuestLaunchAttributes.INITRD, "initial RAM disk").ifPresent(launch::initrd);
		symbolFiles().forEach(launch::symbolFile);
		return launch.build();
	}

	/** The file that the VM starts. */
	public Path image() throws CoreException {
		return file(GuestLaunchAttributes.IMAGE, "image").orElseThrow(() -> GuestFault.CONFIGURATION
				.because("The launch configuration \"" + configuration.getName() + "\" names no image; choose the ELF file of a kernel or firmware on its Image tab."));
	}

	/** The technique of virtualization. */
	public Technique technique() throws CoreException {
		String name = configuration.getAttribute(GuestLaunchAttributes.TECHNIQUE, GuestLaunchAttributes.DEFAULT_TECHNIQUE);
		return Technique.parse(name).orElseThrow(() -> {
			List<String> known = new ArrayList<>();
			for (Technique technique : Technique.values()) {
				known.add(technique.text());
			}
			return GuestFault.CONFIGURATION.because("There is no technique \"" + name + "\"; known are " + String.join(" and ", known) + ".");
		});
	}

	/** How instructions are executed. */
	private Engine engine() throws CoreException {
		String name = configuration.getAttribute(GuestLaunchAttributes.ENGINE, GuestLaunchAttributes.DEFAULT_ENGINE);
		return Engine.parse(name).orElseThrow(
				() -> GuestFault.CONFIGURATION.because("There is no engine \"" + name + "\"; known are translator and interpreter."));
	}

	/** The interrupt controllers. */
	private AiaChoice aia() throws CoreException {
		return aia(configuration.getAttribute(GuestLaunchAttributes.AIA, GuestLaunchAttributes.DEFAULT_AIA));
	}

	/** Reads a choice of interrupt controllers such as {@code aplic-imsic,guests=3}. */
	public static AiaChoice aia(String text) throws CoreException {
		try {
			return AiaChoice.parse(text.strip());
		} catch (IllegalArgumentException e) {
			throw GuestFault.CONFIGURATION.because(e.getMessage(), e);
		}
	}

	/** The privilege mode of the first instruction. */
	public StartMode startMode() throws CoreException {
		String name = configuration.getAttribute(GuestLaunchAttributes.START_MODE, GuestLaunchAttributes.DEFAULT_START_MODE);
		return switch (name) {
		case "auto" -> StartMode.AUTO;
		case "machine" -> StartMode.MACHINE;
		case "supervisor" -> StartMode.SUPERVISOR;
		default -> throw GuestFault.CONFIGURATION.because("There is no start mode \"" + name + "\"; known are auto, machine and supervisor.");
		};
	}

	/** After how many instructions the guest is stopped. */
	public long maxInstructions() throws CoreException {
		String text = configuration.getAttribute(GuestLaunchAttributes.MAX_INSTRUCTIONS, "");
		return text.isBlank() ? Long.MAX_VALUE : instructionLimit(text);
	}

	/** Reads a number of instructions. */
	public static long instructionLimit(String given) throws CoreException {
		String text = given.strip().replace("_", "");
		try {
			long limit = Long.parseLong(text);
			if (limit > 0) {
				return limit;
			}
		} catch (NumberFormatException e) {
			throw GuestFault.CONFIGURATION.because("\"" + text + "\" is no number of instructions; expected is a whole number above 0, or nothing.", e);
		}
		throw GuestFault.CONFIGURATION.because("A limit of " + text + " instructions lets no guest run; expected is a whole number above 0, or nothing.");
	}

	/** The memory of the VM in bytes. */
	public long memoryBytes() throws CoreException {
		return memoryBytes(configuration.getAttribute(GuestLaunchAttributes.MEMORY, GuestLaunchAttributes.DEFAULT_MEMORY));
	}

	/** Reads a size such as {@code 128M}. */
	public static long memoryBytes(String text) throws CoreException {
		Matcher matcher = MEMORY.matcher(text.strip());
		if (!matcher.matches()) {
			throw GuestFault.CONFIGURATION.because("\"" + text.strip() + "\" is no amount of memory; expected is a number with K, M or G, such as 128M.");
		}
		long unit = switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
		case "K" -> 1L << 10;
		case "G" -> 1L << 30;
		// A bare number counts mebibytes, as it does for QEMU.
		default -> 1L << 20;
		};
		try {
			return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
		} catch (ArithmeticException e) {
			throw GuestFault.CONFIGURATION.because("\"" + text.strip() + "\" is more memory than 64 bits can address.", e);
		}
	}

	/** The number of vCPUs. */
	public int harts() throws CoreException {
		int harts = configuration.getAttribute(GuestLaunchAttributes.HARTS, GuestLaunchAttributes.DEFAULT_HARTS);
		if (harts < 1) {
			throw GuestFault.CONFIGURATION.because("A VM needs at least 1 vCPU, and the launch configuration \"" + configuration.getName() + "\" asks for " + harts + ".");
		}
		return harts;
	}

	/** Whether a VM under the debugger waits before its first instruction. */
	public boolean stopAtEntry() throws CoreException {
		return configuration.getAttribute(GuestLaunchAttributes.STOP_AT_ENTRY, GuestLaunchAttributes.DEFAULT_STOP_AT_ENTRY);
	}

	/** How the Console view talks with the guest. */
	public ConsoleSettings console() throws CoreException {
		String name = configuration.getAttribute(DebugPlugin.ATTR_CONSOLE_ENCODING, (String) null);
		Charset charset;
		try {
			charset = name == null || name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name);
		} catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
			throw GuestFault.CONFIGURATION.because("The console encoding \"" + name + "\" is not known here; UTF-8 always is.", e);
		}
		String lineEnd = switch (configuration.getAttribute(GuestLaunchAttributes.LINE_END, GuestLaunchAttributes.DEFAULT_LINE_END)) {
		case "cr" -> "\r";
		case "crlf" -> "\r\n";
		default -> "\n";
		};
		return new ConsoleSettings(charset, lineEnd);
	}

	private List<Path> symbolFiles() throws CoreException {
		List<Path> files = new ArrayList<>();
		for (String name : configuration.getAttribute(GuestLaunchAttributes.SYMBOL_FILES, List.of())) {
			if (!name.isBlank()) {
				files.add(resolve(name, "symbol file"));
			}
		}
		return files;
	}

	private String text(String attribute) throws CoreException {
		return VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(configuration.getAttribute(attribute, ""));
	}

	private Optional<Path> file(String attribute, String what) throws CoreException {
		String name = configuration.getAttribute(attribute, "");
		return name.isBlank() ? Optional.empty() : Optional.of(resolve(name, what));
	}

	/** The file that a user's {@code name} means: in the workspace if there is one, otherwise in the file system. */
	public static Path resolve(String name, String what) throws CoreException {
		String plain = VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(name).strip();
		Path path;
		try {
			IPath inWorkspace = IPath.fromOSString(plain);
			IResource resource = inWorkspace.segmentCount() > 1 ? ResourcesPlugin.getWorkspace().getRoot().findMember(inWorkspace) : null;
			path = resource != null && resource.getLocation() != null ? resource.getLocation().toPath() : Path.of(plain);
		} catch (InvalidPathException e) {
			throw GuestFault.CONFIGURATION.because("\"" + plain + "\" is no path for the " + what + ".", e);
		}
		if (!Files.exists(path)) {
			throw GuestFault.CONFIGURATION.because("The " + what + " " + path + " does not exist.");
		}
		if (Files.isDirectory(path)) {
			throw GuestFault.CONFIGURATION.because("The " + what + " " + path + " is a folder; expected is a file.");
		}
		return path;
	}
}
