/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** What the preprocessor knows without being told, as compilers for RISC-V have it (RISC-V C API, "Preprocessor Definitions"). */
final class PredefinedMacros {

	private PredefinedMacros() {
	}

	static Map<String, String> of(IsaProfile isa) {
		Map<String, String> all = new LinkedHashMap<>();
		all.put("__ASSEMBLER__", "1");
		all.put("__ELF__", "1");
		all.put("__LP64__", "1");
		all.put("_LP64", "1");
		all.put("__riscv", "1");
		all.put("__riscv_xlen", "64");
		all.put("__riscv_cmodel_medany", "1");
		all.put("__riscv_arch_test", "1");
		boolean doubles = isa.has(Extension.D);
		all.put(doubles ? "__riscv_float_abi_double" : isa.has(Extension.F) ? "__riscv_float_abi_single" : "__riscv_float_abi_soft", "1");
		if (isa.has(Extension.F)) {
			all.put("__riscv_flen", doubles ? "64" : "32");
			all.put("__riscv_fdiv", "1");
			all.put("__riscv_fsqrt", "1");
		}
		if (isa.has(Extension.M)) {
			all.put("__riscv_mul", "1");
			all.put("__riscv_div", "1");
			all.put("__riscv_muldiv", "1");
		}
		if (isa.has(Extension.A)) {
			all.put("__riscv_atomic", "1");
		}
		if (isa.has(Extension.C)) {
			all.put("__riscv_compressed", "1");
		}
		if (isa.has(Extension.V)) {
			all.put("__riscv_vector", "1");
		}
		for (Extension extension : isa.extensions()) {
			if (extension.isInIsaString()) {
				String[] version = extension.version().split("\\.");
				int number = Integer.parseInt(version[0]) * 1_000_000 + (version.length > 1 ? Integer.parseInt(version[1]) * 1000 : 0);
				all.put("__riscv_" + extension.spelling(), Integer.toString(number));
			}
		}
		return all;
	}
}
