/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ringside.devices.InterruptLine;
import org.ringside.devices.Wires;

/** The domains of an APLIC do what chapter 4 of the AIA specification 1.0 says. */
class AplicDomainTest {

	private static final int DOMAINCFG = 0;
	private static final int IE = 0x100;
	private static final int DELEGATE = 0x400;
	private static final int DETACHED = 1;
	private static final int RISING = 4;
	private static final int FALLING = 5;
	private static final int HIGH = 6;
	private static final int LOW = 7;
	private static final int SETIP = 0x1c00;
	private static final int SETIPNUM = 0x1cdc;
	private static final int CLRIP = 0x1d00;
	private static final int CLRIPNUM = 0x1ddc;
	private static final int SETIE = 0x1e00;
	private static final int SETIENUM = 0x1edc;
	private static final int CLRIE = 0x1f00;
	private static final int CLRIENUM = 0x1fdc;
	private static final int TARGET = 0x3000;
	private static final int IDC = 0x4000;
	private static final int CLAIMI = 0x1c;
	private static final int TOPI = 0x18;
	private static final int HART1 = 1 << 18;

	private static int read(AplicDomain domain, int offset) {
		return (int) domain.read(offset, 4);
	}

	private static void write(AplicDomain domain, int offset, int value) {
		domain.write(offset, 4, value & 0xffff_ffffL);
	}

	private static void activate(AplicDomain domain, int source, int mode) {
		write(domain, 4 * source, mode);
		write(domain, SETIENUM, source);
	}

	private static boolean pending(AplicDomain domain, int source) {
		return (read(domain, SETIP + source / 32 * 4) >>> source & 1) != 0;
	}

	@Nested
	class Direct {

		private final List<Wires> wires = Wires.of(2);
		private final AplicDomain root = AplicDomain.direct(Wires.lines(wires));
		private final AplicDomain child = root.directChild(Wires.lines(wires));

		private boolean machine(int hart) {
			return wires.get(hart).machineExternal().isHigh();
		}

		private void deliver(AplicDomain domain) {
			write(domain, DOMAINCFG, IE);
			write(domain, IDC, 1);
			write(domain, IDC + 32, 1);
		}

		@Test
		void afterResetNothingIsOn() {
			assertEquals(0x8000_0000, read(root, DOMAINCFG));
			write(root, DOMAINCFG, -1);
			assertEquals(0x8000_0100, read(root, DOMAINCFG), "neither big-endian nor messages");
			root.reset();
			assertEquals(0x8000_0000, read(root, DOMAINCFG));
		}

		@Test
		void aLevelIsPendingAsLongAsItIsHigh() {
			InterruptLine line = root.source(10);
			deliver(root);
			activate(root, 10, HIGH);
			line.set(true);
			assertTrue(machine(0));
			assertFalse(machine(1));
			assertEquals(10 << 16 | 1, read(root, IDC + TOPI));
			assertEquals(10 << 16 | 1, read(root, IDC + CLAIMI));
			assertTrue(pending(root, 10), "a claim does not clear it");
			write(root, CLRIPNUM, 10);
			write(root, CLRIP, -1);
			assertTrue(machine(0));
			line.set(false);
			assertFalse(machine(0));
			write(root, SETIPNUM, 10);
			write(root, SETIP, -1);
			assertFalse(pending(root, 10), "nor can software set it");
		}

		@Test
		void anInvertedLevelIsPendingWhileItIsLow() {
			activate(root, 3, LOW);
			assertTrue(pending(root, 3));
			assertEquals(8, read(root, CLRIP), "the rectified input");
			root.source(3).set(true);
			assertFalse(pending(root, 3));
			assertEquals(0, read(root, CLRIP));
		}

		@Test
		void anEdgeIsPendingUntilItIsClaimed() {
			deliver(root);
			activate(root, 33, RISING);
			activate(root, 34, FALLING);
			root.source(33).set(true);
			root.source(34).set(true);
			assertTrue(pending(root, 33));
			assertFalse(pending(root, 34));
			root.source(33).set(false);
			root.source(34).set(false);
			assertTrue(pending(root, 34));
			assertEquals(33 << 16 | 1, read(root, IDC + CLAIMI));
			assertEquals(34 << 16 | 1, read(root, IDC + CLAIMI));
			assertEquals(0, read(root, IDC + CLAIMI));
			assertFalse(machine(0));
		}

		@Test
		void aDetachedSourceHearsOnlySoftware() {
			activate(root, 40, DETACHED);
			root.source(40).set(true);
			assertFalse(pending(root, 40));
			write(root, SETIP + 4, 1 << 40 - 32);
			assertTrue(pending(root, 40));
			write(root, CLRIPNUM, 40);
			assertFalse(pending(root, 40));
			write(root, 0x2000, 40);
			assertTrue(pending(root, 40));
			write(root, CLRIP + 4, -1);
			write(root, 0x2004, 40 << 24);
			assertTrue(pending(root, 40), "setipnum_be");
		}

