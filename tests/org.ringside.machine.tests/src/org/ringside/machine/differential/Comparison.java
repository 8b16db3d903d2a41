/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.HartConfig;

/** One generated program run on both machines, and where they differ. */
final class Comparison {

	/** The kinds of programs. */
	enum Kind {
		COMPUTATION, CSR, INTERRUPT, PAGING, PROTECTION, FLOAT, VECTOR, GUEST_CSR, GUEST_TRAP, GUEST_PAGING, GUEST_TIMER
	}

	/** QEMU's options for what its rv64 has and a profile may have. */
	private static final List<Extension> OPTIONS = List.of(Extension.ZBA, Extension.ZBB, Extension.ZBC, Extension.ZBS, Extension.ZBKB,
			Extension.ZBKC, Extension.ZBKX, Extension.ZKND, Extension.ZKNE, Extension.ZKNH, Extension.ZKSED, Extension.ZKSH, Extension.SSTC,
			Extension.SVINVAL, Extension.SVNAPOT, Extension.SVPBMT, Extension.F, Extension.D);

	private static final long MSTATUS_GVA = 1L << 38;

	private Comparison() {
	}

	/** QEMU's CPU with the extensions of a profile. */
	static String cpu(IsaProfile profile) {
		StringBuilder text = new StringBuilder("rv64,h=").append(profile.has(Extension.H));
		OPTIONS.forEach(e -> text.append(',').append(e.spelling()).append('=').append(profile.has(e)));
		text.append(",Zfh=").append(profile.has(Extension.ZFH));
		if (profile.has(Extension.V)) {
			text.append(",v=true,vext_spec=v1.0,vlen=").append(profile.has(Extension.ZVL256B) ? 256 : 128);
		}
		return text.toString();
	}

	/**
	 * How a program came out.
	 *
	 * @param instructions how many there were that count
	 * @param differences sentences; empty if both machines agree
	 */
	record Result(int instructions, List<String> differences) {
	}

	static Result run(Subject subject, long seed) throws Exception {
		Program.Image image = subject.program(seed);
		Program.Outcome theirs = Program.Outcome.parse(Runner.qemu(image.bytes(), cpu(subject.profile())));
		long turn = seed % 3 == 0 ? 1 + Math.floorMod(seed, 17) : 10_000;
		Program.Outcome ours = Program.Outcome.parse(Runner.ringside(image.bytes(), subject.profile(), HartConfig.DEFAULT, turn));
		List<String> found = new ArrayList<>();
		String what = subject + " seed " + seed;
		excuseHoles(image, theirs.log(), ours.log());
		if (subject.profile().has(Extension.H)) {
			excuseGuests(image, theirs.log(), ours.log());
		}
		compare(found, what + " trap log (cause, value, epc, status ...)", image.logWidth(), theirs.log(), ours.log(),
				List.of());
		compare(found, what + " results", 1, theirs.results(), ours.results(), image.labels());
		compare(found, what + " buffer", 1, theirs.buffer(), ours.buffer(), List.of());
		return new Result(image.instructions(), found);
	}

	/**
	 * QEMU 7.2 raises a load access fault for an atomic on a hole; atomics raise store/AMO exceptions (Privileged, table of
	 * mcause, note on AMOs). It tells the aligned address of a misaligned access to a hole; the address may be that of any
	 * byte (Privileged 3.1.16). The value that comes with ebreak may be 0 or the address of the instruction (there as well).
	 */
	private static void excuseHoles(Program.Image image, long[] theirs, long[] ours) {
		for (int i = 0; i + 3 < Math.min(theirs.length, ours.length); i += image.logWidth()) {
			boolean atomic = (word(image, ours[i + 2]) & 0x7f) == 0x2f;
			if (atomic && theirs[i] == 5 && ours[i] == 7) {
				theirs[i] = 7;
			}
			if (ours[i] == 3 && theirs[i] == 3 && theirs[i + 1] == 0 && ours[i + 1] == ours[i + 2]) {
				theirs[i + 1] = ours[i + 1];
			}
			if ((ours[i] == 5 || ours[i] == 7) && ours[i + 1] - theirs[i + 1] > 0 && ours[i + 1] - theirs[i + 1] < 8) {
				theirs[i + 1] = ours[i + 1];
			}
		}
	}

