/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.Registers;

/** The directives {@code .cfi_*}, which tell a debugger how to find a function's caller (DWARF 4, section 6.4). */
final class CallFrameDirectives {

	/** What offsets are multiples of, as GNU as has it for RISC-V. */
	static final int DATA_ALIGNMENT = -4;

	private static final int STACK_POINTER = 2;
	/** Register numbers of the psABI: integers from 0, floating point from 32, CSRs from 4096. */
	private static final int FIRST_FLOAT = 32;
	private static final int FIRST_CSR = 4096;
	/** The largest register number that goes into the opcode, and the value for "no encoding". */
	private static final int SHORT_REGISTER = 0x3f;
	private static final int OMITTED = 0xff;

	private static final int OFFSET_EXTENDED = 0x05;
	private static final int RESTORE_EXTENDED = 0x06;
	private static final int UNDEFINED = 0x07;
	private static final int SAME_VALUE = 0x08;
	private static final int REGISTER = 0x09;
	private static final int REMEMBER_STATE = 0x0a;
	private static final int RESTORE_STATE = 0x0b;
	private static final int DEF_CFA = 0x0c;
	private static final int DEF_CFA_REGISTER = 0x0d;
	private static final int DEF_CFA_OFFSET = 0x0e;
	private static final int OFFSET_EXTENDED_SIGNED = 0x11;
	private static final int DEF_CFA_SIGNED = 0x12;
	private static final int DEF_CFA_OFFSET_SIGNED = 0x13;
	private static final int VALUE_OFFSET = 0x14;
	private static final int VALUE_OFFSET_SIGNED = 0x15;
	private static final int WINDOW_SAVE = 0x2d;
	private static final int OFFSET = 0x80;
	private static final int RESTORE = 0xc0;

	private final Assembly assembly;
	/** Each section has its own open function. */
	private final Map<AsmSection, CallFrame> open = new HashMap<>();

	CallFrameDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".cfi_sections" -> sections(tokens);
			case ".cfi_startproc" -> start(tokens);
			case ".cfi_endproc" -> {
				CallFrame frame = frame(name);
				frame.end = assembly.here();
				open.remove(assembly.section);
			}
			default -> {
				if (!name.startsWith(".cfi_") || !step(name, tokens)) {
					return false;
				}
			}
		}
		tokens.expectEnd();
		return true;
	}

	/** Reports functions that are still open. */
	void finish() {
		for (CallFrame frame : open.values()) {
			assembly.error(frame.location, "This .cfi_startproc has no end: expected .cfi_endproc.");
		}
	}

	private CallFrame frame(String name) {
		CallFrame frame = open.get(assembly.section);
		if (frame == null) {
			throw new AssemblyException(name + " without .cfi_startproc before it.");
		}
		return frame;
	}

	private void sections(TokenStream tokens) {
		assembly.hasUnwindTable = false;
		while (!tokens.atEnd()) {
			String section = tokens.name(".eh_frame or .debug_frame");
			assembly.hasUnwindTable |= section.equals(".eh_frame");
			tokens.take(",");
		}
	}

	private void start(TokenStream tokens) {
		if (open.containsKey(assembly.section)) {
			throw new AssemblyException("The function before has no end: expected .cfi_endproc.");
		}
		CallFrame frame = new CallFrame(assembly.section, assembly.here(), assembly.location);
		open.put(assembly.section, frame);
		assembly.frames.add(frame);
		if (tokens.atEnd()) {
			add(frame, code(DEF_CFA_REGISTER, STACK_POINTER));
		} else if (!tokens.name("simple").equals("simple")) {
			throw new AssemblyException("Expected simple or nothing after .cfi_startproc.");
		}
	}

	private boolean step(String name, TokenStream tokens) {
		CallFrame frame = frame(name);
		switch (name) {
			case ".cfi_def_cfa" -> {
				long register = register(tokens);
				tokens.expect(",");
				frame.offset = tokens.number("an offset");
				add(frame, frame.offset < 0 ? signed(DEF_CFA_SIGNED, register, frame.offset) : code(DEF_CFA, register, frame.offset));
			}
			case ".cfi_def_cfa_register" -> add(frame, code(DEF_CFA_REGISTER, register(tokens)));
			case ".cfi_def_cfa_offset" -> frameOffset(frame, tokens.number("an offset"));
			case ".cfi_adjust_cfa_offset" -> frameOffset(frame, frame.offset + tokens.number("an offset"));
			case ".cfi_offset", ".cfi_rel_offset" -> {
				long register = register(tokens);
				tokens.expect(",");
				long offset = tokens.number("an offset") - (name.equals(".cfi_offset") ? 0 : frame.offset);
				add(frame, saved(register, offset));
			}
			case ".cfi_val_offset" -> {
				long register = register(tokens);
				tokens.expect(",");
				long offset = tokens.number("an offset");
				add(frame, offset / DATA_ALIGNMENT < 0 ? signed(VALUE_OFFSET_SIGNED, register, offset)
						: code(VALUE_OFFSET, register, offset / DATA_ALIGNMENT));
			}
			case ".cfi_restore" -> each(tokens, register -> add(frame, register <= SHORT_REGISTER ? code(RESTORE | (int) register)
					: code(RESTORE_EXTENDED, register)));
			case ".cfi_undefined" -> each(tokens, register -> add(frame, code(UNDEFINED, register)));
			case ".cfi_same_value" -> each(tokens, register -> add(frame, code(SAME_VALUE, register)));
			case ".cfi_register" -> {
				long register = register(tokens);
				tokens.expect(",");
				add(frame, code(REGISTER, register, register(tokens)));
			}
			case ".cfi_remember_state" -> {
				frame.rememberedOffsets.push(frame.offset);
				add(frame, code(REMEMBER_STATE), false);
			}
			case ".cfi_restore_state" -> {
				if (frame.rememberedOffsets.isEmpty()) {
					throw new AssemblyException(".cfi_restore_state without .cfi_remember_state.");
				}
				frame.offset = frame.rememberedOffsets.pop();
				add(frame, code(RESTORE_STATE));
			}
			case ".cfi_window_save" -> add(frame, code(WINDOW_SAVE));
			case ".cfi_escape" -> escape(frame, tokens);
			case ".cfi_return_column" -> frame.returnColumn = register(tokens);
			case ".cfi_signal_frame" -> frame.signalFrame = true;
			case ".cfi_personality", ".cfi_lsda" -> {
				int column = tokens.peek().column();
				if (tokens.number("an encoding") != OMITTED) {
					throw new AssemblyException("Exceptions of C++ are not supported: expected the encoding 0xff, which is none.", column);
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private void frameOffset(CallFrame frame, long offset) {
		frame.offset = offset;
		add(frame, offset < 0 ? signed(DEF_CFA_OFFSET_SIGNED, -1, offset) : code(DEF_CFA_OFFSET, offset));
	}

	private static byte[] saved(long register, long offset) {
		long factor = offset / DATA_ALIGNMENT;
		return factor < 0 ? signed(OFFSET_EXTENDED_SIGNED, register, offset)
				: register <= SHORT_REGISTER ? code(OFFSET | (int) register, factor) : code(OFFSET_EXTENDED, register, factor);
	}

	private void escape(CallFrame frame, TokenStream tokens) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		do {
			bytes.write((int) tokens.number("a byte"));
		} while (tokens.take(","));
		add(frame, bytes.toByteArray(), false);
	}

	private void each(TokenStream tokens, java.util.function.LongConsumer action) {
		do {
			action.accept(register(tokens));
		} while (tokens.take(","));
	}

	private static long register(TokenStream tokens) {
		AsmToken token = tokens.peek();
		if (token.kind() != AsmToken.Kind.NAME) {
			long number = tokens.number("a register");
			if (number < 0 || number > Integer.MAX_VALUE) {
				throw new AssemblyException("There is no register " + number + ".", token.column());
			}
			return number;
		}
		OptionalInt integer = Registers.xNumber(token.text());
		OptionalInt real = Registers.fNumber(token.text());
		tokens.next();
		if (integer.isPresent()) {
			return integer.getAsInt();
		}
		return real.isPresent() ? FIRST_FLOAT + real.getAsInt()
				: FIRST_CSR + Csrs.byName(token.text()).map(Csr::number)
						.orElseThrow(() -> new AssemblyException("There is no register '" + token.text() + "'.", token.column()));
	}

	private void add(CallFrame frame, byte[] code) {
		add(frame, code, true);
	}

	private void add(CallFrame frame, byte[] code, boolean common) {
		frame.steps.add(new CallFrame.Step(assembly.here(), code, common));
	}

	/** An opcode and operands that are not negative. */
	private static byte[] code(int opcode, long... operands) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(opcode);
		for (long operand : operands) {
			bytes.writeBytes(Fragment.Leb.encode(operand, false, 1));
		}
		return bytes.toByteArray();
	}

	/** An opcode, a register unless it is negative, and a signed multiple of the data alignment. */
	private static byte[] signed(int opcode, long register, long offset) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(register < 0 ? code(opcode) : code(opcode, register));
		bytes.writeBytes(Fragment.Leb.encode(offset / DATA_ALIGNMENT, true, 1));
		return bytes.toByteArray();
	}
}
