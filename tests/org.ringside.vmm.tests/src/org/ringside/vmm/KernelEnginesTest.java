/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.image.elf.ElfFile;

/**
 * Kernels that trap, switch and change mappings all the time are at the same place after the same number of instructions with
 * each engine, under each technique, and their monitor has counted the same: translated code deals with much of that by itself.
 */
class KernelEnginesTest {

	private static final long ROUNDS = 1 << 30;
	private static final long INSTRUCTIONS = 6_000_000;

	@ParameterizedTest
	@CsvSource({"s-bench-syscalls, BARE", "s-bench-syscalls, TRAP_AND_EMULATE", "s-bench-faults, BARE", "s-bench-faults, TRAP_AND_EMULATE",
			"s-bench-switches, BARE", "s-bench-switches, TRAP_AND_EMULATE", "s-bench-tables, TRAP_AND_EMULATE", "s-timer, TRAP_AND_EMULATE"})
	void sameStateAndCountsAfterTheSameInstructions(String name, Technique technique) throws Exception {
		try (VirtualMachine interpreted = machine(name, technique, Engine.INTERPRETER); VirtualMachine translated = machine(name, technique, Engine.TRANSLATOR)) {
			Random random = new Random(name.hashCode());
			while (interpreted.instructions() < INSTRUCTIONS) {
				long budget = 1 + random.nextInt(random.nextInt(4) == 0 ? 400_000 : 500);
				VmStop stop = interpreted.run(budget);
				String when = name + " after " + interpreted.instructions() + " instructions, the last " + budget + " at once";
				assertEquals(stop.sentence(), translated.run(budget).sentence(), when);
				assertEquals(interpreted.instructions(), translated.instructions(), when);
				assertEquals(state(interpreted.vcpus().get(0)), state(translated.vcpus().get(0)), when);
				assertEquals(counts(interpreted), counts(translated), when);
				if (!(stop instanceof VmStop.Budget)) {
					break;
				}
			}
			ShadowStatistics statistics = translated.statistics();
			assertTrue(technique == Technique.BARE || statistics.emulatedInstructions() > 0, statistics.toString());
			assertEquals(technique == Technique.BARE ? 0 : interpreted.instructions(), statistics.emulatedInstructions()
					+ (technique == Technique.BARE ? 0 : statistics.nativeInstructions()));
		}
	}

	private static VirtualMachine machine(String name, Technique technique, Engine engine) throws Exception {
		ConsolePort console = new ConsolePort();
		console.setSink(new ByteArrayOutputStream());
		console.closeInput();
		VirtualMachine vm = VirtualMachine.create(VmConfig.of(Guests.elf(name)).technique(technique).engine(engine).console(console).build());
		ElfFile.read(Guests.elf(name)).symbols().find("rounds").ifPresent(rounds -> vm.gpa().write(rounds.value(),
				ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(ROUNDS).array()));
		return vm;
	}

	private static String counts(VirtualMachine vm) {
		ShadowStatistics s = vm.statistics();
		return s.exits() + ", native " + s.nativeInstructions() + ", emulated " + s.emulatedInstructions() + ", fills " + s.fills() + ", switches "
				+ s.rootSwitches();
	}

	private static String state(Vcpu vcpu) {
		StringBuilder text = new StringBuilder("pc " + Long.toHexString(vcpu.pc()) + " " + vcpu.mode() + " " + vcpu.state() + " retired " + vcpu.retired());
		for (int i = 1; i < 32; i++) {
			text.append(" x").append(i).append(' ').append(Long.toHexString(vcpu.x(i)));
		}
		for (int csr : new int[] {0x300, 0x341, 0x342, 0x343, 0x344, 0x140, 0x141, 0x142, 0x143, 0x144, 0x180}) {
			text.append(' ').append(Integer.toHexString(csr)).append(' ').append(Long.toHexString(vcpu.csr(csr)));
		}
		return text.toString();
	}
}