		@Test
		void whatIsInactiveHasNothing() {
			write(root, SETIENUM, 5);
			write(root, SETIPNUM, 5);
			write(root, TARGET + 4 * 5, HART1 | 9);
			assertEquals(0, read(root, SETIE) | read(root, SETIP) | read(root, TARGET + 4 * 5));
			activate(root, 5, DETACHED);
			write(root, SETIPNUM, 5);
			write(root, TARGET + 4 * 5, HART1 | 9);
			assertEquals(HART1 | 9, read(root, TARGET + 4 * 5));
			assertEquals(1 << 5, read(root, SETIE));
			write(root, 4 * 5, 0);
			assertEquals(0, read(root, SETIE) | read(root, SETIP) | read(root, TARGET + 4 * 5));
			write(root, 4 * 5, 2);
			assertEquals(0, read(root, 4 * 5), "a reserved mode");
			write(root, 4 * 97, HIGH);
			assertEquals(0, read(root, 4 * 97), "a source that is not there");
		}

		@Test
		void enableBitsAreSetAndClearedByBitAndByNumber() {
			for (int source : new int[] {1, 31, 32, 96}) {
				write(root, 4 * source, DETACHED);
			}
			write(root, SETIE, -1);
			write(root, SETIE + 12, -1);
			assertEquals(1 << 31 | 2, read(root, SETIE));
			assertEquals(1, read(root, SETIE + 12));
			write(root, CLRIE, 2);
			write(root, CLRIENUM, 96);
			write(root, SETIENUM, 32);
			assertEquals(1 << 31, read(root, SETIE));
			assertEquals(1, read(root, SETIE + 4));
			assertEquals(0, read(root, SETIE + 12));
			assertEquals(0, read(root, CLRIE) | read(root, SETIENUM) | read(root, CLRIENUM));
		}

		@Test
		void theSmallestPriorityNumberComesFirstThenTheFirstSource() {
			deliver(root);
			int[] priorities = {0, 7, 3, 3, 0};
			for (int source = 1; source <= 4; source++) {
				activate(root, source, DETACHED);
				write(root, TARGET + 4 * source, HART1 | priorities[source]);
				write(root, SETIPNUM, source);
			}
			assertEquals(HART1 | 1, read(root, TARGET + 4 * 4), "priority 0 becomes 1");
			assertFalse(machine(0));
			assertTrue(machine(1));
			List<Integer> claimed = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				claimed.add(read(root, IDC + 32 + CLAIMI));
			}
			assertEquals(List.of(4 << 16 | 1, 2 << 16 | 3, 3 << 16 | 3, 1 << 16 | 7, 0), claimed);
			assertFalse(machine(1));
		}

		@Test
		void thresholdHidesItselfAndAllAbove() {
			deliver(root);
			activate(root, 1, DETACHED);
			write(root, TARGET + 4, 5);
			write(root, SETIPNUM, 1);
			write(root, IDC + 8, 5);
			assertFalse(machine(0));
			assertEquals(0, read(root, IDC + TOPI));
			write(root, IDC + 8, 6);
			assertTrue(machine(0));
			write(root, IDC + 8, 0x1ff);
			assertEquals(0xff, read(root, IDC + 8));
		}

		@Test
		void aForcedInterruptIsSpurious() {
			write(root, IDC, 1);
			write(root, IDC + 4, 1);
			assertFalse(machine(0));
			write(root, DOMAINCFG, IE);
			assertTrue(machine(0));
			assertEquals(0, read(root, IDC + TOPI));
			assertTrue(machine(0));
			assertEquals(0, read(root, IDC + CLAIMI));
			assertEquals(0, read(root, IDC + 4));
			assertFalse(machine(0));
		}

		@Test
		void onlyWhatIsDelegatedExistsInTheChild() {
			write(child, 4 * 10, HIGH);
			assertEquals(0, read(child, 4 * 10));
			write(root, 4 * 10, DELEGATE | 5);
			assertEquals(DELEGATE, read(root, 4 * 10));
			deliver(root);
			deliver(child);
			activate(child, 10, HIGH);
			write(child, 4 * 10, DELEGATE);
			assertEquals(0, read(child, 4 * 10), "a leaf cannot delegate");
			activate(child, 10, HIGH);
			root.source(10).set(true);
			assertTrue(wires.get(0).supervisorExternal().isHigh());
			assertFalse(machine(0));
			write(root, 4 * 10, HIGH);
			assertEquals(0, read(child, 4 * 10));
			assertEquals(0, read(child, SETIE) | read(child, SETIP));
			assertFalse(wires.get(0).supervisorExternal().isHigh());
			write(root, SETIENUM, 10);
			assertTrue(machine(0));
		}