	/** The instruction of a program at an address, or 0. */
	private static int word(Program.Image image, long address) {
		long at = address - Program.BASE;
		return at < 0 || at + 4 > image.bytes().length ? 0
				: ByteBuffer.wrap(image.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt((int) at);
	}

	/**
	 * QEMU 7.2 raises an illegal-instruction exception where VU-mode accesses a supervisor CSR or executes sret or sfence.vma;
	 * HS-mode might do so, so that it is a virtual instruction (Privileged, chapter "H", trap cause codes). It may tell 0 instead
	 * of the transformed instruction (the same chapter, "Transformed Instruction"), and does so where there is no memory,
	 * for hlv, hlvx and hsv, and for some others. It sets
	 * mstatus.GVA with every trap of a guest that has a value, and never clears it (the same chapter, mstatus); the value of a
	 * virtual-instruction exception, and of an exception by a hypervisor instruction, it leaves as it was. A guest-page fault at
	 * an entry of the VS-stage is one of a load to it, whatever the instruction wanted (the same chapter, "Guest Physical Address
	 * Translation"), and the address of one that HS-mode handled is still there with the next trap (the same chapter, mtval2).
	 * A guest-page fault by an access of M-mode with MPRV and MPV it calls a page fault (the same chapter, mstatus, on MPRV).
	 */
	private static void excuseGuests(Program.Image image, long[] theirs, long[] ours) {
		for (int i = 0; i + 3 < Math.min(theirs.length, ours.length); i += image.logWidth()) {
			boolean fromVu = (ours[i + 3] >>> 39 & 1) != 0 && (ours[i + 3] >>> 11 & 3) == 0;
			theirs[i + 3] = theirs[i + 3] & ~MSTATUS_GVA | ours[i + 3] & MSTATUS_GVA;
			int word = word(image, ours[i + 2]);
			boolean hypervisor = (word & 0x707f) == 0x4073 || (word & 0xd000_707f) == 0x73 && (word & 0x7f00_0000) >= 0x2200_0000;
			if (theirs[i] == ours[i] && (ours[i] == 22 || ours[i] == 2 && hypervisor)) {
				theirs[i + 1] = ours[i + 1];
			}
			boolean fromM = (ours[i + 3] >>> 11 & 3) == 3 && !hypervisor;
			boolean atEntry = i + 5 < ours.length && ours[i + 5] == 0x3000;
			if (fromM && (ours[i] == 21 && theirs[i] == 13 || ours[i] == 23 && theirs[i] == (atEntry ? 13 : 15))) {
				theirs[i] = ours[i];
			}
			if (i + 4 < theirs.length && ours[i] < 20) {
				theirs[i + 4] = 0;
			}
			if (theirs[i] == 21 && (ours[i] == 20 || ours[i] == 23) && atEntry) {
				theirs[i] = ours[i];
			}
			if (i + 5 < ours.length && i + 5 < theirs.length && theirs[i + 5] == 0 && (ours[i + 5] & 1) != 0) {
				theirs[i + 5] = ours[i + 5];
			}
			if (ours[i] == 22 && theirs[i] == 2 && fromVu && (word(image, ours[i + 2]) & 0x7f) == 0x73) {
				theirs[i] = 22;
			}
		}
	}

	private static String hexadecimal(long[] values, int first, int count) {
		StringJoiner text = new StringJoiner(" ");
		for (int i = first; i < Math.min(first + count, values.length); i++) {
			text.add(Long.toHexString(values[i]));
		}
		return text.toString();
	}

	private static void compare(List<String> found, String what, int group, long[] theirs, long[] ours, List<String> labels) {
		if (theirs.length != ours.length) {
			found.add(what + ": QEMU sent " + theirs.length + " values, we sent " + ours.length);
		}
		int shown = 0;
		for (int i = 0; i < Math.min(theirs.length, ours.length) && shown < 5; i++) {
			if (theirs[i] != ours[i]) {
				found.add(what + " [" + i / group + "." + i % group + "]: QEMU 0x" + Long.toHexString(theirs[i]) + ", we 0x"
						+ Long.toHexString(ours[i]) + (i < labels.size() ? " (" + labels.get(i) + ")" : "")
						+ (group > 1 ? ", where we have " + hexadecimal(ours, i / group * group, group) : ""));
				shown++;
			}
		}
	}
}
