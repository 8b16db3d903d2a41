/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.isa.sbi.SbiError;
import org.ringside.isa.sbi.SbiExtension;
import org.ringside.isa.sbi.SbiFunction;

/** The SBI's answers against the text of the specification, version 2.0. */
class SbiTest {
	private static final long RAM = 0x8000_0000L;
	private static final long SIZE = 0x10_0000;
	private static final long BASE = 0x10;
	private static final long TIME = 0x5449_4d45;
	private static final long IPI = 0x73_5049;
	private static final long RFENCE = 0x5246_4e43;
	private static final long HSM = 0x48_534d;
	private static final long SRST = 0x5352_5354;
	private static final long DBCN = 0x4442_434e;
	private static final long SUSP = 0x5355_5350;

	/** A machine of three harts that writes down what it is asked to do. */
	private static final class Recorder implements SbiPlatform {
		final List<String> log = new ArrayList<>();
		final HartState[] states = {HartState.STARTED, HartState.STOPPED, HartState.STARTED};
		final byte[] ram = new byte[(int) SIZE];
		String typed = "";
		boolean guests;

		@Override
		public int harts() {
			return states.length;
		}

		@Override
		public long identification(int hart, int csr) {
			return csr;
		}

		@Override
		public void setTimer(int hart, long tick) {
			log.add("timer " + hart + " " + tick);
		}

		@Override
		public void sendIpi(int hart) {
			log.add("ipi " + hart);
		}

		@Override
		public void clearIpi(int hart) {
			log.add("clear " + hart);
		}

		@Override
		public void remoteFenceI(int hart) {
			log.add("fence.i " + hart);
		}

		@Override
		public void remoteSfence(int hart, long start, long size, OptionalLong asid) {
			log.add("sfence " + hart + " " + Long.toHexString(start) + " " + size + " " + asid.orElse(-1));
		}

		@Override
		public boolean hasGuests() {
			return guests;
		}

		@Override
		public void remoteHfence(int hart) {
			log.add("hfence " + hart);
		}

		@Override
		public HartState state(int hart) {
			return states[hart];
		}

		@Override
		public void start(int hart, long address, long opaque) {
			log.add("start " + hart + " " + Long.toHexString(address) + " " + opaque);
		}

		@Override
		public void stop(int hart) {
			log.add("stop " + hart);
		}

		@Override
		public void suspend(int hart) {
			log.add("suspend " + hart);
		}

		@Override
		public void suspendAndRestart(int hart, long address, long opaque) {
			log.add("restart " + hart + " " + Long.toHexString(address) + " " + opaque);
		}

		@Override
		public boolean isRam(long gpa, long size) {
			return gpa >= RAM && size >= 0 && size <= SIZE && gpa - RAM <= SIZE - size;
		}

		@Override
		public byte[] readRam(long gpa, int size) {
			assertTrue(isRam(gpa, size), "reads outside RAM");
			byte[] bytes = new byte[size];
			System.arraycopy(ram, (int) (gpa - RAM), bytes, 0, size);
			return bytes;
		}

		@Override
		public void writeRam(long gpa, byte[] bytes) {
			assertTrue(isRam(gpa, bytes.length), "writes outside RAM");
			System.arraycopy(bytes, 0, ram, (int) (gpa - RAM), bytes.length);
		}

		@Override
		public OptionalLong readVirtual(int hart, long gva) {
			return gva == 0x1000 ? OptionalLong.of(0b101) : OptionalLong.empty();
		}

		@Override
		public void consoleWrite(int octet) {
			log.add("put " + (char) octet);
		}

		@Override
		public int consoleRead() {
			if (typed.isEmpty()) {
				return -1;
			}
			char first = typed.charAt(0);
			typed = typed.substring(1);
			return first;
		}

		@Override
		public void reset(Reset kind, String sentence) {
			log.add("reset " + kind);
		}
	}

	private final Recorder machine = new Recorder();

	private SbiResult call(long eid, long fid, long... arguments) {
		long[] six = java.util.Arrays.copyOf(arguments, 6);
		return Sbi.call(machine, 0, SbiCall.of(eid, fid, six[0], six[1], six[2], six[3], six[4], six[5]));
	}

