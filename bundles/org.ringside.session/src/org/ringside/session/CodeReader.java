/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

import org.ringside.isa.Decoded;
import org.ringside.isa.Decoder;
import org.ringside.isa.IsaProfile;
import org.ringside.vmm.VirtualMachine;

/** Reads and decodes the guest's instructions from its memory. VM's thread only. */
final class CodeReader {

	private final VirtualMachine vm;
	private final IsaProfile profile;
	private Decoder decoder;

	CodeReader(VirtualMachine vm) {
		this.vm = vm;
		profile = vm.config().isa();
	}

	/** The instruction at an address; empty where memory cannot be read. */
	Optional<Decoded> at(int vcpu, long gva) {
		byte[] bytes = new byte[4];
		boolean[] readable = new boolean[4];
		vm.gva(vcpu).read(gva, bytes, readable);
		return decode(bytes, readable, 0);
	}

	/** The instruction that begins at an index of bytes that were read. */
	Optional<Decoded> decode(byte[] bytes, boolean[] readable, int index) {
		if (index + 2 > bytes.length || !readable[index] || !readable[index + 1]) {
			return Optional.empty();
		}
		int word = bytes[index] & 0xff | (bytes[index + 1] & 0xff) << 8;
		if (Decoder.length(word) == 4) {
			if (index + 4 > bytes.length || !readable[index + 2] || !readable[index + 3]) {
				return Optional.empty();
			}
			word |= (bytes[index + 2] & 0xff) << 16 | (bytes[index + 3] & 0xff) << 24;
		}
		if (decoder == null) {
			decoder = new Decoder(profile);
		}
		return Optional.of(decoder.decode(word));
	}
}
