/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.ringside.isa.Encoder;
import org.ringside.isa.Instruction;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.Operand;
import org.ringside.isa.RvI;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Zicsr;

/**
 * A bare-metal test program under construction: code with a trap handler that logs and goes on, an area for results, and
 * an end that sends the results over the UART. The same bytes run on every machine that is compared.
 */
final class Program {

	static final long BASE = 0x8000_0000L;
	/** Where the handler keeps what it needs; its address is in mscratch. */
	static final long AREA = BASE + 0x20_0000;
	static final long BUFFER = BASE + 0x21_0000;
	static final int BUFFER_SIZE = 0x4000;
	static final long RESULTS = BASE + 0x40_0000;
	/** Register that points into the buffer. */
	static final int BUFFER_REGISTER = 5;
	/** Register that points to where the next result goes. */
	static final int RESULT_REGISTER = 31;
	private static final int SAVE_X30 = 0;
	private static final int SAVE_X29 = 8;
	private static final int SAVE_X31 = 16;
	private static final int RESUME = 24;
	private static final int LOG = 32;
	private static final long LOG_BASE = BASE + 0x22_0000;
	private static final long UART = 0x1000_0000L;
	private static final long FINISHER = 0x10_0000L;
	private static final long MTIMECMP = 0x200_4000L;

	private final List<Byte> bytes = new ArrayList<>();
	private Set<Instruction> counted = Set.of();
	private int count;
	/** What each stretch of results is, for reports. */
	final List<String> labels = new ArrayList<>();

	/** What the handler logs of each trap. */
	private final int[] logged;

	/** Begins with the entry, which jumps over the handler. */
	Program() {
		this(false);
	}

	/** @param hypervisor whether the handler also logs what the hypervisor extension tells of a trap */
	Program(boolean hypervisor) {
		logged = hypervisor ? new int[] {MachineCsrs.MCAUSE, MachineCsrs.MTVAL, MachineCsrs.MEPC, MachineCsrs.MSTATUS, MachineCsrs.MTVAL2,
				MachineCsrs.MTINST} : new int[] {MachineCsrs.MCAUSE, MachineCsrs.MTVAL, MachineCsrs.MEPC, MachineCsrs.MSTATUS};
		int jump = jump(RvI.JAL, 0, 0);
		int handler = here();
		handler();
		patch(jump);
		csrr(30, MachineCsrs.MHARTID);
		emit(RvI.BEQ, 30, 0, 12);
		emit(RvPrivileged.WFI); // other harts stay here
		emit(RvI.JAL, 0, -4);
		li(30, BASE + handler);
		csrw(MachineCsrs.MTVEC, 30);
		li(30, AREA);
		csrw(MachineCsrs.MSCRATCH, 30);
		li(29, LOG_BASE);
		emit(RvI.SD, 29, LOG, 30);
		li(30, MTIMECMP);
		emit(RvI.ADDI, 29, 0, -1);
		emit(RvI.SD, 29, 0, 30);
		li(RESULT_REGISTER, RESULTS);
		li(BUFFER_REGISTER, BUFFER + BUFFER_SIZE / 2);
	}

	int here() {
		return bytes.size();
	}

	long address() {
		return BASE + bytes.size();
	}

	/** Counts the instructions of these rows that are emitted from now on. */
	void count(Set<Instruction> rows) {
		counted = rows;
	}

	void emit(Instruction instruction, long... values) {
		count += counted.contains(instruction) ? 1 : 0;
		word(Encoder.encode(instruction, values), instruction.length());
	}

	void word(int word, int length) {
		for (int i = 0; i < length; i++) {
			bytes.add((byte) (word >>> 8 * i));
		}
	}

	void align4() {
		if ((here() & 2) != 0) {
			word(1, 2); // c.nop
		}
	}

	/** Emits a jump or branch whose target {@link #patch} sets later. */
	int jump(Instruction instruction, long... values) {
		int at = here();
		emit(instruction, values);
		return at;
	}

