/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.TableEffect;

/** The breakpoint language reads what its documentation says, writes what it reads, and says what is wrong. */
class BreakpointLanguageTest {

	@Test
	void aSymbolIsAnInstruction() throws SessionException {
		assertEquals(InstructionBreakpoint.at(new InstructionBreakpoint.Symbol("map_page", 0)), BreakpointSpec.parse("map_page"));
		assertEquals(InstructionBreakpoint.at(new InstructionBreakpoint.Symbol("map_page", 16)),
				BreakpointSpec.parse("map_page+0x10"));
		assertEquals(InstructionBreakpoint.at(new InstructionBreakpoint.Symbol("trap", 0)), BreakpointSpec.parse("symbol:trap"));
	}

	@Test
	void addressesAreVirtualUnlessSaid() throws SessionException {
		InstructionBreakpoint virtual = InstructionBreakpoint.at(new InstructionBreakpoint.Virtual(0xffff_ffff_8020_0000L));
		assertEquals(virtual, BreakpointSpec.parse("0xffffffff80200000"));
		assertEquals(virtual, BreakpointSpec.parse("pc:0xffffffff80200000"));
		assertEquals(virtual, BreakpointSpec.parse("gva:0xffff_ffff_8020_0000"));
		assertEquals(InstructionBreakpoint.at(new InstructionBreakpoint.Physical(0x8020_0000L)),
				BreakpointSpec.parse("gpa:0x80200000"));
	}

	@Test
	void aLineIsFileAndNumber() throws SessionException {
		assertEquals(InstructionBreakpoint.at(new InstructionBreakpoint.Line("kernel/main.s", 42)),
				BreakpointSpec.parse("kernel/main.s:42"));
		assertEquals(InstructionBreakpoint.at(new InstructionBreakpoint.Line("my kernel.s", 1)),
				BreakpointSpec.parse("my\\ kernel.s:1"));
	}

	@Test
	void trapsAreNamedAsInTheSpecification() throws SessionException {
		assertEquals(new TrapBreakpoint(Set.of(13L, 15L), Set.of(PrivilegeMode.U), Set.of(PrivilegeMode.S), false,
				BreakpointOptions.DEFAULT), BreakpointSpec.parse("trap:load-page-fault,store-page-fault from=U to=S"));
		assertEquals(TrapBreakpoint.of(Set.of(12L, 13L, 15L)), BreakpointSpec.parse("trap:page-fault"));
		assertEquals(TrapBreakpoint.of(Set.of(Long.MIN_VALUE | 5)), BreakpointSpec.parse("trap:supervisor-timer"));
		assertEquals(TrapBreakpoint.of(Set.of(Long.MIN_VALUE | 5)), BreakpointSpec.parse("trap:sti"));
		assertEquals(TrapBreakpoint.any(), BreakpointSpec.parse("trap"));
		assertEquals(TrapBreakpoint.any(), BreakpointSpec.parse("trap:*"));
		assertEquals(TrapBreakpoint.of(Set.of(24L)), BreakpointSpec.parse("trap:24"));
		assertTrue(((TrapBreakpoint) BreakpointSpec.parse("trap:ecall on=return")).onReturn());
	}

	@Test
	void hypercallsAreNamedOrNumbered() throws SessionException {
		HypercallBreakpoint timer = new HypercallBreakpoint(
				List.of(new HypercallBreakpoint.Call(0x54494D45, OptionalLong.of(0))), false, BreakpointOptions.DEFAULT);
		assertEquals(timer, BreakpointSpec.parse("hypercall:TIME.set_timer"));
		assertEquals(timer, BreakpointSpec.parse("hypercall:time.0"));
		assertEquals(timer, BreakpointSpec.parse("hypercall:0x54494d45.0"));
		assertEquals(new HypercallBreakpoint(List.of(new HypercallBreakpoint.Call(0x48534D, OptionalLong.empty())), true,
				BreakpointOptions.DEFAULT), BreakpointSpec.parse("hypercall:HSM on=return"));
		assertEquals(HypercallBreakpoint.any(), BreakpointSpec.parse("hypercall:*"));
		assertEquals("hypercall:LEGACY.console_putchar", BreakpointSpec.parse("hypercall:legacy.console_putchar").text());
	}