	private long error(long eid, long fid, long... arguments) {
		SbiResult result = call(eid, fid, arguments);
		assertEquals(SbiResult.Kind.PAIR, result.kind());
		return result.a0();
	}

	@Test
	void itSaysThatItIsVersionTwo() {
		assertEquals(2L << 24, call(BASE, 0).a1());
		assertEquals(0, call(BASE, 0).a0());
	}

	@Test
	void probingFindsWhatAnswersAndNothingElse() {
		for (SbiExtension extension : SbiExtension.values()) {
			boolean answers = Sbi.service(extension.number()).isPresent();
			assertEquals(answers ? 1 : 0, call(BASE, 3, extension.number()).a1(), extension.name());
			if (!answers) {
				assertEquals(SbiError.NOT_SUPPORTED.code(), error(extension.number(), 0), extension.name());
			}
		}
		assertEquals(0, call(BASE, 3, 0x0900_0000).a1());
	}

	@Test
	void identificationComesFromTheHart() {
		assertEquals(0xf11, call(BASE, 4).a1());
		assertEquals(0xf12, call(BASE, 5).a1());
		assertEquals(0xf13, call(BASE, 6).a1());
	}

	@Test
	void everyFunctionThatIsNotThereIsNotSupported() {
		for (long eid : new long[] {BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN, SUSP, 0x1234_5678, -1}) {
			for (long fid : new long[] {-1, 7, 8, 1000, Long.MAX_VALUE, Long.MIN_VALUE}) {
				assertEquals(SbiError.NOT_SUPPORTED.code(), error(eid, fid), eid + "." + fid);
			}
		}
		assertEquals(List.of(), machine.log);
	}

	@Test
	void setTimerPassesTheWholeNumberOn() {
		assertEquals(0, error(TIME, 0, -1));
		assertEquals(List.of("timer 0 -1"), machine.log);
	}

	@Test
	void harts() {
		assertEquals(0, error(IPI, 0, 0b110, 0));
		assertEquals(0, error(IPI, 0, 0b1, 2));
		assertEquals(0, error(IPI, 0, 0, -1));
		assertEquals(0, error(IPI, 0, 0, 0));
		assertEquals(List.of("ipi 1", "ipi 2", "ipi 2", "ipi 0", "ipi 1", "ipi 2"), machine.log);
	}

	@ParameterizedTest
	@CsvSource({"8,0", "1,3", "2,2", "1,64", "1,-2", "-1,0", "1,9223372036854775807"})
	void aSetWithAHartThatDoesNotExistIsRefusedAsAWhole(long mask, long base) {
		assertEquals(SbiError.INVALID_PARAM.code(), error(IPI, 0, mask, base));
		assertEquals(SbiError.INVALID_PARAM.code(), error(RFENCE, 1, mask, base, 0, -1));
		assertEquals(List.of(), machine.log);
	}

	@Test
	void fences() {
		assertEquals(0, error(RFENCE, 0, 1, 0));
		assertEquals(0, error(RFENCE, 1, 1, 1, 0x4000, 8192));
		assertEquals(0, error(RFENCE, 1, 1, 1, 0, 0));
		assertEquals(0, error(RFENCE, 2, 1, 2, 0x4000, 4096, 5));
		assertEquals(SbiError.NOT_SUPPORTED.code(), error(RFENCE, 4, 1, 0, 0, 0));
		assertEquals(List.of("fence.i 0", "sfence 1 4000 8192 -1", "sfence 1 0 -1 -1", "sfence 2 4000 4096 5"), machine.log);
	}

	/** SBI, chapter "RFENCE Extension", functions 3 to 6. */
	@Test
	void fencesForGuestsNeedHartsThatHaveGuests() {
		machine.guests = true;
		for (int fid = 3; fid <= 6; fid++) {
			assertEquals(0, error(RFENCE, fid, 0b101, 0, 0x4000, 4096, 1));
		}
		assertEquals(SbiError.INVALID_PARAM.code(), error(RFENCE, 3, 8, 0, 0, 0, 0));
		assertEquals(SbiError.NOT_SUPPORTED.code(), error(RFENCE, 7, 1, 0, 0, 0, 0));
		assertEquals(Collections.nCopies(4, List.of("hfence 0", "hfence 2")).stream().flatMap(List::stream).toList(), machine.log);
		machine.guests = false;
		for (int fid = 3; fid <= 6; fid++) {
			assertEquals(SbiError.NOT_SUPPORTED.code(), error(RFENCE, fid, 1, 0, 0, 0, 0));
		}
	}

