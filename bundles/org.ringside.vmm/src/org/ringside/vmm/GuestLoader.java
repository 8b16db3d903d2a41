/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.ringside.devices.board.BootFacts;
import org.ringside.devices.board.VirtBoard;
import org.ringside.image.GuestImage;
import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.PhysicalBus;

/** Puts image, kernel, initial RAM disk and device tree into guest memory, where QEMU's {@code virt} machine puts them. */
final class GuestLoader {
	private static final long MEGABYTE = 1L << 20;
	/** Where a supervisor's kernel goes: behind 2 MiB for the firmware. */
	private static final long KERNEL = VirtBoard.RAM + 2 * MEGABYTE;
	private static final long KERNEL_ALIGNMENT = 2 * MEGABYTE;
	/** The device tree lies in the first 3 GiB of RAM, as QEMU has it. */
	private static final long MOST_BELOW_TREE = 3L << 30;
	private static final long FW_DYNAMIC_MAGIC = 0x4942_534fL;
	private static final long FW_DYNAMIC_VERSION = 2;
	private static final long NEXT_MODE_S = 1;

	/** A range of RAM that something has been put into. */
	private record Taken(String what, long first, long last) {
	}

	/** Where an image went. */
	private record Placed(long entry, long end) {
	}

	private static final String TOHOST = "tohost";
	private static final String FROMHOST = "fromhost";

	private final VmConfig config;
	private final PhysicalBus bus;
	private final VirtBoard board;
	private final long ramLast;
	private final List<Taken> taken = new ArrayList<>();

	GuestLoader(VmConfig config, PhysicalBus bus, VirtBoard board) {
		this.config = config;
		this.bus = bus;
		this.board = board;
		this.ramLast = VirtBoard.RAM + config.memoryBytes() - 1;
	}

	BootPlan load() throws VmException {
		GuestImage image = read(config.image());
		boolean machineMode = machineMode(image);
		if (!machineMode) {
			board.handInterruptsToSupervisor();
		}
		Placed first = place(image, machineMode ? VirtBoard.RAM : KERNEL);
		long next = 0;
		Optional<GuestImage> kernelImage = Optional.empty();
		long behind = first.end;
		if (config.kernel().isPresent()) {
			long at = Math.max(KERNEL, align(first.end, KERNEL_ALIGNMENT));
			kernelImage = Optional.of(read(config.kernel().get()));
			Placed kernel = place(kernelImage.get(), at);
			next = kernel.entry;
			board.firmware().kernel(kernel.entry, readBytes(config.kernel().get()));
			behind = kernel.end;
		}
		BootFacts facts = new BootFacts(config.append(), 0, 0);
		if (config.initrd().isPresent()) {
			byte[] disk = readBytes(config.initrd().get());
			long at = align(Math.max(behind, VirtBoard.RAM + Math.min(config.memoryBytes() / 2, 128 * MEGABYTE)), 4096);
			put("The initial RAM disk '" + config.initrd().get() + "'", at, disk.length, disk);
			facts = new BootFacts(config.append(), at, disk.length);
			board.firmware().initrd(at, disk);
		}
		if (!config.append().isEmpty()) {
			board.firmware().arguments(config.append());
		}
		byte[] tree = config.deviceTree().isPresent() ? readTree(config.deviceTree().get())
				: board.deviceTree(config.memoryBytes(), config.isa(), facts).toDtb();
		long treeAt = placeTree(tree);
		GuestImage served = symbol(image, TOHOST).isEmpty() && kernelImage.isPresent() ? kernelImage.get() : image;
		return new BootPlan(first.entry, machineMode, treeAt, next == 0 ? 0 : placeDynamicInfo(next, treeAt, tree.length),
				symbol(served, TOHOST), symbol(served, FROMHOST));
	}

	/** Where a double-word of this name lies in guest-physical memory. */
	private OptionalLong symbol(GuestImage image, String name) {
		if (image instanceof GuestImage.Elf elf) {
			Optional<Long> at = elf.elf().symbols().find(name).flatMap(symbol -> elf.elf().toPhysical(symbol.value()));
			if (at.isPresent() && (at.get() & Long.BYTES - 1) == 0 && bus.isMemory(at.get(), Long.BYTES)) {
				return OptionalLong.of(at.get());
			}
		}
		return OptionalLong.empty();
	}

	private boolean machineMode(GuestImage image) throws VmException {
		if (config.kernel().isPresent() && config.startMode() == StartMode.SUPERVISOR) {
			throw new VmException("'" + image.name() + "' is given as firmware for the kernel '" + config.kernel().get()
					+ "' and so must start in machine mode, not in supervisor mode.");
		}
		return switch (config.startMode()) {
			case MACHINE -> true;
			case SUPERVISOR -> false;
			case AUTO -> config.kernel().isPresent() || switch (image) {
				case GuestImage.Elf elf -> elf.elf().physicalEntry() == VirtBoard.RAM || symbol(image, TOHOST).isPresent();
				case GuestImage.LinuxImage linux -> false;
				case GuestImage.Raw raw -> true;
			};
		};
	}

