/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.ringside.isa.Encoder;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/**
 * A program of M-mode that does what comes to its mind with the interrupt controllers and their CSRs, writes down what it reads,
 * and says it all over the serial port. What QEMU 7.2 does otherwise than the specification is left out, each time with the reason.
 */
final class InterruptProgram {

	/** Where it runs: code, then the values it uses, then what it reads. */
	static final long CODE = 0x8000_0000L;
	private static final int VALUES = 0x4_0000;
	private static final int ANSWERS = 0x6_0000;
	private static final int UART = 0x1000_0000;
	private static final int FINISHER = 0x10_0000;
	private static final int A0 = 10;
	private static final int A1 = 11;
	private static final int A2 = 12;
	private static final int S0 = 8;
	private static final int S1 = 9;
	private static final int T0 = 5;
	private static final int T1 = 6;
	private static final long ROOT = 0xc00_0000;
	private static final long CHILD = 0xd00_0000;
	private static final int[] ORDINARY = {1, 5, 9};

	private final Random random;
	private final boolean messages;
	private final int guests;
	private final List<Integer> words = new ArrayList<>();
	private final List<Long> values = new ArrayList<>();
	/** What it does, for reports; {@link #marks} has the length before each answer. */
	private final List<String> log = new ArrayList<>();
	private final List<Integer> marks = new ArrayList<>();
	/** By domain and source: whether the source is active there, and edge-sensitive or detached. */
	private final boolean[][] active = new boolean[2][AplicDomain.SOURCES + 1];
	private final boolean[][] level = new boolean[2][AplicDomain.SOURCES + 1];
	private final boolean[] delegated = new boolean[AplicDomain.SOURCES + 1];

	InterruptProgram(long seed, boolean messages, int guests) {
		random = new Random(seed);
		this.messages = messages;
		this.guests = guests;
	}

	/** How many answers the program gives, each of 8 bytes. */
	int answers() {
		return marks.size();
	}

	/** What led to an answer. */
	String history(int answer) {
		int mark = marks.get(answer);
		return String.join("; ", log.subList(Math.max(0, mark - 40), mark));
	}

	/** The image for {@link #CODE}. */
	byte[] build(int steps) {
		begin();
		for (int i = 0; i < steps; i++) {
			if (!messages) {
				aplic();
			} else {
				switch (random.nextInt(5)) {
				case 0, 1 -> aplic();
				case 2 -> message();
				case 3 -> file();
				default -> major();
				}
			}
		}
		end();
		ByteBuffer image = ByteBuffer.allocate(ANSWERS).order(ByteOrder.LITTLE_ENDIAN);
		words.forEach(image::putInt);
		image.position(VALUES);
		values.forEach(image::putLong);
		return image.array();
	}

	private void emit(Instruction instruction, long... operands) {
		words.add(Encoder.encode(instruction, operands));
	}

	/** Puts a value that is known now into a register. */
	private void value(int register, long value) {
		values.add(value);
		emit(RvI.LD, register, 0, S0);
		emit(RvI.ADDI, S0, S0, 8);
	}

	private void answer() {
		emit(RvI.SD, A0, 0, S1);
		emit(RvI.ADDI, S1, S1, 8);
		marks.add(log.size());
	}

	private void begin() {
		// other harts sleep
		emit(RvI.BEQ, A0, 0, 3 * 4);
		emit(RvPrivileged.WFI);
		emit(RvI.JAL, 0, -4);
		emit(RvI.AUIPC, T0, 0);
		emit(RvI.ADDI, T1, T0, 4 * 4);
		emit(Zicsr.CSRRW, 0, MachineCsrs.MTVEC, T1);
		emit(RvI.JAL, 0, 6 * 4);
		// a trap tells its cause as the answer and goes on behind the instruction
		emit(Zicsr.CSRRS, A0, MachineCsrs.MCAUSE, 0);
		emit(Zicsr.CSRRS, T1, MachineCsrs.MEPC, 0);
		emit(RvI.ADDI, T1, T1, 4);
		emit(Zicsr.CSRRW, 0, MachineCsrs.MEPC, T1);
		emit(RvPrivileged.MRET);
		emit(RvI.LUI, T1, VALUES);
		emit(RvI.ADDI, T0, T0, -3 * 4);
		emit(RvI.ADD, S0, T0, T1);
		emit(RvI.LUI, T1, ANSWERS);
		emit(RvI.ADD, S1, T0, T1);
		// In QEMU 7.2, source 1 is pending and enabled although it is inactive (AIA 4.5.2): it is not looked at.
		for (long base : new long[] {ROOT, CHILD}) {
			store(base + 4, 1);
			store(base + 0x1ddc, 1);
			store(base + 0x1fdc, 1);
			store(base + 4, base == ROOT ? 0x400 : 0);
		}
		if (messages) {
			store(ROOT + 0x1bc0, 0x24000);
			store(ROOT + 0x1bc4, 1 << 12);
			store(ROOT + 0x1bc8, 0x28000);
			store(ROOT + 0x1bcc, Integer.SIZE - Integer.numberOfLeadingZeros(guests) << 20);
		}
	}