	/** Makes the jump at an offset go to here. */
	void patch(int at) {
		Operand target = (word(at) & 127) == 0x6f ? Operand.IMM_J : Operand.IMM_B;
		setWord(at, target.insert(word(at), here() - at));
	}

	private int word(int at) {
		int word = 0;
		for (int i = 3; i >= 0; i--) {
			word = word << 8 | bytes.get(at + i) & 0xff;
		}
		return word;
	}

	private void setWord(int at, int word) {
		for (int i = 0; i < 4; i++) {
			bytes.set(at + i, (byte) (word >>> 8 * i));
		}
	}

	void li(int rd, long value) {
		if (value == (int) value) {
			long low = value << 52 >> 52;
			long high = (value - low) << 32 >> 32;
			if (high != 0) {
				emit(RvI.LUI, rd, high);
				emit(RvI.ADDIW, rd, rd, low);
			} else {
				emit(RvI.ADDI, rd, 0, low);
			}
			return;
		}
		long low = value << 52 >> 52;
		long rest = value - low >> 12;
		int shift = 12 + Math.min(Long.numberOfTrailingZeros(rest), 51);
		li(rd, value - low >> shift);
		emit(RvI.SLLI, rd, rd, shift);
		if (low != 0) {
			emit(RvI.ADDI, rd, rd, low);
		}
	}

	void csrw(int csr, int rs) {
		emit(Zicsr.CSRRW, 0, csr, rs);
	}

	void csrr(int rd, int csr) {
		emit(Zicsr.CSRRS, rd, csr, 0);
	}

	/** Stores a register as a result. */
	void result(int register, String label) {
		emit(RvI.SD, register, 0, RESULT_REGISTER);
		emit(RvI.ADDI, RESULT_REGISTER, RESULT_REGISTER, 8);
		labels.add(label);
	}

	/** Lets the handler go on, after an environment call or a fetch that faulted, where {@link #patchResume} says. */
	int setResume() {
		int at = here();
		emit(RvI.AUIPC, 30, 0);
		emit(RvI.ADDI, 30, 30, 0);
		li(29, AREA);
		emit(RvI.SD, 30, RESUME, 29);
		return at;
	}

	/** Lets the resume address set at an offset be here. */
	void patchResume(int at) {
		setWord(at + 4, Encoder.encode(RvI.ADDI, 30, 30, here() - at));
	}

	/**
	 * Logs cause, value, epc and status; then skips the instruction, or goes to the resume address in M-mode after
	 * environment calls and faults of fetches. After an interrupt it disables all and goes on where it was.
	 */
	private void handler() {
		emit(Zicsr.CSRRW, 31, MachineCsrs.MSCRATCH, 31);
		emit(RvI.SD, 30, SAVE_X30, 31);
		emit(RvI.SD, 29, SAVE_X29, 31);
		emit(RvI.LD, 30, LOG, 31);
		for (int i = 0; i < logged.length; i++) {
			csrr(29, logged[i]);
			emit(RvI.SD, 29, 8 * i, 30);
		}
		emit(RvI.ADDI, 30, 30, 8 * logged.length);
		emit(RvI.SD, 30, LOG, 31);
		csrr(30, MachineCsrs.MCAUSE);
		int interrupt = jump(RvI.BLT, 30, 0, 0);
		List<Integer> resumes = new ArrayList<>();
		for (int cause : new int[] {0, 1, 8, 9, 10, 11, 12, 20}) {
			emit(RvI.ADDI, 29, 0, cause);
			resumes.add(jump(RvI.BEQ, 30, 29, 0));
		}
		if (logged.length > 4) {
			// A fetch that fails at an entry of the VS-stage is a load guest-page fault to QEMU 7.2, see Comparison.
			emit(RvI.ADDI, 29, 0, 21);
			emit(RvI.BNE, 30, 29, 16);
			csrr(29, MachineCsrs.MTVAL);
			csrr(30, MachineCsrs.MEPC);
			resumes.add(jump(RvI.BEQ, 30, 29, 0));
		}
		csrr(30, MachineCsrs.MEPC);
		emit(RvI.ADDI, 30, 30, 4);
		csrw(MachineCsrs.MEPC, 30);
		int done = jump(RvI.JAL, 0, 0);
		resumes.forEach(this::patch);
		emit(RvI.LD, 30, RESUME, 31);
		csrw(MachineCsrs.MEPC, 30);
		emit(RvI.LUI, 30, 0x2000);
		emit(RvI.ADDIW, 30, 30, -0x800);
		emit(Zicsr.CSRRS, 0, MachineCsrs.MSTATUS, 30);
		if (logged.length > 4) {
			// With MPP of M-mode, MPV is to be ignored (Privileged, chapter "H", trap return); QEMU 7.2 turns virtualization on.
			emit(RvI.ADDI, 30, 0, 1);
			emit(RvI.SLLI, 30, 30, 39);
			emit(Zicsr.CSRRC, 0, MachineCsrs.MSTATUS, 30);
		}
		int resumed = jump(RvI.JAL, 0, 0);
		patch(interrupt);
		csrw(MachineCsrs.MIE, 0);
		patch(done);
		patch(resumed);
		emit(RvI.LD, 30, SAVE_X30, 31);
		emit(RvI.LD, 29, SAVE_X29, 31);
		emit(Zicsr.CSRRW, 31, MachineCsrs.MSCRATCH, 31);
		emit(RvPrivileged.MRET);
	}

