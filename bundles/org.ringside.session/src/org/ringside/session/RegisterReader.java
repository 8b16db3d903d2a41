/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.ringside.isa.Cause;
import org.ringside.isa.Csr;
import org.ringside.isa.CsrField;
import org.ringside.isa.Csrs;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.Registers;
import org.ringside.isa.VectorCsrs;
import org.ringside.vmm.Vcpu;

/** Reads the registers of a vCPU in groups with decoded fields, and writes them. VM's thread only. */
final class RegisterReader {

	private static final String GENERAL = "General";
	private static final String PC = "Program counter";
	private static final String[] USE = {"always zero", "return address", "stack pointer", "global pointer", "thread pointer"};

	private RegisterReader() {
	}

	static List<RegisterGroup> groups(Vcpu vcpu, Symbols symbols) {
		List<RegisterGroup> groups = new ArrayList<>();
		groups.add(new RegisterGroup(GENERAL, "Integer registers", general(vcpu)));
		String where = symbols.describe(vcpu.pc());
		groups.add(new RegisterGroup(PC, "Next instruction and privilege mode", List.of(
				new Register("pc", vcpu.pc(), 64, List.of(), "Next instruction" + (where.startsWith("0x") ? "" : ": " + where),
						true),
				new Register("mode", vcpu.mode().encoding(), 2, List.of(new RegisterField("mode", 1, 0,
						vcpu.mode().encoding(), title(vcpu) + "-mode")), "Privilege mode of the guest", false))));
		Map<String, List<Register>> csrs = new LinkedHashMap<>();
		for (String title : List.of("Supervisor CSRs", "Hypervisor CSRs", "Virtual supervisor CSRs", "Machine CSRs", "User CSRs", VectorReader.TITLE, "Memory protection", "Counters")) {
			csrs.put(title, new ArrayList<>());
		}
		csrs.get(VectorReader.TITLE).addAll(VectorReader.registers(vcpu));
		for (Csr csr : Csrs.all()) {
			if (vcpu.hasCsr(csr.number())) {
				csrs.get(group(csr)).add(register(csr, vcpu.csr(csr.number())));
			}
		}
		csrs.forEach((title, registers) -> {
			if (!registers.isEmpty()) {
				groups.add(new RegisterGroup(title, help(title), registers));
			}
		});
		return List.copyOf(groups);
	}

	/** The mode by its usual name: what S-mode is without a hypervisor, HS-mode is with one. */
	private static String title(Vcpu vcpu) {
		return vcpu.mode().title(vcpu.hasCsr(HypervisorCsrs.HSTATUS));
	}

	private static List<Register> general(Vcpu vcpu) {
		List<Register> registers = new ArrayList<>(32);
		for (int i = 0; i < 32; i++) {
			registers.add(new Register(Registers.x(i), vcpu.x(i), 64, List.of(), "x" + i + ": " + use(i), i != 0));
		}
		return registers;
	}

	/** The role in the calling convention (RISC-V psABI, integer register convention). */
	private static String use(int number) {
		if (number < USE.length) {
			return USE[number];
		}
		return switch (Registers.x(number).charAt(0)) {
			case 't' -> "temporary";
			case 'a' -> "argument" + (number <= 11 ? " and return value" : "");
			default -> "saved by the callee" + (number == 8 ? ", frame pointer" : "");
		};
	}

	private static String group(Csr csr) {
		String name = csr.name();
		if (name.startsWith("pmp")) {
			return "Memory protection";
		}
		if (name.contains("hpm")) {
			return "Counters";
		}
		if (csr.isHypervisor()) {
			return name.startsWith("vs") ? "Virtual supervisor CSRs" : "Hypervisor CSRs";
		}
		if (VectorCsrs.isVector(csr.number())) {
			return VectorReader.TITLE;
		}
		return switch (csr.lowestPrivilege()) {
			case M -> "Machine CSRs";
			case S, VS -> "Supervisor CSRs";
			case U, VU -> "User CSRs";
		};
	}

	private static String help(String title) {
		return switch (title) {
			case "Memory protection" -> "Physical memory protection of machine mode";
			case "Hypervisor CSRs" -> "What a guest that is a hypervisor (HS-mode) controls its guests with";
			case "Virtual supervisor CSRs" -> "What VS-mode sees as its supervisor CSRs";
			case VectorReader.TITLE -> "Vector registers, with elements as wide as vtype tells, and vector CSRs";
			case "Counters" -> "Performance counters and their events";
			default -> "Control and status registers, lowest mode that may access them: " + title.split(" ")[0];
		};
	}

	private static Register register(Csr csr, long value) {
		List<RegisterField> fields = new ArrayList<>();
		for (CsrField field : csr.fields()) {
			long extracted = field.extract(value);
			fields.add(new RegisterField(field.name(), field.high(), field.low(), extracted,
					field.values().getOrDefault(extracted, "")));
		}
		String help = csr.name().endsWith("cause") ? csr.help() + " Now: " + Cause.describe(value) + "." : csr.help();
		return new Register(csr.name(), value, 64, fields, help, !csr.isReadOnly());
	}

	static void write(Vcpu vcpu, String name, long value) throws SessionException {
		OptionalInt x = Registers.xNumber(name);
		if (x.isPresent()) {
			if (x.getAsInt() == 0) {
				throw new SessionException("The register zero always holds 0 and cannot be changed.");
			}
			vcpu.setX(x.getAsInt(), value);
			return;
		}
		if (name.equals("pc")) {
			if ((value & 1) != 0) {
				throw new SessionException("The pc cannot be " + Words.hex(value) + "; expected an even address.");
			}
			vcpu.setPc(value);
			return;
		}
		Optional<Csr> csr = Csrs.byName(name).filter(known -> vcpu.hasCsr(known.number()));
		if (csr.isEmpty()) {
			List<String> known = new ArrayList<>(Registers.xNames());
			known.add("pc");
			for (Csr candidate : Csrs.all()) {
				if (vcpu.hasCsr(candidate.number())) {
					known.add(candidate.name());
				}
			}
			throw new SessionException(name.equals("mode") ? "The privilege mode cannot be changed by hand."
					: "vCPU " + vcpu.index() + " has no register " + name + "." + Words.didYouMean(name, known));
		}
		if (csr.get().isReadOnly()) {
			throw new SessionException("The register " + name + " is read-only.");
		}
		vcpu.setCsr(csr.get().number(), value);
	}
}