	@Test
	void tableWritesHaveRangesEffectsAndLevels() throws SessionException {
		PageTableWriteBreakpoint read = (PageTableWriteBreakpoint) BreakpointSpec
				.parse("table-write:0x40000000-0x40200000 effect=map,unmap level=0");
		assertEquals(Optional.of(new PageTableWriteBreakpoint.Range(0x4000_0000L, 0x401f_ffffL)), read.range());
		assertEquals(EnumSet.of(TableEffect.MAP, TableEffect.UNMAP), read.effects());
		assertEquals(Set.of(0), read.levels());
		assertEquals(read.range(), ((PageTableWriteBreakpoint) BreakpointSpec.parse("table-write:0x40000000+0x200000")).range());
		assertEquals(PageTableWriteBreakpoint.any(), BreakpointSpec.parse("table-write"));
	}

	@Test
	void aRangeMeetsWhatOverlapsItUnsigned() {
		PageTableWriteBreakpoint.Range high = new PageTableWriteBreakpoint.Range(0xffff_ffff_0000_0000L, -1);
		assertTrue(high.meets(0xffff_ffff_ffff_f000L, -1));
		assertTrue(high.meets(0, -1));
		assertFalse(high.meets(0, 0xffff_fffe_ffff_ffffL));
	}

	@Test
	void everyKindTakesTheSameOptions() throws SessionException {
		for (String kind : List.of("start", "pc:0x1000", "gpa:0x1000", "a.s:1", "trap", "hypercall", "table-write")) {
			BreakpointOptions options = BreakpointSpec
					.parse(kind + " if vcpu=0,2 mode=S,U asid=7 root=0x80201000 hits=3 once disabled action=log").options();
			assertEquals(new BreakpointOptions(false, Set.of(0, 2), Set.of(PrivilegeMode.S, PrivilegeMode.U), OptionalInt.of(7),
					OptionalLong.of(0x8020_1000L), 3, true, BreakpointAction.LOG), options);
		}
	}

	@Test
	void whatIsWrittenIsReadBack() throws SessionException {
		Random random = new Random(1);
		for (int i = 0; i < 2000; i++) {
			BreakpointSpec spec = RandomBreakpoints.next(random);
			assertEquals(spec, BreakpointSpec.parse(spec.text()), spec.text());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"trap:load-page-falt | load-page-falt | Did you mean load-page-fault?",
			"trap:supervisor-tmer | supervisor-tmer | Did you mean supervisor-timer?",
			"trap:64 | 64 | a number below 64",
			"hypercall:TMIE | TMIE | Did you mean TIME?",
			"hypercall:TIME.set_tiemr | set_tiemr | Did you mean set_timer?",
			"hypercall:0x1234.foo | foo | by its number",
			"table-write effect=mapp | mapp | Did you mean map?",
			"table-write:0x2000-0x1000 | 0x2000-0x1000 | its end must lie above its beginning",
			"table-write:here | here | expected a number of up to 64 bits",
			"main modes=S | modes=S | Did you mean mode?",
			"main mode=X | X | expected U, S, M, HS, VU or VS",
			"main hits | hits | needs a value",
			"main once=1 | once | takes no value",
			"main action=halt | halt | stop, log or count",
			"main vcpu=x | x | a number from 0 to 4095",
			"main+0xg | 0xg | is no number",
			"tarp:page-fault | tarp:page-fault | Did you mean trap?",
			"pc:main | main | expected a number of up to 64 bits",
			"gpa: | gpa: | something must follow",
			"main.s: | main.s: | FILE:LINE",
	})
	void aMistakeIsNamedWithWhatWasExpected(String text, String named, String expected) {
		String message = assertThrows(SessionException.class, () -> BreakpointSpec.parse(text)).getMessage();
		assertTrue(message.contains(named) && message.contains(expected), message);
		assertFalse(message.contains("\n"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "   "})
	void nothingIsNoBreakpoint(String text) {
		assertTrue(assertThrows(SessionException.class, () -> BreakpointSpec.parse(text)).getMessage().contains("empty"));
	}
}