	/** SBI, chapter "System Suspend Extension": the other harts must be stopped; the upper half of the sleep type is ignored. */
	@Test
	void theLastHartSuspendsTheSystem() {
		assertEquals(SbiError.DENIED.code(), error(SUSP, 0, 0, RAM, 9));
		machine.states[2] = SbiPlatform.HartState.SUSPENDED;
		assertEquals(SbiError.DENIED.code(), error(SUSP, 0, 0, RAM, 9));
		machine.states[2] = SbiPlatform.HartState.STOPPED;
		assertEquals(SbiError.INVALID_PARAM.code(), error(SUSP, 0, 1, RAM, 9));
		assertEquals(SbiError.INVALID_PARAM.code(), error(SUSP, 0, 0x8000_0000L, RAM, 9));
		assertEquals(SbiError.INVALID_ADDRESS.code(), error(SUSP, 0, 0, RAM + 1, 9));
		assertEquals(SbiError.INVALID_ADDRESS.code(), error(SUSP, 0, 0, RAM + SIZE, 9));
		assertEquals(SbiError.NOT_SUPPORTED.code(), error(SUSP, 1, 0, RAM, 9));
		assertEquals(SbiResult.Kind.GONE, call(SUSP, 0, 1L << 32, RAM, 9).kind());
		assertEquals(List.of("restart 0 80000000 9"), machine.log);
	}

	@Test
	void hartsAreStartedOnlyWhereThatMakesSense() {
		assertEquals(SbiError.INVALID_PARAM.code(), error(HSM, 0, 3, RAM, 0));
		assertEquals(SbiError.INVALID_PARAM.code(), error(HSM, 0, -1, RAM, 0));
		assertEquals(SbiError.INVALID_ADDRESS.code(), error(HSM, 0, 1, 0x1000, 0));
		assertEquals(SbiError.INVALID_ADDRESS.code(), error(HSM, 0, 1, RAM + 1, 0));
		assertEquals(SbiError.INVALID_ADDRESS.code(), error(HSM, 0, 1, RAM + SIZE, 0));
		assertEquals(SbiError.ALREADY_AVAILABLE.code(), error(HSM, 0, 2, RAM, 0));
		assertEquals(0, error(HSM, 0, 1, RAM + 2, 7));
		assertEquals(List.of("start 1 80000002 7"), machine.log);
	}

	@Test
	void theStateOfAHart() {
		assertEquals(1, call(HSM, 2, 1).a1());
		assertEquals(0, call(HSM, 2, 2).a1());
		assertEquals(SbiError.INVALID_PARAM.code(), error(HSM, 2, 3));
	}

	@Test
	void stoppingAndSuspending() {
		assertEquals(SbiResult.Kind.GONE, call(HSM, 1).kind());
		assertEquals(0, error(HSM, 3, 0));
		assertEquals(SbiResult.Kind.GONE, call(HSM, 3, 0x8000_0000L, RAM, 9).kind());
		assertEquals(SbiError.INVALID_PARAM.code(), error(HSM, 3, 1));
		assertEquals(SbiError.INVALID_ADDRESS.code(), error(HSM, 3, 0x8000_0000L, 0, 9));
		assertEquals(List.of("stop 0", "suspend 0", "restart 0 80000000 9"), machine.log);
	}

	@ParameterizedTest
	@CsvSource({"0,0,SHUTDOWN", "0,1,FAILURE", "1,0,REBOOT", "2,0,REBOOT", "1,1,FAILURE"})
	void resets(long type, long reason, String kind) {
		assertEquals(SbiResult.Kind.GONE, call(SRST, 0, type, reason).kind());
		assertEquals(List.of("reset " + kind), machine.log);
	}

	@Test
	void resetsOfUnknownTypesAndReasonsAreRefused() {
		assertEquals(SbiError.INVALID_PARAM.code(), error(SRST, 0, 3, 0));
		assertEquals(SbiError.INVALID_PARAM.code(), error(SRST, 0, 0, 2));
		assertEquals(List.of(), machine.log);
	}

