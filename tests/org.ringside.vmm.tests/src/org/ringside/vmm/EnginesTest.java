/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole guests, compiled ones above all, are at the same place after the same number of instructions with each engine. */
class EnginesTest {

	private static final long LIMIT = 4_000_000;

	static Stream<Arguments> everyGuest() throws Exception {
		try (Stream<Path> files = Files.list(Guests.elf("m-pass").getParent())) {
			List<Path> guests = files.filter(file -> file.getFileName().toString().matches("bench-.*\\.elf")).sorted().toList();
			return guests.stream().map(guest -> Arguments.of(guest.getFileName().toString(), guest));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("everyGuest")
	void sameStateAfterTheSameInstructions(String name, Path guest) throws VmException {
		Random random = new Random(name.hashCode());
		VmConfig.Builder config = VmConfig.of(guest).technique(Technique.BARE);
		try (VirtualMachine interpreted = VirtualMachine.create(config.engine(Engine.INTERPRETER).build());
				VirtualMachine translated = VirtualMachine.create(config.console(new ConsolePort()).engine(Engine.TRANSLATOR).build())) {
			long done = 0;
			while (done < LIMIT) {
				long budget = 1 + random.nextInt(random.nextBoolean() ? 1000 : 1_000_000);
				VmStop stop = interpreted.run(budget);
				String when = name + " after " + done + " and " + budget + " instructions";
				assertEquals(stop.sentence(), translated.run(budget).sentence(), when);
				assertEquals(interpreted.instructions(), translated.instructions(), when);
				assertEquals(state(interpreted.vcpus().get(0)), state(translated.vcpus().get(0)), when);
				if (!(stop instanceof VmStop.Budget)) {
					break;
				}
				done += budget;
			}
		}
	}

	private static String state(Vcpu vcpu) {
		StringBuilder text = new StringBuilder("pc " + Long.toHexString(vcpu.pc()) + " " + vcpu.mode() + " " + vcpu.state() + " retired " + vcpu.retired());
		for (int i = 1; i < 32; i++) {
			text.append(" x").append(i).append(' ').append(Long.toHexString(vcpu.x(i)));
			text.append(" f").append(i).append(' ').append(Long.toHexString(vcpu.f(i)));
		}
		for (int csr : new int[] {0x300, 0x341, 0x342, 0x343, 0x344, 0x141, 0x142, 0x143, 0x144, 0x180, 0x003}) {
			text.append(' ').append(Integer.toHexString(csr)).append(' ').append(Long.toHexString(vcpu.csr(csr)));
		}
		return text.toString();
	}
}
