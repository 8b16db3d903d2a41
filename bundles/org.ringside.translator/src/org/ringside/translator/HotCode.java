/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import org.ringside.machine.Memory;
import org.ringside.machine.TranslatedCode.Coverage;

/**
 * What a guest's earlier runs found hot: the places, and the guest's instructions that were translated there. No translated code
 * is kept, and what is kept is compared with the guest's memory before anything made of it runs, so that a file that is
 * wrong costs time and nothing else.
 *
 * <pre>
 * long  magic and version
 * int   number of places
 * of each:  long  address;  byte  1 for host code, else 0;  int  number of pieces;  of each piece:  short offset in the page, short length;  all their bytes
 * int   CRC-32 of all before
 * </pre>
 */
final class HotCode {

	/** What was translated at a virtual address, to host code or to a class. */
	record Hot(long pc, boolean hostCode, Coverage coverage) {
	}

	/** "RSHOT", and the version of what stands behind. */
	private static final long MAGIC = 0x5253_484f_5400_0003L;
	private static final int MOST_BYTES = 4 << 20;
	/** The most places that are kept; those that were found hot first. */
	static final int MOST_PLACES = 4000;
	private static final int MOST_PIECES = (int) Memory.PAGE / 2;

	private HotCode() {
	}

	/** @throws IOException if the file is there and is not what {@link #write} wrote; the message says why */
	static List<Hot> read(Path file) throws IOException {
		if (!Files.exists(file)) {
			return List.of();
		}
		if (Files.size(file) > MOST_BYTES) {
			throw new IOException("it is larger than " + MOST_BYTES + " bytes");
		}
		byte[] all = Files.readAllBytes(file);
		if (all.length < 16) {
			throw new IOException("it is cut off");
		}
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(all));
		if (in.readLong() != MAGIC) {
			// Another version wrote it, which is no fault of anybody's.
			return List.of();
		}
		CRC32 sum = new CRC32();
		sum.update(all, 0, all.length - 4);
		if ((int) sum.getValue() != new DataInputStream(new ByteArrayInputStream(all, all.length - 4, 4)).readInt()) {
			throw new IOException("its checksum is wrong");
		}
		int count = in.readInt();
		List<Hot> places = new ArrayList<>();
		for (int i = 0; i < count && i < MOST_PLACES; i++) {
			places.add(readPlace(in));
		}
		return places;
	}

	private static Hot readPlace(DataInputStream in) throws IOException {
		long pc = in.readLong();
		int kind = in.readUnsignedByte();
		if (kind > 1) {
			throw new IOException("a place is of kind " + kind);
		}
		int count = in.readInt();
		if (count < 1 || count > MOST_PIECES) {
			throw new IOException("a place has " + count + " pieces");
		}
		int[] pieces = new int[2 * count];
		int length = 0;
		for (int i = 0; i < pieces.length; i++) {
			pieces[i] = in.readUnsignedShort();
			length += i % 2 == 0 ? 0 : pieces[i];
		}
		if (length > MOST_PIECES * Memory.PAGE) {
			throw new IOException("a place has " + length + " bytes");
		}
		byte[] bytes = new byte[length];
		in.readFully(bytes);
		return new Hot(pc, kind == 1, new Coverage(pieces, bytes));
	}

	/** Replaces the file as a whole, so that who reads it at the same time sees the old one or the new one. */
	static void write(Path file, List<Hot> places) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		List<byte[]> records = new ArrayList<>();
		int size = 0;
		for (Hot place : places) {
			byte[] written = bytesOf(place);
			size += written.length;
			if (records.size() == MOST_PLACES || size > MOST_BYTES - 16) {
				break;
			}
			records.add(written);
		}
		out.writeLong(MAGIC);
		out.writeInt(records.size());
		for (byte[] place : records) {
			out.write(place);
		}
		CRC32 sum = new CRC32();
		sum.update(bytes.toByteArray());
		out.writeInt((int) sum.getValue());
		Path folder = file.toAbsolutePath().getParent();
		Files.createDirectories(folder);
		Path fresh = Files.createTempFile(folder, "fresh", ".tmp");
		try {
			Files.write(fresh, bytes.toByteArray());
			try {
				Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
			} catch (AtomicMoveNotSupportedException e) {
				Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
			}
		} finally {
			Files.deleteIfExists(fresh);
		}
	}

	private static byte[] bytesOf(Hot place) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeLong(place.pc);
		out.writeByte(place.hostCode ? 1 : 0);
		int[] pieces = place.coverage.pieces();
		out.writeInt(pieces.length / 2);
		for (int value : pieces) {
			out.writeShort(value);
		}
		out.write(place.coverage.bytes());
		return bytes.toByteArray();
	}

	/** Whether both say the same. */
	static boolean same(Coverage one, Coverage other) {
		return Arrays.equals(one.pieces(), other.pieces()) && Arrays.equals(one.bytes(), other.bytes());
	}
}