	/** Sends the answers and ends the run. */
	private void end() {
		value(A2, CODE + ANSWERS);
		emit(RvI.LUI, A1, UART);
		// wait for room, send a byte, until s1
		emit(RvI.LBU, T0, 5, A1);
		emit(RvI.ANDI, T0, T0, 0x20);
		emit(RvI.BEQ, T0, 0, -8);
		emit(RvI.LBU, T0, 0, A2);
		emit(RvI.SB, T0, 0, A1);
		emit(RvI.ADDI, A2, A2, 1);
		emit(RvI.BNE, A2, S1, -24);
		emit(RvI.LUI, A1, FINISHER);
		emit(RvI.LUI, T0, 0x5000);
		emit(RvI.ADDI, T0, T0, 0x555);
		emit(RvI.SW, T0, 0, A1);
		emit(RvI.JAL, 0, 0);
	}

	private void store(long address, int value) {
		log.add(Long.toHexString(address) + "=" + Integer.toHexString(value));
		value(A1, address);
		value(A2, value & 0xffff_ffffL);
		emit(RvI.SW, A2, 0, A1);
	}

	private void load(long address) {
		load(address, -1);
	}

	private void load(long address, int mask) {
		log.add("read " + Long.toHexString(address));
		value(A1, address);
		emit(RvI.LWU, A0, 0, A1);
		emit(RvI.ANDI, A0, A0, mask);
		answer();
	}

	private void read(int csr) {
		log.add("csr " + Integer.toHexString(csr));
		emit(RvI.ADDI, A0, 0, 0);
		emit(Zicsr.CSRRS, A0, csr, 0);
		answer();
	}

	private void readMasked(int csr, long mask) {
		log.add("csr " + Integer.toHexString(csr));
		value(A2, mask);
		emit(Zicsr.CSRRS, A0, csr, 0);
		emit(RvI.AND, A0, A0, A2);
		answer();
	}

	private void write(int csr, long value) {
		log.add("csr " + Integer.toHexString(csr) + "=" + Long.toHexString(value));
		value(A2, value);
		emit(Zicsr.CSRRW, 0, csr, A2);
	}

	// ---- the APLIC

	private void aplic() {
		int domain = random.nextInt(2);
		long base = domain == 0 ? ROOT : CHILD;
		int source = 2 + random.nextInt(AplicDomain.SOURCES - 1);
		int word = source / 32 * 4;
		switch (random.nextInt(14)) {
		case 0 -> store(base, random.nextInt(4) == 0 ? 0 : 0x100);
		case 1, 2, 3 -> configure(domain, base, source);
		case 4 -> target(domain, base, source);
		case 5 -> store(base + 0x1e00 + word, random.nextInt());
		case 6 -> store(base + 0x1f00 + word, random.nextInt());
		case 7 -> store(base + (random.nextBoolean() ? 0x1edc : 0x1fdc), random.nextInt(100));
		case 8, 9 -> pend(domain, base, source);
		case 10 -> store(base + 0x1d00 + word, random.nextInt());
		case 11 -> {
			if (messages) {
				store(base + 0x3000, (domain == 0 ? random.nextInt(2) << 18 : 0) | random.nextInt(300));
			} else {
				control(base + 0x4000 + 32 * random.nextInt(2));
			}
		}
		default -> look(base, word);
		}
		look(base, word);
	}

