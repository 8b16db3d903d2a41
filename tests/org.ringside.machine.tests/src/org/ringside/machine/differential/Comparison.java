/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.ArrayList;
import java.util.List;

import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.HartConfig;

/** One generated program run on both machines, and where they differ. */
final class Comparison {

	/** The kinds of programs. */
	enum Kind {
		COMPUTATION, CSR, INTERRUPT, PAGING, PROTECTION, FLOAT, VECTOR
	}

	/** QEMU's options for what its rv64 has and a profile may have. */
	private static final List<Extension> OPTIONS = List.of(Extension.ZBA, Extension.ZBB, Extension.ZBC, Extension.ZBS, Extension.ZBKB,
			Extension.ZBKC, Extension.ZBKX, Extension.ZKND, Extension.ZKNE, Extension.ZKNH, Extension.ZKSED, Extension.ZKSH, Extension.SSTC,
			Extension.SVINVAL, Extension.SVNAPOT, Extension.SVPBMT, Extension.F, Extension.D);

	private Comparison() {
	}

	/** QEMU's CPU with the extensions of a profile. */
	static String cpu(IsaProfile profile) {
		StringBuilder text = new StringBuilder("rv64,h=false");
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
		excuseHoles(image.bytes(), theirs.log(), ours.log());
		compare(found, what + " trap log (cause, value, epc, status)", 4, theirs.log(), ours.log(), List.of());
		compare(found, what + " results", 1, theirs.results(), ours.results(), image.labels());
		compare(found, what + " buffer", 1, theirs.buffer(), ours.buffer(), List.of());
		return new Result(image.instructions(), found);
	}

	/**
	 * QEMU 7.2 raises a load access fault for an atomic on a hole; atomics raise store/AMO exceptions (Privileged, table of
	 * mcause, note on AMOs). It tells the aligned address of a misaligned access to a hole; the address may be that of any
	 * byte (Privileged 3.1.16). The value that comes with ebreak may be 0 or the address of the instruction (there as well).
	 */
	private static void excuseHoles(byte[] image, long[] theirs, long[] ours) {
		for (int i = 0; i + 3 < Math.min(theirs.length, ours.length); i += 4) {
			long at = ours[i + 2] - Program.BASE;
			boolean atomic = at >= 0 && at < image.length && (image[(int) at] & 0x7f) == 0x2f;
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

	private static void compare(List<String> found, String what, int group, long[] theirs, long[] ours, List<String> labels) {
		if (theirs.length != ours.length) {
			found.add(what + ": QEMU sent " + theirs.length + " values, we sent " + ours.length);
		}
		int shown = 0;
		for (int i = 0; i < Math.min(theirs.length, ours.length) && shown < 5; i++) {
			if (theirs[i] != ours[i]) {
				found.add(what + " [" + i / group + "." + i % group + "]: QEMU 0x" + Long.toHexString(theirs[i]) + ", we 0x"
						+ Long.toHexString(ours[i]) + (i < labels.size() ? " (" + labels.get(i) + ")" : ""));
				shown++;
			}
		}
	}
}