	/** Sends results, log and buffer to the UART and ends the program; gives the image. */
	Image finish() {
		csrw(MachineCsrs.MSTATUS, 0);
		li(1, AREA);
		emit(RvI.LD, 2, LOG, 1);
		li(1, LOG_BASE);
		send(1, 2);
		li(1, RESULTS);
		emit(RvI.ADDI, 2, RESULT_REGISTER, 0);
		send(1, 2);
		li(1, BUFFER);
		li(2, BUFFER + BUFFER_SIZE);
		send(1, 2);
		li(1, FINISHER);
		li(2, 0x5555);
		emit(RvI.SW, 2, 0, 1);
		emit(RvI.JAL, 0, 0);
		if (bytes.size() > AREA - BASE) {
			throw new IllegalStateException("The program is too long: " + bytes.size());
		}
		byte[] image = new byte[bytes.size()];
		for (int i = 0; i < image.length; i++) {
			image[i] = bytes.get(i);
		}
		return new Image(image, count, List.copyOf(labels), logged.length);
	}

	/** Sends the length and then the bytes between two registers. */
	private void send(int from, int to) {
		li(4, UART);
		emit(RvI.SUB, 3, to, from);
		for (int i = 0; i < 4; i++) {
			emit(RvI.SB, 3, 0, 4);
			emit(RvI.SRLI, 3, 3, 8);
		}
		emit(RvI.BEQ, from, to, 20);
		emit(RvI.LBU, 3, 0, from);
		emit(RvI.SB, 3, 0, 4);
		emit(RvI.ADDI, from, from, 1);
		emit(RvI.JAL, 0, -16);
	}

	/**
	 * A program that is complete.
	 *
	 * @param instructions how many there are of the rows that were to be counted
	 * @param labels what the results are, in order
	 * @param logWidth how many values the log has for each trap
	 */
	record Image(byte[] bytes, int instructions, List<String> labels, int logWidth) {
	}

	/** What a run sent: the three parts as sequences of double-words. */
	record Outcome(long[] log, long[] results, long[] buffer) {

		static Outcome parse(byte[] sent) {
			ByteBuffer in = ByteBuffer.wrap(sent).order(ByteOrder.LITTLE_ENDIAN);
			return new Outcome(part(in), part(in), part(in));
		}

		private static long[] part(ByteBuffer in) {
			if (in.remaining() < 4) {
				return new long[0];
			}
			long[] values = new long[Math.min(in.getInt(), in.remaining()) / 8];
			for (int i = 0; i < values.length; i++) {
				values[i] = in.getLong();
			}
			return values;
		}
	}
}
