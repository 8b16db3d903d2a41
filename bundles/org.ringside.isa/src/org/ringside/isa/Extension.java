/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The extensions of RISC-V that Ringside knows by name, with their version and where they are specified. */
public enum Extension {
	/** Base integer instructions. */
	I("i", "2.1", Source.UNPRIVILEGED, "Base integer instruction set"),
	/** Multiplication and division. */
	M("m", "2.0", Source.UNPRIVILEGED, "Integer multiplication and division"),
	/** Atomics. */
	A("a", "2.1", Source.UNPRIVILEGED, "Atomic instructions"),
	/** Single precision. */
	F("f", "2.2", Source.UNPRIVILEGED, "Single-precision floating point"),
	/** Double precision. */
	D("d", "2.2", Source.UNPRIVILEGED, "Double-precision floating point"),
	/** Compressed. */
	C("c", "2.0", Source.UNPRIVILEGED, "Compressed instructions"),
	/** Vector. */
	V("v", "1.0", Source.UNPRIVILEGED, "Vector operations"),
	/** Hypervisor. */
	H("h", "1.0", Source.PRIVILEGED, "Hypervisor extension"),
	/** Supervisor mode; not written in ISA strings. */
	S("s", "1.12", Source.PRIVILEGED, "Supervisor mode"),
	/** User mode; not written in ISA strings. */
	U("u", "1.12", Source.PRIVILEGED, "User mode"),
	/** Cache-block management. */
	ZICBOM("zicbom", "1.0", Source.UNPRIVILEGED, "Cache-block management"),
	/** Cache-block prefetch. */
	ZICBOP("zicbop", "1.0", Source.UNPRIVILEGED, "Cache-block prefetch"),
	/** Cache-block zero. */
	ZICBOZ("zicboz", "1.0", Source.UNPRIVILEGED, "Cache-block zero"),
	/** Counters. */
	ZICNTR("zicntr", "2.0", Source.UNPRIVILEGED, "Base counters and timers"),
	/** Conditional operations. */
	ZICOND("zicond", "1.0", Source.UNPRIVILEGED, "Integer conditional operations"),
	/** CSR instructions. */
	ZICSR("zicsr", "2.0", Source.UNPRIVILEGED, "Control and status register instructions"),
	/** Instruction-fetch fence. */
	ZIFENCEI("zifencei", "2.0", Source.UNPRIVILEGED, "Instruction-fetch fence"),
	/** Non-temporal locality hints. */
	ZIHINTNTL("zihintntl", "1.0", Source.UNPRIVILEGED, "Non-temporal locality hints"),
	/** Pause hint. */
	ZIHINTPAUSE("zihintpause", "2.0", Source.UNPRIVILEGED, "Pause hint"),
	/** Performance counters. */
	ZIHPM("zihpm", "2.0", Source.UNPRIVILEGED, "Hardware performance counters"),
	/** May-be-operations. */
	ZIMOP("zimop", "1.0", Source.UNPRIVILEGED, "May-be-operations"),
	/** Atomics of bytes and half-words. */
	ZABHA("zabha", "1.0", Source.UNPRIVILEGED, "Atomic instructions on bytes and half-words", "A"),
	/** Compare and swap. */
	ZACAS("zacas", "1.0", Source.UNPRIVILEGED, "Atomic compare and swap", "A"),
	/** Wait on reservation set. */
	ZAWRS("zawrs", "1.01", Source.UNPRIVILEGED, "Wait on reservation set"),
	/** Additional floating point. */
	ZFA("zfa", "1.0", Source.UNPRIVILEGED, "Additional floating-point instructions", "F"),
	/** Conversions of BF16. */
	ZFBFMIN("zfbfmin", "1.0", Source.UNPRIVILEGED, "Scalar conversions of BF16", "F"),
	/** Half precision. */
	ZFH("zfh", "1.0", Source.UNPRIVILEGED, "Half-precision floating point", "ZFHMIN"),
	/** Minimal half precision. */
	ZFHMIN("zfhmin", "1.0", Source.UNPRIVILEGED, "Minimal half-precision floating point", "F"),
	/** Address generation. */
	ZBA("zba", "1.0", Source.UNPRIVILEGED, "Address generation"),
	/** Basic bit manipulation. */
	ZBB("zbb", "1.0", Source.UNPRIVILEGED, "Basic bit manipulation"),
	/** Carry-less multiplication. */
	ZBC("zbc", "1.0", Source.UNPRIVILEGED, "Carry-less multiplication"),
	/** Bit manipulation for cryptography. */
	ZBKB("zbkb", "1.0", Source.UNPRIVILEGED, "Bit manipulation for cryptography"),
	/** Carry-less multiplication for cryptography. */
	ZBKC("zbkc", "1.0", Source.UNPRIVILEGED, "Carry-less multiplication for cryptography"),
	/** Crossbar permutations. */
	ZBKX("zbkx", "1.0", Source.UNPRIVILEGED, "Crossbar permutations"),
	/** Single-bit operations. */
	ZBS("zbs", "1.0", Source.UNPRIVILEGED, "Single-bit operations"),
	/** Additional compressed instructions. */
	ZCB("zcb", "1.0", Source.UNPRIVILEGED, "Additional compressed instructions", "C"),
	/** Compressed may-be-operations. */
	ZCMOP("zcmop", "1.0", Source.UNPRIVILEGED, "Compressed may-be-operations", "C"),
	/** NIST algorithm suite. */
	ZKN("zkn", "1.0", Source.UNPRIVILEGED, "NIST algorithm suite", "ZBKB", "ZBKC", "ZBKX", "ZKND", "ZKNE", "ZKNH"),
	/** AES decryption. */
	ZKND("zknd", "1.0", Source.UNPRIVILEGED, "AES decryption"),
	/** AES encryption. */
	ZKNE("zkne", "1.0", Source.UNPRIVILEGED, "AES encryption"),
	/** SHA-2. */
	ZKNH("zknh", "1.0", Source.UNPRIVILEGED, "SHA-2 hash functions"),
	/** Entropy source. */
	ZKR("zkr", "1.0", Source.UNPRIVILEGED, "Entropy source"),
	/** ShangMi algorithm suite. */
	ZKS("zks", "1.0", Source.UNPRIVILEGED, "ShangMi algorithm suite", "ZBKB", "ZBKC", "ZBKX", "ZKSED", "ZKSH"),
	/** SM4. */
	ZKSED("zksed", "1.0", Source.UNPRIVILEGED, "SM4 block cipher"),
	/** SM3. */
	ZKSH("zksh", "1.0", Source.UNPRIVILEGED, "SM3 hash function"),
	/** Data-independent latency. */
	ZKT("zkt", "1.0", Source.UNPRIVILEGED, "Data-independent execution latency"),
	/** Bit manipulation in vectors. */
	ZVBB("zvbb", "1.0", Source.UNPRIVILEGED, "Vector basic bit manipulation", "ZVKB"),
	/** Carry-less multiplication in vectors. */
	ZVBC("zvbc", "1.0", Source.UNPRIVILEGED, "Vector carry-less multiplication", "ZVE64X"),
	/** Embedded vectors: integers up to 32 bits. */
	ZVE32X("zve32x", "1.0", Source.UNPRIVILEGED, "Vectors of integers up to 32 bits", "ZICSR", "ZVL32B"),
	/** The same and single precision. */
	ZVE32F("zve32f", "1.0", Source.UNPRIVILEGED, "Vectors of single precision", "ZVE32X", "F"),
	/** Embedded vectors: integers up to 64 bits. */
	ZVE64X("zve64x", "1.0", Source.UNPRIVILEGED, "Vectors of integers up to 64 bits", "ZVE32X", "ZVL64B"),
	/** The same and single precision. */
	ZVE64F("zve64f", "1.0", Source.UNPRIVILEGED, "Vectors of 64-bit integers and single precision", "ZVE64X", "ZVE32F"),
	/** The same and double precision. */
	ZVE64D("zve64d", "1.0", Source.UNPRIVILEGED, "Vectors of 64-bit integers and double precision", "ZVE64F", "D"),
	/** Conversions of BF16 in vectors. */
	ZVFBFMIN("zvfbfmin", "1.0", Source.UNPRIVILEGED, "Vector conversions of BF16", "ZVE32F"),
	/** Products of BF16 in vectors. */
	ZVFBFWMA("zvfbfwma", "1.0", Source.UNPRIVILEGED, "Vector widening products of BF16", "ZVFBFMIN", "ZFBFMIN"),
	/** Conversions between half and single precision in vectors. */
	ZVFHMIN("zvfhmin", "1.0", Source.UNPRIVILEGED, "Vector conversion of half precision", "ZVE32F"),
	/** Half precision in vectors. */
	ZVFH("zvfh", "1.0", Source.UNPRIVILEGED, "Vectors of half precision", "ZVFHMIN", "ZFHMIN"),
	/** Bit manipulation in vectors for cryptography. */
	ZVKB("zvkb", "1.0", Source.UNPRIVILEGED, "Vector bit manipulation for cryptography", "ZVE32X"),
	/** GCM and GMAC in vectors. */
	ZVKG("zvkg", "1.0", Source.UNPRIVILEGED, "Vector GCM and GMAC", "ZVE32X"),
	/** NIST algorithm suite in vectors. */
	ZVKN("zvkn", "1.0", Source.UNPRIVILEGED, "Vector NIST algorithm suite", "ZVKNED", "ZVKNHB", "ZVKB", "ZVKT"),
	/** The same with carry-less multiplication. */
	ZVKNC("zvknc", "1.0", Source.UNPRIVILEGED, "Vector NIST algorithm suite with carry-less multiplication", "ZVKN", "ZVBC"),
	/** AES in vectors. */
	ZVKNED("zvkned", "1.0", Source.UNPRIVILEGED, "Vector AES block cipher", "ZVE32X"),
	/** NIST algorithm suite in vectors with GCM. */
	ZVKNG("zvkng", "1.0", Source.UNPRIVILEGED, "Vector NIST algorithm suite with GCM", "ZVKN", "ZVKG"),
	/** SHA-256 in vectors. */
	ZVKNHA("zvknha", "1.0", Source.UNPRIVILEGED, "Vector SHA-256", "ZVE32X"),
	/** SHA-256 and SHA-512 in vectors. */
	ZVKNHB("zvknhb", "1.0", Source.UNPRIVILEGED, "Vector SHA-256 and SHA-512", "ZVKNHA", "ZVE64X"),
	/** ShangMi algorithm suite in vectors. */
	ZVKS("zvks", "1.0", Source.UNPRIVILEGED, "Vector ShangMi algorithm suite", "ZVKSED", "ZVKSH", "ZVKB", "ZVKT"),
	/** The same with carry-less multiplication. */
	ZVKSC("zvksc", "1.0", Source.UNPRIVILEGED, "Vector ShangMi algorithm suite with carry-less multiplication", "ZVKS", "ZVBC"),
	/** SM4 in vectors. */
	ZVKSED("zvksed", "1.0", Source.UNPRIVILEGED, "Vector SM4 block cipher", "ZVE32X"),
	/** ShangMi algorithm suite in vectors with GCM. */
	ZVKSG("zvksg", "1.0", Source.UNPRIVILEGED, "Vector ShangMi algorithm suite with GCM", "ZVKS", "ZVKG"),
	/** SM3 in vectors. */
	ZVKSH("zvksh", "1.0", Source.UNPRIVILEGED, "Vector SM3 hash function", "ZVE32X"),
	/** Data-independent latency in vectors. */
	ZVKT("zvkt", "1.0", Source.UNPRIVILEGED, "Vector data-independent execution latency"),
	/** Vector registers of at least 32 bits. */
	ZVL32B("zvl32b", "1.0", Source.UNPRIVILEGED, "Vector registers of at least 32 bits"),
	/** Vector registers of at least 64 bits. */
	ZVL64B("zvl64b", "1.0", Source.UNPRIVILEGED, "Vector registers of at least 64 bits", "ZVL32B"),
	/** Vector registers of at least 128 bits. */
	ZVL128B("zvl128b", "1.0", Source.UNPRIVILEGED, "Vector registers of at least 128 bits", "ZVL64B"),
	/** Vector registers of at least 256 bits. */
	ZVL256B("zvl256b", "1.0", Source.UNPRIVILEGED, "Vector registers of at least 256 bits", "ZVL128B"),
	/** Vector registers of at least 512 bits. */
	ZVL512B("zvl512b", "1.0", Source.UNPRIVILEGED, "Vector registers of at least 512 bits", "ZVL256B"),
	/** Vector registers of at least 1024 bits. */
	ZVL1024B("zvl1024b", "1.0", Source.UNPRIVILEGED, "Vector registers of at least 1024 bits", "ZVL512B"),
	/** Debug triggers. */
	SDTRIG("sdtrig", "1.0", "RISC-V Debug Specification", "Debug triggers"),
	/** AIA at M level. */
	SMAIA("smaia", "1.0", "RISC-V Advanced Interrupt Architecture", "Advanced interrupts, machine level", "SSAIA"),
	/** Counter delegation at M level. */
	SMCDELEG("smcdeleg", "1.0", Source.PRIVILEGED, "Counter delegation, machine level", "SSCCFG"),
	/** Counter mode filtering. */
	SMCNTRPMF("smcntrpmf", "1.0", Source.PRIVILEGED, "Cycle and instret privilege mode filtering"),
	/** Indirect CSR access at M level. */
	SMCSRIND("smcsrind", "1.0", Source.PRIVILEGED, "Indirect CSR access, machine level", "SSCSRIND"),
	/** Double trap at M level. */
	SMDBLTRP("smdbltrp", "1.0", Source.PRIVILEGED, "Double trap, machine level"),
	/** PMP enhancements. */
	SMEPMP("smepmp", "1.0", Source.PRIVILEGED, "PMP enhancements"),
	/** State enable at M level. */
	SMSTATEEN("smstateen", "1.0", Source.PRIVILEGED, "State enable, machine level", "SSSTATEEN"),
	/** AIA at S level. */
	SSAIA("ssaia", "1.0", "RISC-V Advanced Interrupt Architecture", "Advanced interrupts, supervisor level"),
	/** Counter delegation. */
	SSCCFG("ssccfg", "1.0", Source.PRIVILEGED, "Counter delegation, supervisor level", "SMCDELEG", "SMCSRIND"),
	/** Counter overflow. */
	SSCOFPMF("sscofpmf", "1.0", Source.PRIVILEGED, "Count overflow and mode-based filtering"),
	/** Indirect CSR access at S level. */
	SSCSRIND("sscsrind", "1.0", Source.PRIVILEGED, "Indirect CSR access, supervisor level", "SMCSRIND"),
	/** Double trap at S level. */
	SSDBLTRP("ssdbltrp", "1.0", Source.PRIVILEGED, "Double trap, supervisor level"),
	/** State enable at S level. */
	SSSTATEEN("ssstateen", "1.0", Source.PRIVILEGED, "State enable, supervisor level"),
	/** Supervisor timer. */
	SSTC("sstc", "1.0", Source.PRIVILEGED, "Supervisor-mode timer interrupts"),
	/** Sv39. */
	SV39("sv39", "1.12", Source.PRIVILEGED, "39-bit virtual addresses"),
	/** Sv48. */
	SV48("sv48", "1.12", Source.PRIVILEGED, "48-bit virtual addresses", "SV39"),
	/** Sv57. */
	SV57("sv57", "1.12", Source.PRIVILEGED, "57-bit virtual addresses", "SV48"),
	/** A/D faults. */
	SVADE("svade", "1.0", Source.PRIVILEGED, "Page faults for clear A and D bits"),
	/** A/D updating. */
	SVADU("svadu", "1.0", Source.PRIVILEGED, "Hardware updating of A and D bits"),
	/** Fine-grained invalidation. */
	SVINVAL("svinval", "1.0", Source.PRIVILEGED, "Fine-grained address-translation cache invalidation"),
	/** Contiguous pages. */
	SVNAPOT("svnapot", "1.0", Source.PRIVILEGED, "Naturally aligned power-of-two contiguous pages"),
	/** Page-based memory types. */
	SVPBMT("svpbmt", "1.0", Source.PRIVILEGED, "Page-based memory types");

