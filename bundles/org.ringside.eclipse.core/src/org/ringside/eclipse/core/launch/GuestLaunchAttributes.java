/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.launch;

import org.ringside.eclipse.core.RingsideCore;

/**
 * The attributes of a launch configuration of the type {@link #TYPE}. Paths are files of the file system or of the workspace
 * ({@code /project/file}) and may contain variables such as <code>${workspace_loc:/project/file}</code>.
 */
public final class GuestLaunchAttributes {

	/** The launch configuration type <i>Guest OS</i>. */
	public static final String TYPE = RingsideCore.ID + ".guest";

	/** String, required: the firmware or kernel that the VM starts, an ELF file or a raw image. */
	public static final String IMAGE = RingsideCore.ID + ".image";
	/** String: a kernel that the firmware in {@link #IMAGE} starts. */
	public static final String KERNEL = RingsideCore.ID + ".kernel";
	/** String: an initial RAM disk. */
	public static final String INITRD = RingsideCore.ID + ".initrd";
	/** String: the kernel command line. */
	public static final String APPEND = RingsideCore.ID + ".append";
	/** List of strings: further ELF files whose symbols and lines are used. */
	public static final String SYMBOL_FILES = RingsideCore.ID + ".symbolFiles";

	/** String: the memory of the VM, for example {@code 128M} or {@code 1G}. */
	public static final String MEMORY = RingsideCore.ID + ".memory";
	/** Integer: the number of vCPUs. */
	public static final String HARTS = RingsideCore.ID + ".harts";

	/** List of strings: the virtio disks, each a path followed by nothing, {@code ,write} or {@code ,read-only}, and possibly {@code ,backing}. */
	public static final String DISKS = RingsideCore.ID + ".disks";
	/** List of strings: what the banks of flash memory hold, at most two, each as a disk. */
	public static final String FLASH = RingsideCore.ID + ".flash";
	/** String: the seed of a virtio source of random bytes; empty for none. */
	public static final String ENTROPY = RingsideCore.ID + ".entropy";
	/** String: the memory that a virtio balloon asks the guest to give back, such as {@code 64M}; empty for no balloon. */
	public static final String BALLOON = RingsideCore.ID + ".balloon";
	/** Boolean: whether the VM has a virtio console. */
	public static final String VIRTIO_CONSOLE = RingsideCore.ID + ".virtioConsole";
	/** Boolean: whether virtio registers are those of version 1. */
	public static final String LEGACY_VIRTIO = RingsideCore.ID + ".legacyVirtio";

	/** String: the network, nothing, {@code user} or {@code switch}. */
	public static final String NETWORK = RingsideCore.ID + ".network";
	/** String: the name or number of the switch, where {@link #NETWORK} is {@code switch}. */
	public static final String SWITCH = RingsideCore.ID + ".switch";
	/** List of strings: ports that lead to the guest, such as {@code tcp::2222-:22}, where {@link #NETWORK} is {@code user}. */
	public static final String FORWARDS = RingsideCore.ID + ".forwards";
	/** String: further options of the network, separated by commas, where {@link #NETWORK} is {@code user}. */
	public static final String NETWORK_OPTIONS = RingsideCore.ID + ".networkOptions";

	/** String: the technique of virtualization, as {@code Technique.text()} writes it. */
	public static final String TECHNIQUE = RingsideCore.ID + ".technique";

	/** String: the privilege mode of the first instruction, {@code auto}, {@code machine} or {@code supervisor}. */
	public static final String START_MODE = RingsideCore.ID + ".startMode";
	/** Boolean: whether each vCPU runs on a thread of its own. */
	public static final String PARALLEL = RingsideCore.ID + ".parallel";
	/** String: how instructions are executed, as {@code Engine.text()} writes it. */
	public static final String ENGINE = RingsideCore.ID + ".engine";
	/** String: the interrupt controllers, as {@code AiaChoice.text()} writes them. */
	public static final String AIA = RingsideCore.ID + ".aia";
	/** Boolean: whether an idle guest sleeps in real time, instead of going straight on to its next timer event. */
	public static final String REAL_TIME = RingsideCore.ID + ".realTime";
	/** String: after how many instructions the guest is stopped; empty for no limit. */
	public static final String MAX_INSTRUCTIONS = RingsideCore.ID + ".maxInstructions";

	/** Boolean: in debug mode, whether the VM waits before its first instruction. */
	public static final String STOP_AT_ENTRY = RingsideCore.ID + ".stopAtEntry";

	/** String: {@code lf}, {@code cr} or {@code crlf}, what the guest receives for the Enter key. */
	public static final String LINE_END = RingsideCore.ID + ".lineEnd";

	/** What {@link #MEMORY} is where it is not given. */
	public static final String DEFAULT_MEMORY = "128M";
	/** What {@link #HARTS} is where it is not given. */
	public static final int DEFAULT_HARTS = 1;
	/** What {@link #TECHNIQUE} is where it is not given. */
	public static final String DEFAULT_TECHNIQUE = "trap-and-emulate";
	/** What {@link #ENGINE} is where it is not given. */
	public static final String DEFAULT_ENGINE = "translator";
	/** What {@link #AIA} is where it is not given. */
	public static final String DEFAULT_AIA = "none";
	/** What {@link #START_MODE} is where it is not given. */
	public static final String DEFAULT_START_MODE = "auto";
	/** What {@link #REAL_TIME} is where it is not given. */
	public static final boolean DEFAULT_REAL_TIME = true;
	/** What {@link #LINE_END} is where it is not given. */
	public static final String DEFAULT_LINE_END = "lf";
	/** What {@link #STOP_AT_ENTRY} is where it is not given. */
	public static final boolean DEFAULT_STOP_AT_ENTRY = true;

	private GuestLaunchAttributes() {
	}
}
