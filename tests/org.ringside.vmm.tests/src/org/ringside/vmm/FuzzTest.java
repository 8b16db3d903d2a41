/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.PrivilegeMode;

/** Guests of random instructions: no exception comes out of the monitor, nothing hangs, and both techniques compute the same. */
class FuzzTest {
	private static final int PARTS = 40;
	private static final int PART = 500;
	private static final int[] CSRS = {0x300, 0x304, 0x340, 0x341, 0x342, 0x343, 0x344, 0x140, 0x141, 0x142, 0x143, 0x180, 0x3a0, 0x3b2, 0xc01, 0xb00, 0xb02, 0x003};

	@TempDir
	private Path folder;

	static Stream<Arguments> cases() {
		return Stream.of(PrivilegeMode.U, PrivilegeMode.S, PrivilegeMode.M).flatMap(mode -> Stream.of(false, true)
				.flatMap(paged -> Stream.iterate(1, seed -> seed + 1).limit(15).map(seed -> Arguments.of(mode, paged, seed))));
	}

	/** Here the page tables cannot be written, because before a fence two implementations may differ about them. */
	@ParameterizedTest(name = "{0}-mode, paged {1}, seed {2}")
	@MethodSource("cases")
	void randomGuestsDoTheSameUnderEachTechnique(PrivilegeMode mode, boolean paged, int seed) throws VmException, IOException {
		List<String> bare = run(Technique.BARE, mode, new RandomGuest(seed * 3 + mode.ordinal(), paged, false, false), IsaProfile.RV64IMAC);
		List<String> other = run(Technique.TRAP_AND_EMULATE, mode, new RandomGuest(seed * 3 + mode.ordinal(), paged, false, false), IsaProfile.RV64IMAC);
		for (int part = 0; part < bare.size(); part++) {
			assertEquals(bare.get(part), other.get(part), "after part " + part);
		}
	}

	@ParameterizedTest(name = "{0}-mode, paged {1}, seed {2}")
	@MethodSource("cases")
	void randomGuestsThatOverwriteTheirTablesStayInTheirFrames(PrivilegeMode mode, boolean paged, int seed) throws VmException, IOException {
		for (Technique technique : Technique.values()) {
			run(technique, mode, new RandomGuest(1000 + seed * 3 + mode.ordinal(), paged, true, false), IsaProfile.RV64IMAC);
		}
	}

	@ParameterizedTest(name = "{0}-mode, paged {1}, seed {2}")
	@MethodSource("cases")
	void floatingPointStateIsTheSameToo(PrivilegeMode mode, boolean paged, int seed) throws VmException, IOException {
		List<String> bare = run(Technique.BARE, mode, new RandomGuest(2000 + seed, paged, false, true), IsaProfile.RV64GC);
		List<String> other = run(Technique.TRAP_AND_EMULATE, mode, new RandomGuest(2000 + seed, paged, false, true), IsaProfile.RV64GC);
		for (int part = 0; part < bare.size(); part++) {
			assertEquals(bare.get(part), other.get(part), "after part " + part);
		}
	}

	private List<String> run(Technique technique, PrivilegeMode mode, RandomGuest guest, IsaProfile isa) throws VmException, IOException {
		Path file = Files.write(folder.resolve("random.bin"), guest.image());
		ConsolePort console = new ConsolePort();
		console.closeInput();
		VmConfig config = VmConfig.of(file).technique(technique).memoryBytes(4 << 20).isa(isa).startMode(StartMode.MACHINE).console(console).build();
		List<String> states = new ArrayList<>();
		try (GuestCore core = GuestCore.create(config)) {
			guest.prepare(core.guestVcpus().get(0));
			core.guestVcpus().get(0).state.setMode(mode);
			for (int part = 0; part < PARTS; part++) {
				VmStop stop = core.run(PART);
				states.add(stop.getClass().getSimpleName() + Fingerprint.of(core, 0, CSRS));
				if (core.shadowing().isPresent()) {
					ResourceControlTest.check(core);
				}
				if (!(stop instanceof VmStop.Budget)) {
					break;
				}
			}
			assertTrue(core.instructions() <= PARTS * PART, "the budget holds");
		}
		return states;
	}
}