	/** Inverted modes are left out: QEMU 7.2 does not rectify in_clrip and goes by the raw level (AIA 4.5.2 and 4.5.7). */
	private void configure(int domain, long base, int source) {
		if (domain == 0 && random.nextInt(3) == 0 && !active[0][source]) {
			// never back: QEMU 7.2 leaves the child what was withdrawn (AIA 4.5.2)
			delegated[source] = true;
			store(base + 4 * source, 0x400);
			return;
		}
		if (domain == 0 ? delegated[source] : !delegated[source]) {
			return;
		}
		int mode = new int[] {0, 1, 1, 4, 4, 6}[random.nextInt(6)];
		if (active[domain][source]) {
			// else QEMU 7.2 has a source stay pending that becomes level-sensitive while its wire is low (AIA 4.7)
			store(base + 4 * source, 0);
		}
		active[domain][source] = mode != 0;
		level[domain][source] = mode == 6;
		store(base + 4 * source, mode);
		load(base + 4 * source);
		if (mode != 0) {
			// whose value is unspecified now
			target(domain, base, source);
		}
	}

	/**
	 * The target of an inactive source is not looked at: QEMU 7.2 keeps it (AIA 4.5.16). Of priorities, which may have 1 to 8 bits, its
	 * board has 3.
	 */
	private void target(int domain, long base, int source) {
		if (active[domain][source]) {
			// of S-mode by messages only hart 0: QEMU 7.2 takes LHXW from smsiaddrcfgh, which has no such field (AIA 4.9.1)
			int hart = messages && domain == 1 ? 0 : random.nextInt(2) << 18;
			int guest = messages && domain == 1 ? random.nextInt(guests + 1) << 12 : 0;
			store(base + 0x3000 + 4 * source, messages ? hart | guest | random.nextInt(256) : hart | 1 + random.nextInt(7));
			load(base + 0x3000 + 4 * source);
		}
	}

	/** Of levels by messages it is left out: QEMU 7.2 sets them pending although the wire is low (AIA 4.7). */
	private void pend(int domain, long base, int source) {
		if (messages && level[domain][source]) {
			return;
		}
		switch (random.nextInt(3)) {
		case 0 -> store(base + 0x1cdc, source);
		case 1 -> store(base + 0x2000, source);
		default -> store(base + 0x1c00 + source / 32 * 4, 1 << source);
		}
	}

	/** Spurious interrupts by iforce are left out: QEMU 7.2 keeps the wire high after the claim that ends one (AIA 4.8.2). */
	private void control(long base) {
		switch (random.nextInt(6)) {
		case 0, 1 -> store(base, random.nextInt(4) == 0 ? 0 : 1);
		case 2 -> store(base + 8, random.nextInt(3) == 0 ? random.nextInt(8) : 0);
		case 3 -> load(base + 0x18);
		default -> load(base + 0x1c);
		}
	}

	private void look(long base, int word) {
		switch (random.nextInt(messages ? 4 : 6)) {
		case 0 -> load(base);
		case 1 -> load(base + 0x1c00 + word, word == 0 ? ~2 : -1);
		case 2 -> load(base + 0x1e00 + word, word == 0 ? ~2 : -1);
		case 3 -> readMasked(MachineCsrs.MIP, 0xa00);
		case 4 -> load(base + 0x4018);
		default -> load(base + 0x4000 + 4 * random.nextInt(3));
		}
	}

	// ---- interrupt files

	private void message() {
		long page = random.nextInt(3) == 0 ? 0x2400_0000L : 0x2800_0000L + 0x1000L * random.nextInt(guests + 1);
		store(page + (random.nextInt(8) == 0 ? 8 : 0), random.nextInt(300));
		readMasked(MachineCsrs.MIP, 0xa00);
		read(HypervisorCsrs.HGEIP);
	}

