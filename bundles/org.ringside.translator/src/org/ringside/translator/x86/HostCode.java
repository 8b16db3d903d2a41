/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.ringside.translator.x86.Assembler.R12;
import static org.ringside.translator.x86.Assembler.R13;
import static org.ringside.translator.x86.Assembler.R14;
import static org.ringside.translator.x86.Assembler.R15;
import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBP;
import static org.ringside.translator.x86.Assembler.RBX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDI;
import static org.ringside.translator.x86.Assembler.RDX;
import static org.ringside.translator.x86.Assembler.RSI;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import org.ringside.machine.HostCodeUse;
import org.ringside.machine.HostMemory;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;

/**
 * Calls code of the host's own instructions. A call is given the {@link GuestRegisters}, and code finds the most used of them in
 * host registers: {@link #pinned} tells in which. RBX holds the {@link GuestRegisters#base base} for all others, RBP the entries of
 * the TLB, R15 the budget; RAX, RCX and RDX are free. Where {@link GuestRegisters#FLOAT_CONTROL} lets code compute with floating point, the most
 * used of those registers are in the host's for vectors, of which 0 and 1 are free. Code leaves by a jump to {@link #leave} with what {@link #enter} is to return in RAX, and
 * a number for {@link GuestRegisters#REGION} in RDX.
 *
 * <p>For the JVM a call is one that is short: while it lasts, no garbage is collected. It lasts as long as the budget, about a millisecond.
 *
 * <p>This needs Linux on x86-64 in the System V calling convention, and a JVM that does not deny native access.
 */
public final class HostCode {

	private static final System.Logger LOG = System.getLogger(HostCode.class.getName());
	private static final int CHUNK = 256 << 10;
	private static final int ALIGNMENT = 16;
	private static final Cleaner CLEANER = Cleaner.create();
	private static final int[] PINNED = pins();
	private static final int[] FLOAT_PINNED = floatPins();
	private static final Memory FLOAT_CONTROL = new Memory(RBX, -1, GuestRegisters.FLOAT_CONTROL);
	private static final Memory HOST_FLOAT_CONTROL = new Memory(RBX, -1, GuestRegisters.HOST_FLOAT_CONTROL);
	/** Holds what makes a number of single precision a boxed one, where there is floating point. */
	public static final int BOX = 15;
	private static final long BOX_OF_SINGLE = 0xffffffff00000000L;
	private static final int[] SAVED = {RBX, RBP, R12, R13, R14, R15};

	private static final HostCodeUse USE;
	/** {@code null} where there is no host code. */
	private static final ForeignFunctions FUNCTIONS;
	private static final MethodHandle ENTER;
	private static final long LEAVE;
	private static final boolean HAS_FLOATS;

