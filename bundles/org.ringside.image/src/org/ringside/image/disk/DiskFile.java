/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import org.ringside.image.ImageException;

/** Opens disk images: tells their format apart, and locks them so that no two machines write the same file. */
public final class DiskFile {

	/** Bytes per sector, the unit of all sizes. */
	public static final int SECTOR = 512;

	/** How many images may stand one upon the other. */
	private static final int DEEPEST = 16;

	private DiskFile() {
	}

	/**
	 * Opens an image of the format that its first bytes tell.
	 *
	 * @param access what becomes of writes
	 * @param withBacking whether another file that the image names may be opened for reading, as qcow2 images have them
	 * @throws ImageException with one sentence, if the file cannot be used so
	 */
	public static Disk open(Path path, DiskAccess access, boolean withBacking) throws ImageException {
		Disk disk = open(path, access == DiskAccess.WRITE, withBacking, 0, "");
		return access == DiskAccess.OVERLAY ? new OverlayDisk(disk) : disk;
	}

	/** @param format what the file that names this one says of its format, or nothing */
	static Disk open(Path path, boolean write, boolean withBacking, int depth, String format) throws ImageException {
		if (depth > DEEPEST) {
			throw new ImageException("The disk image '" + path + "' stands on more than " + DEEPEST + " others.");
		}
		FileChannel file = channel(path, write);
		try {
			lock(file, path, write);
			boolean isQcow2 = format.isEmpty() ? Qcow2Header.begins(file) : format.equals("qcow2");
			if (isQcow2) {
				return Qcow2Disk.open(file, path, write, withBacking, depth);
			}
			if (file.size() == 0) {
				throw new ImageException("The disk image '" + path + "' is empty; expected at least one sector of 512 bytes.");
			}
			return new RawDisk(file, write);
		} catch (IOException e) {
			close(file);
			throw new ImageException("The disk image '" + path + "' cannot be read: " + e.getMessage() + ".", e);
		} catch (ImageException | RuntimeException e) {
			close(file);
			throw e;
		}
	}

	private static FileChannel channel(Path path, boolean write) throws ImageException {
		try {
			if (!Files.exists(path)) {
				throw new NoSuchFileException(path.toString());
			}
			if (!Files.isRegularFile(path)) {
				throw new ImageException("The disk image '" + path + "' is no ordinary file.");
			}
			return FileChannel.open(path, write ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE) : Set.of(StandardOpenOption.READ));
		} catch (NoSuchFileException e) {
			throw new ImageException("There is no disk image '" + path + "'.", e);
		} catch (AccessDeniedException e) {
			throw new ImageException("The disk image '" + path + "' may not be " + (write ? "written" : "read") + " by you.", e);
		} catch (IOException e) {
			throw new ImageException("The disk image '" + path + "' cannot be opened: " + e.getMessage() + ".", e);
		}
	}

	/** Who writes a file has it alone; readers only look whether somebody writes. */
	private static void lock(FileChannel file, Path path, boolean write) throws ImageException {
		boolean free;
		try {
			FileLock lock = file.tryLock(0, Long.MAX_VALUE, !write);
			free = lock != null;
			if (free && !write) {
				lock.release();
			}
		} catch (OverlappingFileLockException e) {
			free = false;
		} catch (IOException e) {
			// not every file system has locks
			free = true;
		}
		if (!free) {
			throw new ImageException("The disk image '" + path + "' is in use by another machine that writes to it.");
		}
	}

	private static void close(FileChannel file) {
		try {
			file.close();
		} catch (IOException e) {
			// what went wrong before matters more
		}
	}
}
