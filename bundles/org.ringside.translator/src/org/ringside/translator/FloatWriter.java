/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.Code.CODE;
import static org.ringside.translator.Code.HART;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.machine.instructions.RoundingMode;

/**
 * Writes the frequent instructions of F and D as calls of their semantics. Whether floating point is on is looked at once in
 * a block, and so is the state made dirty once, by the first instruction that does.
 */
final class FloatWriter {

	private static final String HOST = "org/ringside/machine/instructions/HostFloat";
	private static final String FLAGS = "org/ringside/machine/instructions/FloatFlags";
	private static final String FLOATS = "org/ringside/machine/instructions/FloatInstructions";

	private final Code code;
	private final RegionWriter region;
	private final MemoryWriter memory;
	private boolean checked;
	private boolean dirty;

	FloatWriter(Code code, RegionWriter region, MemoryWriter memory) {
		this.code = code;
		this.region = region;
		this.memory = memory;
	}

	void beginBlock() {
		checked = false;
		dirty = false;
	}

	/** @return {@code false} if the instruction is none that is written here */
	boolean write(Step step, int left) {
		Instruction instruction = step.instruction();
		if (step.d().rm() > RoundingMode.NEAREST_MAX_MAGNITUDE && step.d().rm() != RoundingMode.DYNAMIC) {
			return false;
		} else if (instruction instanceof RvD wide) {
			return write(wide, step, left);
		} else if (instruction instanceof RvF single) {
			return write(single, step, left);
		}
		return false;
	}

	private boolean write(RvD instruction, Step step, int left) {
		switch (instruction) {
			case FLD -> load(step, left, false);
			case FSD -> store(step, left);
			case FADD_D -> binary(step, left, Opcodes.DADD, "addDouble");
			case FSUB_D -> binary(step, left, Opcodes.DSUB, "subtractDouble");
			case FMUL_D -> binary(step, left, Opcodes.DMUL, "multiplyDouble");
			case FDIV_D -> binary(step, left, Opcodes.DDIV, "divideDouble");
			case FSQRT_D -> squareRoot(step, left);
			case FMADD_D -> fused(step, left, false, false);
			case FMSUB_D -> fused(step, left, false, true);
			case FNMSUB_D -> fused(step, left, true, false);
			case FNMADD_D -> fused(step, left, true, true);
			case FSGNJ_D -> sign(step, left, false, false);
			case FSGNJN_D -> sign(step, left, true, false);
			case FSGNJX_D -> sign(step, left, false, true);
			case FEQ_D -> compare(step, left, "equalDouble");
			case FLT_D -> compare(step, left, "lessDouble");
			case FLE_D -> compare(step, left, "lessOrEqualDouble");
			case FCVT_W_D -> toInteger(step, left, "doubleToWord");
			case FCVT_L_D -> toInteger(step, left, "doubleToLong");
			case FCVT_D_S -> unary(step, left, "singleToDouble");
			case FCVT_S_D -> unary(step, left, "doubleToSingle");
			case FCVT_D_W -> {
				check(step, left);
				code.hart();
				// Exact, but a reserved rounding mode is illegal here, too.
				rounding(step, left);
				code.mv.visitInsn(Opcodes.POP2);
				code.get(step.d().rs1());
				code.invoke(HOST, "wordToDouble", "(J)J");
				setFloat(step.d());
			}
			case FCVT_D_L -> {
				check(step, left);
				code.hart();
				code.get(step.d().rs1());
				rounding(step, left);
				code.invoke(HOST, "longToDouble", "(JIL" + FLAGS + ";)J");
				setFloat(step.d());
			}
			case FMV_D_X -> {
				check(step, left);
				code.hart();
				code.get(step.d().rs1());
				setFloat(step.d());
			}
			case FMV_X_D -> {
				check(step, left);
				if (step.d().rd() != 0) {
					code.hart();
					code.getFloat(step.d().rs1());
					code.set(step.d().rd());
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private boolean write(RvF instruction, Step step, int left) {
		switch (instruction) {
			case FLW -> load(step, left, true);
			case FSW -> store(step, left);
			case FADD_S -> binary(step, left, "addSingle");
			case FSUB_S -> binary(step, left, "subtractSingle");
			case FMUL_S -> binary(step, left, "multiplySingle");
			case FDIV_S -> binary(step, left, "divideSingle");
			case FSQRT_S -> unary(step, left, "squareRootSingle");
			case FMADD_S -> fused(step, left, "Single", false, false);
			case FMSUB_S -> fused(step, left, "Single", false, true);
			case FNMSUB_S -> fused(step, left, "Single", true, false);
			case FNMADD_S -> fused(step, left, "Single", true, true);
			default -> {
				return false;
			}
		}
		return true;
	}

	// ---- state

	private void check(Step step, int left) {
		if (!checked) {
			checked = true;
			code.mv.visitVarInsn(Opcodes.ALOAD, 0);
			code.hart();
			code.constant(region.site(step, left));
			code.loadBudgetLocal();
			code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CODE, "needFloats", "(L" + HART + ";II)V", false);
		}
	}

	/** Sets the register whose bits are on the stack. */
	private void setFloat(Decoded d) {
		code.setFloat(d.rd());
		if (!dirty) {
			dirty = true;
			code.hart();
			code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HART, "floatDirty", "()V", false);
		}
	}

	/** Puts rounding mode and flags on the stack. */
	private void rounding(Step step, int left) {
		if (step.d().rm() == RoundingMode.DYNAMIC) {
			code.mv.visitVarInsn(Opcodes.ALOAD, 0);
			code.hart();
			code.constant(region.site(step, left));
			code.loadBudgetLocal();
			code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CODE, "rounding", "(L" + HART + ";II)I", false);
		} else {
			code.constant(step.d().rm());
		}
		flags();
	}

	private void flags() {
		code.hart();
		code.mv.visitFieldInsn(Opcodes.GETFIELD, HART, "floatFlags", "L" + FLAGS + ";");
	}

	private void rememberFlags() {
		flags();
		code.mv.visitFieldInsn(Opcodes.GETFIELD, FLAGS, "flags", "I");
	}

	private void compareFlags() {
		code.hart();
		code.mv.visitInsn(Opcodes.SWAP);
		code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HART, "floatFlagsWere", "(I)V", false);
	}