	private static GuestImage read(Path path) throws VmException {
		try {
			return GuestImage.load(path);
		} catch (ImageException e) {
			throw new VmException(e.getMessage(), e);
		}
	}

	private static byte[] readBytes(Path path) throws VmException {
		try {
			return Files.readAllBytes(path);
		} catch (NoSuchFileException e) {
			throw new VmException("There is no file '" + path + "'.", e);
		} catch (IOException | OutOfMemoryError e) {
			throw new VmException("The file '" + path + "' cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/** A tree that the user chose goes in as it is, once it is certain that it is one. */
	private static byte[] readTree(Path path) throws VmException {
		byte[] tree = readBytes(path);
		try {
			DeviceTree.parse(tree, path.toString());
		} catch (ImageException e) {
			throw new VmException(e.getMessage(), e);
		}
		return tree;
	}

	private Placed place(GuestImage image, long where) throws VmException {
		switch (image) {
			case GuestImage.Elf elf -> {
				return placeElf(elf.elf());
			}
			case GuestImage.LinuxImage linux -> {
				long offset = linux.header().textOffset();
				long at = where > KERNEL || offset == 0 ? where : VirtBoard.RAM + offset;
				byte[] bytes = bytes(linux.contents());
				long size = Math.max(bytes.length, linux.header().imageSize());
				put("The kernel '" + image.name() + "'", at, size, bytes);
				return new Placed(at, at + size);
			}
			case GuestImage.Raw raw -> {
				byte[] bytes = bytes(raw.contents());
				put("The image '" + image.name() + "'", where, bytes.length, bytes);
				return new Placed(where, where + bytes.length);
			}
		}
	}

	private Placed placeElf(ElfFile elf) throws VmException {
		long end = VirtBoard.RAM;
		int number = 0;
		boolean entryInside = false;
		for (ElfSegment whole : elf.segments()) {
			// Linkers put the file's headers on a page below the code, where this machine has no memory.
			ElfSegment segment = bus.isMemory(whole.paddr(), whole.memSize()) ? whole : elf.withoutHeaders(whole);
			if (segment.isLoad() && segment.memSize() != 0) {
				put("Segment " + number + " of '" + elf.name() + "'", segment.paddr(), segment.memSize(),
						bytes(elf.data(segment)));
				end = Math.max(end, segment.paddr() + segment.memSize());
				long offset = elf.physicalEntry() - segment.paddr();
				entryInside |= offset >= 0 && offset < segment.memSize();
			}
			number++;
		}
		if (end == VirtBoard.RAM) {
			throw new VmException("'" + elf.name() + "' has no segment to load, so there is nothing to run.");
		}
		if (!entryInside) {
			throw new VmException("The entry point 0x%x of '%s' lies in none of its loaded segments.".formatted(
					elf.physicalEntry(), elf.name()));
		}
		return new Placed(elf.physicalEntry(), end);
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

	private void put(String what, long at, long size, byte[] bytes) throws VmException {
		long last = at + size - 1;
		if (size < 0 || !bus.isMemory(at, size)) {
			throw new VmException("%s (0x%x-0x%x, %s) does not fit into the guest's RAM (0x%x-0x%x, %s).".formatted(what, at,
					last, Sizes.text(size), VirtBoard.RAM, ramLast, Sizes.text(config.memoryBytes())));
		}
		for (Taken other : taken) {
			if (at <= other.last && last >= other.first) {
				throw new VmException("%s (0x%x-0x%x) overlaps %s (0x%x-0x%x) in the guest's RAM.".formatted(what, at, last,
						lowerFirst(other.what), other.first, other.last));
			}
		}
		taken.add(new Taken(what, at, last));
		bus.write(at, bytes, 0, bytes.length);
	}

	private static String lowerFirst(String text) {
		return Character.toLowerCase(text.charAt(0)) + text.substring(1);
	}

	private long placeTree(byte[] tree) throws VmException {
		long end = VirtBoard.RAM + Math.min(config.memoryBytes(), MOST_BELOW_TREE);
		long at = end - tree.length & -KERNEL_ALIGNMENT;
		if (at < VirtBoard.RAM || isTaken(at, at + tree.length)) {
			// A small machine has no 2 MiB to spare: any aligned place above everything else will do.
			at = end - tree.length & -4096;
		}
		put("The device tree", at, tree.length, tree);
		return at;
	}

	private boolean isTaken(long first, long last) {
		return taken.stream().anyMatch(other -> first <= other.last && last >= other.first);
	}

	/** The record by which OpenSBI's dynamic firmware learns of the next stage (OpenSBI, fw_dynamic). */
	private long placeDynamicInfo(long next, long tree, int treeSize) throws VmException {
		ByteBuffer info = ByteBuffer.allocate(6 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		info.putLong(FW_DYNAMIC_MAGIC).putLong(FW_DYNAMIC_VERSION).putLong(next).putLong(NEXT_MODE_S).putLong(0).putLong(0);
		long at = align(tree + treeSize, 16);
		if (!bus.isMemory(at, info.capacity())) {
			at = tree - 64;
		}
		put("The record for dynamic firmware", at, info.capacity(), info.array());
		return at;
	}

	private static long align(long value, long alignment) {
		return value + alignment - 1 & -alignment;
	}
}