		@Test
		void thereAreNoMessages() {
			write(root, 0x1bc0, -1);
			write(root, 0x1bc4, -1);
			write(root, TARGET, -1);
			assertEquals(0, read(root, 0x1bc0) | read(root, 0x1bc4) | read(root, TARGET));
		}
	}

	@Nested
	class Messages {

		private record Message(long address, int data) {
		}

		private final List<Message> sent = new ArrayList<>();
		private final MessagePort port = (address, data) -> sent.add(new Message(address, data));
		private final AplicDomain root = AplicDomain.messages(4, port);
		private final AplicDomain child = root.messageChild(port, 3);

		private void addresses() {
			write(root, 0x1bc0, 0x24000);
			write(root, 0x1bc4, 2 << 12);
			write(root, 0x1bc8, 0x28000);
			write(root, 0x1bcc, 2 << 20);
		}

		@Test
		void messagesGoToTheFileOfTheHart() {
			addresses();
			write(root, DOMAINCFG, IE);
			assertEquals(0x8000_0104, read(root, DOMAINCFG));
			activate(root, 10, RISING);
			write(root, TARGET + 40, 3 << 18 | 2 << 12 | 77);
			assertEquals(77, read(root, TARGET + 40) & 0x7ff);
			write(root, TARGET + 40, 3 << 18 | 77);
			root.source(10).set(true);
			assertEquals(List.of(new Message(0x2400_3000L, 77)), sent);
			assertFalse(pending(root, 10));
		}

		@Test
		void thoseOfTheChildGoToTheFileOfTheSupervisorOrOfAGuest() {
			addresses();
			write(root, 4 * 10, DELEGATE);
			write(child, DOMAINCFG, IE);
			activate(child, 10, RISING);
			write(child, TARGET + 40, 2 << 18 | 55);
			root.source(10).set(true);
			root.source(10).set(false);
			write(child, TARGET + 40, 2 << 18 | 3 << 12 | 56);
			root.source(10).set(true);
			assertEquals(List.of(new Message(0x2800_8000L, 55), new Message(0x2800_b000L, 56)), sent);
			write(child, TARGET + 40, 9 << 18 | 4 << 12 | 57);
			assertEquals(2 << 18 | 3 << 12 | 57, read(child, TARGET + 40), "there is neither hart 9 nor guest 4");
		}

		@Test
		void aLevelIsSentOnceUntilItComesAgain() {
			addresses();
			activate(root, 2, HIGH);
			write(root, TARGET + 8, 9);
			root.source(2).set(true);
			assertTrue(pending(root, 2));
			write(root, DOMAINCFG, IE);
			assertEquals(1, sent.size());
			assertFalse(pending(root, 2));
			write(root, SETIPNUM, 2);
			assertEquals(2, sent.size(), "software sends it again while it is high");
			root.source(2).set(false);
			write(root, SETIPNUM, 2);
			assertEquals(2, sent.size(), "and not while it is low");
			root.source(2).set(true);
			assertEquals(3, sent.size());
			write(root, CLRIE, 4);
			root.source(2).set(false);
			root.source(2).set(true);
			assertTrue(pending(root, 2));
			root.source(2).set(false);
			assertFalse(pending(root, 2));
			assertEquals(3, sent.size());
		}

		@Test
		void extemporeMessagesGoOutAtOnce() {
			addresses();
			write(child, TARGET, 3 << 18 | 1 << 12 | 99);
			assertEquals(List.of(new Message(0x2800_c000L, 99)), sent);
			assertEquals(3 << 18 | 99, read(child, TARGET), "never busy");
			write(root, TARGET, 1 << 18 | 98);
			assertEquals(new Message(0x2400_1000L, 98), sent.get(1));
		}

		@Test
		void addressesHaveGroupsAndCanBeLocked() {
			write(root, 0x1bc0, 0x1000);
			// L is clear, HHXS 2, HHXW 1, LHXW 1, LHXS 3
			write(root, 0x1bc4, 2 << 24 | 3 << 20 | 1 << 16 | 1 << 12 | 5);
			write(root, TARGET, 3 << 18 | 1);
			assertEquals(new Message((5L << 32 | 0x1000 | 1 << 14 | 1 << 3) << 12, 1), sent.get(0));
			write(root, 0x1bc4, -1);
			assertEquals(0x9f77_ffff, read(root, 0x1bc4));
			write(root, 0x1bc0, 7);
			write(root, 0x1bc4, 0);
			write(root, 0x1bc8, 7);
			write(root, 0x1bcc, 7);
			assertEquals(0x1000, read(root, 0x1bc0));
			assertEquals(0x9f77_ffff, read(root, 0x1bc4));
			assertEquals(0, read(root, 0x1bc8) | read(root, 0x1bcc));
			write(child, 0x1bc0, 7);
			assertEquals(0, read(child, 0x1bc0), "only the root has them");
		}

		@Test
		void thereAreNoStructuresForDirectDelivery() {
			write(root, IDC, 1);
			write(root, IDC + 8, 9);
			assertEquals(0, read(root, IDC) | read(root, IDC + 8));
		}

		@Test
		void whatFirmwareWouldDoIsDone() {
			Imsic files = Imsic.supervisor(Wires.lines(Wires.of(4)), 3);
			root.delegateAll(0x2400_0000L, 0x2800_0000L, Optional.of(files));
			assertEquals(DELEGATE, read(root, 4 * 96));
			write(child, TARGET, 3 << 18 | 5);
			write(root, TARGET, 2 << 18 | 6);
			assertEquals(List.of(new Message(0x2800_c000L, 5), new Message(0x2400_2000L, 6)), sent);
		}
	}
}