	/**
	 * Registers from eip8 on are left out: with 255 identities they are read-only zeros, where QEMU 7.2 has an exception (AIA 3.8.3).
	 * The same of the reserved numbers from 0x71 to 0x7f (AIA 3.8). So are values of eidelivery but 0 and 1, of which a hart keeps what it likes.
	 */
	private void file() {
		int[] selects = {InterruptFileCsrs.MISELECT, InterruptFileCsrs.SISELECT, InterruptFileCsrs.VSISELECT};
		int[] tops = {InterruptFileCsrs.MTOPEI, InterruptFileCsrs.STOPEI, InterruptFileCsrs.VSTOPEI};
		int which = random.nextInt(3);
		if (which == 2) {
			write(HypervisorCsrs.HSTATUS, (long) random.nextInt(guests + 1) << 12);
		}
		if (random.nextInt(3) == 0) {
			if (random.nextBoolean()) {
				read(tops[which]);
			} else {
				log.add("claim " + Integer.toHexString(tops[which]));
				emit(RvI.ADDI, A0, 0, 0);
				emit(Zicsr.CSRRW, A0, tops[which], 0);
				answer();
			}
			return;
		}
		int[] registers = {0x70, 0x72, 0x80, 0x82, 0x84, 0x86, 0xc0, 0xc2, 0xc4, 0xc6, 0x81, 0xc1, 0x31, 0x40, 0x6f};
		int register = registers[random.nextInt(random.nextInt(3) == 0 ? registers.length : 10)];
		write(selects[which], register);
		long value = register == 0x70 ? random.nextInt(4) == 0 ? 0 : 1 : register == 0x72 ? random.nextInt(3) == 0 ? random.nextInt(256) : 0 : random.nextLong();
		log.add("with " + Long.toHexString(value));
		value(A2, value);
		emit(RvI.ADDI, A0, 0, 0);
		switch (register < 0x80 ? random.nextInt(2) : random.nextInt(4)) {
		case 0 -> emit(Zicsr.CSRRW, A0, selects[which] + 1, A2);
		case 1 -> emit(Zicsr.CSRRS, A0, selects[which] + 1, 0);
		case 2 -> emit(Zicsr.CSRRS, A0, selects[which] + 1, A2);
		default -> emit(Zicsr.CSRRC, A0, selects[which] + 1, A2);
		}
		answer();
		readMasked(MachineCsrs.MIP, 0xa00);
		read(HypervisorCsrs.HGEIP);
	}

	// ---- major interrupts

	/**
	 * Priorities are compared where each candidate has a number of its own, and none of them is from a controller: QEMU 7.2 takes 0
	 * as the number of external interrupts, and among equals the last instead of the first by default (AIA 5.2.1 and 5.2.2). It lacks
	 * field DPR of hvictl (AIA 6.3.2).
	 */
	private void major() {
		boolean supervisor = random.nextBoolean();
		write(MachineCsrs.MIDELEG, supervisor ? 0x222 : 0);
		write(MachineCsrs.MIE, 0);
		int select = supervisor ? InterruptFileCsrs.SISELECT : InterruptFileCsrs.MISELECT;
		int[] numbers = random.ints(1, 256).distinct().limit(3).toArray();
		write(select, 0x30);
		write(select + 1, (long) numbers[0] << 8 | (long) numbers[1] << 40);
		read(select + 1);
		if (!supervisor) {
			write(select, 0x32);
			write(select + 1, (long) numbers[2] << 8);
			read(select + 1);
		}
		long pending = 0;
		long enabled = 0;
		for (int interrupt : ORDINARY) {
			// of S-mode 9 is the external one
			pending |= (interrupt == 9 && supervisor ? 0 : random.nextInt(2)) << interrupt;
			enabled |= (interrupt == 9 && supervisor ? 0 : random.nextInt(3) == 0 ? 0 : 1) << interrupt;
		}
		write(MachineCsrs.MIP, pending);
		write(MachineCsrs.MIE, enabled);
		read(InterruptFileCsrs.MTOPI);
		read(InterruptFileCsrs.STOPI);
		read(SupervisorCsrs.SIE);
		write(MachineCsrs.MIE, 0);
		write(MachineCsrs.MIP, 0);
		write(InterruptFileCsrs.HVICTL, random.nextLong() & 0x4fff_01ffL);
		read(InterruptFileCsrs.HVICTL);
		write(InterruptFileCsrs.HVICTL, 0);
	}
}