	@Test
	void theDebugConsoleWritesFromRamOnly() {
		System.arraycopy("hi!".getBytes(StandardCharsets.US_ASCII), 0, machine.ram, 16, 3);
		assertEquals(3, call(DBCN, 0, 3, RAM + 16, 0).a1());
		assertEquals(List.of("put h", "put i", "put !"), machine.log);
		for (long[] bad : new long[][] {{1, 0, 0}, {SIZE + 1, RAM, 0}, {2, RAM + SIZE - 1, 0}, {-1, RAM, 0}, {1, RAM, 1}, {1, -1, 0},
				{Long.MAX_VALUE, RAM + 1, 0}}) {
			assertEquals(SbiError.INVALID_PARAM.code(), error(DBCN, 0, bad), java.util.Arrays.toString(bad));
			assertEquals(SbiError.INVALID_PARAM.code(), error(DBCN, 1, bad), java.util.Arrays.toString(bad));
		}
	}

	@Test
	void aLongWriteIsDoneInPartsThatTheCallerSees() {
		long written = call(DBCN, 0, SIZE, RAM, 0).a1();
		assertTrue(written > 0 && written < SIZE);
		assertEquals(written, machine.log.size());
	}

	@Test
	void theDebugConsoleReadsWhatIsThere() {
		machine.typed = "ab";
		assertEquals(2, call(DBCN, 1, 10, RAM + 100, 0).a1());
		assertEquals('a', machine.ram[100]);
		assertEquals('b', machine.ram[101]);
		assertEquals(0, call(DBCN, 1, 10, RAM + 100, 0).a1());
		assertEquals(0, error(DBCN, 2, 'z'));
		assertEquals(List.of("put z"), machine.log);
	}

	@Test
	void legacyCallsReturnOneNumberAndIgnoreTheFunction() {
		machine.typed = "k";
		assertEquals(new SbiResult('k', 0, SbiResult.Kind.LEGACY), call(2, 99));
		assertEquals(new SbiResult(-1, 0, SbiResult.Kind.LEGACY), call(2, 0));
		assertEquals(new SbiResult(0, 0, SbiResult.Kind.LEGACY), call(1, -5, 'x'));
		assertEquals(new SbiResult(0, 0, SbiResult.Kind.LEGACY), call(0, 0, 77));
		assertEquals(new SbiResult(0, 0, SbiResult.Kind.LEGACY), call(4, 0, 0x1000));
		assertEquals(new SbiResult(0, 0, SbiResult.Kind.LEGACY), call(3, 0));
		assertEquals(new SbiResult(0, 0, SbiResult.Kind.LEGACY), call(6, 0, 0x1000, 0x4000, 4096));
		assertEquals(SbiResult.Kind.GONE, call(8, 0).kind());
		assertEquals(List.of("put x", "timer 0 77", "ipi 0", "ipi 2", "clear 0", "sfence 0 4000 4096 -1", "sfence 2 4000 4096 -1",
				"reset SHUTDOWN"), machine.log);
	}

	@Test
	void aLegacyMaskThatCannotBeReadIsAnError() {
		assertEquals(SbiError.INVALID_ADDRESS.code(), call(4, 0, 0x6666).a0());
		assertEquals(List.of(), machine.log);
	}

	@Test
	void everyFunctionOfEveryOfferedExtensionAnswersWhateverTheArguments() {
		java.util.Random random = new java.util.Random(3);
		for (SbiFunction function : SbiFunction.values()) {
			for (int i = 0; i < 200; i++) {
				long[] arguments = random.longs(6).map(value -> random.nextInt(3) == 0 ? value : value & 7).toArray();
				SbiResult result = call(function.extension().number(), function.number(), arguments);
				assertTrue(result.kind() != SbiResult.Kind.PAIR || result.a0() <= 0, function + " returned " + result);
			}
		}
	}

	@Test
	void callsAreToldByName() {
		assertEquals("time.set_timer", SbiCall.of(TIME, 0, 1, 0, 0, 0, 0, 0).title());
		assertTrue(SbiCall.of(0x999, 3, 0, 0, 0, 0, 0, 0).title().contains("0x999"));
		assertEquals("invalid parameter", SbiCall.errorName(-3));
		assertEquals("-77", SbiCall.errorName(-77));
	}
}