	static {
		HostCodeUse use = wanted();
		ForeignFunctions functions = null;
		MethodHandle enter = null;
		long leave = 0;
		HAS_FLOATS = findFloats();
		if (use == HostCodeUse.MADE) {
			try {
				functions = ForeignFunctions.find().orElse(null);
				if (functions == null) {
					use = HostCodeUse.NOT_PERMITTED;
				} else {
					Assembler.Label out = new Assembler.Label();
					Assembler assembler = frame(out);
					long address = functions.map(CHUNK);
					HostMemory.write(address, assembler.code(), 0, assembler.length());
					enter = functions.call(address);
					leave = address + out.offset();
				}
			} catch (NoCodeMemoryException e) {
				use = HostCodeUse.NO_MEMORY;
			} catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
				use = HostCodeUse.FAILED;
				LOG.log(System.Logger.Level.INFO, "Guests' code is not made into host code here", e);
			}
		}
		USE = use;
		FUNCTIONS = functions;
		ENTER = enter;
		LEAVE = leave;
	}

	/** Whether it is to be tried, and why not. */
	private static HostCodeUse wanted() {
		if (!Boolean.parseBoolean(System.getProperty("ringside.hostcode", "true"))) {
			return HostCodeUse.SWITCHED_OFF;
		}
		return ForeignFunctions.isHostKnown() ? HostCodeUse.MADE : HostCodeUse.OTHER_HOST;
	}

	/** Where host code was put; it is kept as long as this is. */
	public static final class Placed {
		private final long address;
		/** Is not given back before this. */
		@SuppressWarnings("unused")
		private final Chunk chunk;

		private Placed(long address, Chunk chunk) {
			this.address = address;
			this.chunk = chunk;
		}

		public long address() {
			return address;
		}
	}

	/** Memory for code that is given back when nothing of it is in use. */
	private static final class Chunk {
		private final long address;
		private int used;

		private Chunk(long address) {
			this.address = address;
			CLEANER.register(this, () -> FUNCTIONS.unmap(address, CHUNK));
		}
	}

	private static Chunk present;

	private HostCode() {
	}

	/** Whether there can be any. */
	public static boolean isAvailable() {
		return USE == HostCodeUse.MADE;
	}

	/** Whether there can be any, and why not. */
	public static HostCodeUse use() {
		return USE;
	}

	/** The host register of a guest register, or -1 if it stands in memory. */
	public static int pinned(int guest) {
		return PINNED[guest];
	}

	/** Whether code may hold floating-point instructions. */
	public static boolean hasFloats() {
		return HAS_FLOATS;
	}

	/** The host's vector register of a floating-point register, or -1 if it stands in memory; 0 and 1 are free. */
	public static int pinnedFloat(int guest) {
		return FLOAT_PINNED[guest];
	}

	/** Where code jumps to for its end. */
	public static long leave() {
		return LEAVE;
	}

	/** The stack pointer, and what compilers take first for variables and arguments. */
	private static int[] pins() {
		return pins(new int[] {2, 8, 9, 10, 11, 12, 13, 14, 15}, RSI, RDI, Assembler.R8, Assembler.R9, Assembler.R10, Assembler.R11, R12, R13, R14);
	}

	/** What compilers take first for arguments and variables. */
	private static int[] floatPins() {
		return pins(new int[] {0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15}, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
	}

	private static int[] pins(int[] guests, int... hosts) {
		int[] pins = new int[32];
		Arrays.fill(pins, -1);
		for (int i = 0; i < guests.length; i++) {
			pins[guests[i]] = hosts[i];
		}
		return pins;
	}

	private static Assembler frame(Assembler.Label leave) {
		Assembler a = new Assembler();
		FloatAssembler f = new FloatAssembler(a);
		for (int register : SAVED) {
			a.push(register);
		}
		a.load(RBX, Operand.register(RDI));
		a.load(RAX, Operand.register(RSI));
		each(PINNED, guest -> a.load(PINNED[guest], GuestRegisters.memory(guest)));
		a.load(R15, Operand.memory(RBX, GuestRegisters.BUDGET));
		a.load(RBP, Operand.memory(RBX, GuestRegisters.TLB));
		// Where the guest's instructions may compute, they do it under its rounding mode, and the host collects the exceptions.
		whereFloatsAreOn(a, () -> {
			f.storeControl(HOST_FLOAT_CONTROL);
			f.loadControl(FLOAT_CONTROL);
			each(FLOAT_PINNED, guest -> f.load(FLOAT_PINNED[guest], GuestRegisters.floatMemory(guest), false));
			a.constant(RCX, BOX_OF_SINGLE);
			f.fromInteger(BOX, Operand.register(RCX), true);
		});
		a.jump(Operand.register(RAX));
		a.mark(leave);
		whereFloatsAreOn(a, () -> {
			f.storeControl(FLOAT_CONTROL);
			f.loadControl(HOST_FLOAT_CONTROL);
			each(FLOAT_PINNED, guest -> f.store(FLOAT_PINNED[guest], GuestRegisters.floatMemory(guest), false));
		});
		each(PINNED, guest -> a.store(PINNED[guest], GuestRegisters.memory(guest), 8));
		a.loadSignedWord(R15, Operand.register(R15));
		a.store(R15, Operand.memory(RBX, GuestRegisters.BUDGET), 8);
		a.store(RDX, Operand.memory(RBX, GuestRegisters.REGION), 8);
		for (int i = SAVED.length - 1; i >= 0; i--) {
			a.pop(SAVED[i]);
		}
		a.ret();
		return a;
	}

	/** Does something for each guest register that is pinned. */
	private static void each(int[] pins, IntConsumer action) {
		for (int guest = 0; guest < pins.length; guest++) {
			if (pins[guest] >= 0) {
				action.accept(guest);
			}
		}
	}

	/** Code that is passed over where floating point is left to nodes. */
	private static void whereFloatsAreOn(Assembler a, Runnable write) {
		if (HAS_FLOATS) {
			Assembler.Label off = new Assembler.Label();
			a.aluWord(Assembler.Alu.CMP, FLOAT_CONTROL, 0);
			a.jump(Assembler.Condition.EQUAL, off);
			write.run();
			a.mark(off);
		}
	}

	/** Whether the processor has the instructions that floating point is written with. */
	private static boolean findFloats() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter(line -> line.startsWith("flags")).findFirst()
					.map(line -> List.of(line.split("\\s+")).containsAll(List.of("avx", "fma"))).orElse(false);
		} catch (IOException | UncheckedIOException e) {
			LOG.log(System.Logger.Level.DEBUG, "The processor cannot be asked for what it has", e);
			return false;
		}
	}

	/**
	 * Keeps code, which may not depend on where that is.
	 *
	 * @throws NoCodeMemoryException if the host gives none for it
	 */
	public static synchronized Placed place(byte[] code) {
		if (code.length > CHUNK) {
			throw new IllegalArgumentException("Code of " + code.length + " bytes is too long");
		}
		if (present == null || present.used + code.length > CHUNK) {
			present = new Chunk(FUNCTIONS.map(CHUNK));
		}
		long address = present.address + present.used;
		HostMemory.write(address, code, 0, code.length);
		present.used += code.length + ALIGNMENT - 1 & -ALIGNMENT;
		return new Placed(address, present);
	}

	/** Has something done when an object that has code is in use no more. */
	public static void whenGone(Object owner, Runnable action) {
		CLEANER.register(owner, action);
	}

	/**
	 * Executes code until it leaves.
	 *
	 * @param registers as {@link GuestRegisters#base} gives
	 * @param address   of code that was placed, and is kept
	 */
	public static long enter(long registers, long address) {
		try {
			return (long) ENTER.invokeExact(registers, address);
		} catch (Throwable e) {
			throw new IllegalStateException("Host code cannot be called", e);
		}
	}
}