	// ---- forms

	private void load(Step step, int left, boolean single) {
		check(step, left);
		memory.load(step, left);
		code.hart();
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.VALUE);
		if (single) {
			code.invoke(FLOATS, "box", "(J)J");
		}
		setFloat(step.d());
	}

	private void store(Step step, int left) {
		check(step, left);
		memory.store(step, left, () -> code.getFloat(step.d().rs2()));
	}

	private void binary(Step step, int left, String method) {
		check(step, left);
		code.hart();
		code.getFloat(step.d().rs1());
		code.getFloat(step.d().rs2());
		rounding(step, left);
		code.invoke(HOST, method, "(JJIL" + FLAGS + ";)J");
		setFloat(step.d());
	}

	private void unary(Step step, int left, String method) {
		check(step, left);
		code.hart();
		code.getFloat(step.d().rs1());
		rounding(step, left);
		code.invoke(HOST, method, "(JIL" + FLAGS + ";)J");
		setFloat(step.d());
	}

	private void fused(Step step, int left, String format, boolean negateProduct, boolean negateAddend) {
		check(step, left);
		code.hart();
		fusedCall(step, left, format, negateProduct, negateAddend);
		setFloat(step.d());
	}

	private void fusedCall(Step step, int left, String format, boolean negateProduct, boolean negateAddend) {
		code.getFloat(step.d().rs1());
		if (negateProduct) {
			code.invoke(HOST, "negate" + format, "(J)J");
		}
		code.getFloat(step.d().rs2());
		code.getFloat(step.d().rs3());
		if (negateAddend) {
			code.invoke(HOST, "negate" + format, "(J)J");
		}
		rounding(step, left);
		code.invoke(HOST, "fusedMultiplyAdd" + format, "(JJJIL" + FLAGS + ";)J");
	}

	/** In line what the host does to the last bit; out of line what it does not, and what may raise flags. */
	private void inline(Step step, int left, Runnable compute, Runnable otherwise) {
		check(step, left);
		if (step.d().rm() != RoundingMode.DYNAMIC && step.d().rm() != RoundingMode.NEAREST_EVEN) {
			code.hart();
			otherwise.run();
			setFloat(step.d());
			return;
		}
		Label slow = new Label();
		Label on = new Label();
		code.ifNoHostRounding(slow);
		compute.run();
		code.invoke("java/lang/Double", "doubleToRawLongBits", "(D)J");
		code.mv.visitVarInsn(Opcodes.LSTORE, Code.VALUE);
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.VALUE);
		code.invoke(HOST, "ordinary", "(J)Z");
		code.mv.visitJumpInsn(Opcodes.IFEQ, slow);
		code.mark(on);
		region.later(() -> {
			code.mark(slow);
			otherwise.run();
			code.mv.visitVarInsn(Opcodes.LSTORE, Code.VALUE);
			code.loadHostRounding();
			code.mv.visitJumpInsn(Opcodes.GOTO, on);
		});
		code.hart();
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.VALUE);
		setFloat(step.d());
	}

	private void binary(Step step, int left, int opcode, String method) {
		inline(step, left, () -> {
			code.getDouble(step.d().rs1());
			code.getDouble(step.d().rs2());
			code.mv.visitInsn(opcode);
		}, () -> {
			code.getFloat(step.d().rs1());
			code.getFloat(step.d().rs2());
			rounding(step, left);
			code.invoke(HOST, method, "(JJIL" + FLAGS + ";)J");
		});
	}

	private void squareRoot(Step step, int left) {
		inline(step, left, () -> {
			code.getDouble(step.d().rs1());
			code.invoke("java/lang/Math", "sqrt", "(D)D");
		}, () -> {
			code.getFloat(step.d().rs1());
			rounding(step, left);
			code.invoke(HOST, "squareRootDouble", "(JIL" + FLAGS + ";)J");
		});
	}

	private void fused(Step step, int left, boolean negateProduct, boolean negateAddend) {
		inline(step, left, () -> {
			code.getDouble(step.d().rs1());
			if (negateProduct) {
				code.mv.visitInsn(Opcodes.DNEG);
			}
			code.getDouble(step.d().rs2());
			code.getDouble(step.d().rs3());
			if (negateAddend) {
				code.mv.visitInsn(Opcodes.DNEG);
			}
			code.invoke("java/lang/Math", "fma", "(DDD)D");
		}, () -> fusedCall(step, left, "Double", negateProduct, negateAddend));
	}

	private void sign(Step step, int left, boolean negate, boolean exclusiveOr) {
		check(step, left);
		code.hart();
		code.getFloat(step.d().rs1());
		if (!exclusiveOr) {
			code.constant(Long.MAX_VALUE);
			code.mv.visitInsn(Opcodes.LAND);
		}
		code.getFloat(step.d().rs2());
		if (negate) {
			code.constant(-1L);
			code.mv.visitInsn(Opcodes.LXOR);
		}
		code.constant(Long.MIN_VALUE);
		code.mv.visitInsn(Opcodes.LAND);
		code.mv.visitInsn(Opcodes.LXOR);
		setFloat(step.d());
	}

	private void compare(Step step, int left, String method) {
		check(step, left);
		rememberFlags();
		code.hart();
		code.getFloat(step.d().rs1());
		code.getFloat(step.d().rs2());
		flags();
		code.invoke(HOST, method, "(JJL" + FLAGS + ";)J");
		setInteger(step.d());
		compareFlags();
	}

	private void toInteger(Step step, int left, String method) {
		check(step, left);
		rememberFlags();
		code.hart();
		code.getFloat(step.d().rs1());
		rounding(step, left);
		code.invoke(HOST, method, "(JIL" + FLAGS + ";)J");
		setInteger(step.d());
		compareFlags();
	}

	/** Sets the register, after the hart and the value; what goes to x0 is forgotten. */
	private void setInteger(Decoded d) {
		if (d.rd() == 0) {
			code.mv.visitInsn(Opcodes.POP2);
			code.mv.visitInsn(Opcodes.POP);
		} else {
			code.set(d.rd());
		}
	}
}
