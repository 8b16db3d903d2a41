/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.ringside.isa.Registers;
import org.ringside.isa.VectorCsrs;
import org.ringside.isa.VectorType;
import org.ringside.vmm.Vcpu;

/** Shows vector registers: as one number, and as elements of the width that vtype tells. */
final class VectorReader {

	static final String TITLE = "Vector";

	private VectorReader() {
	}

	/** v0 to v31; none where the guest's hart has none. */
	static List<Register> registers(Vcpu vcpu) {
		if (!vcpu.hasCsr(VectorCsrs.VLENB)) {
			return List.of();
		}
		Optional<VectorType> type = VectorType.of(vcpu.csr(VectorCsrs.VTYPE));
		List<Register> registers = new ArrayList<>(32);
		for (int i = 0; i < 32; i++) {
			byte[] bytes = vcpu.v(i);
			List<RegisterField> fields = type.map(t -> elements(bytes, t.sew())).orElse(List.of());
			String help = type.map(t -> bytes.length / (1 << t.sew()) + " elements of " + (8 << t.sew()) + " bits").orElse("no vtype is set");
			registers.add(new Register(Registers.v(i), element(bytes, 0, Math.min(8, bytes.length)), 8 * bytes.length, fields,
					"Vector register: " + help, false, digits(bytes)));
		}
		return registers;
	}

	private static List<RegisterField> elements(byte[] bytes, int sew) {
		List<RegisterField> fields = new ArrayList<>();
		int width = 1 << sew;
		for (int i = bytes.length / width - 1; i >= 0; i--) {
			fields.add(new RegisterField("element " + i, 8 * width * (i + 1) - 1, 8 * width * i, element(bytes, i * width, width), ""));
		}
		return fields;
	}

	private static long element(byte[] bytes, int at, int width) {
		ByteBuffer wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
		wide.put(0, bytes, at, width);
		return wide.getLong(0);
	}

	private static String digits(byte[] bytes) {
		byte[] turned = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			turned[i] = bytes[bytes.length - 1 - i];
		}
		return HexFormat.of().formatHex(turned);
	}
}