	private static final class Source {
		static final String UNPRIVILEGED = "RISC-V Instruction Set Manual, Volume I: Unprivileged Architecture";
		static final String PRIVILEGED = "RISC-V Instruction Set Manual, Volume II: Privileged Architecture";

		private Source() {
		}
	}

	private final String spelling;
	private final String version;
	private final String specification;
	private final String about;
	private final String[] implied;

	Extension(String spelling, String version, String specification, String about, String... implied) {
		this.spelling = spelling;
		this.version = version;
		this.specification = specification;
		this.about = about;
		this.implied = implied;
	}

	/** How it is written in an ISA string, in lower case. */
	public String spelling() {
		return spelling;
	}

	/** How it is written in text: {@code Zicsr}, {@code M}. */
	public String title() {
		return Character.toUpperCase(spelling.charAt(0)) + spelling.substring(1);
	}

	/** The version that is implemented. */
	public String version() {
		return version;
	}

	/** The title of the specification. */
	public String specification() {
		return specification;
	}

	/** What it brings, in a few words. */
	public String about() {
		return about;
	}

	/** Whether ISA strings name it; the privilege modes are not named there. */
	public boolean isInIsaString() {
		return this != S && this != U;
	}

	/** The extensions that it depends on or that it is a name for, not transitively. */
	public Set<Extension> implied() {
		EnumSet<Extension> result = EnumSet.noneOf(Extension.class);
		Arrays.stream(implied).map(Extension::valueOf).forEach(result::add);
		switch (this) {
			case F -> result.add(ZICSR);
			case D -> result.add(F);
			case V -> {
				result.add(ZVE64D);
				result.add(ZVL128B);
			}
			case H -> result.add(S);
			case S -> result.add(U);
			case ZICNTR, ZIHPM -> result.add(ZICSR);
			default -> { /* the list of names is complete */ }
		}
		return result;
	}

	/** The extension that is written so, in any case. */
	public static Optional<Extension> bySpelling(String text) {
		return Arrays.stream(values()).filter(extension -> extension.spelling.equalsIgnoreCase(text)).findFirst();
	}
}
