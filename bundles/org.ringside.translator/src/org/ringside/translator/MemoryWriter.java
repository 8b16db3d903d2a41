/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.Code.CODE;
import static org.ringside.translator.Code.HART;

import java.util.HashSet;
import java.util.Set;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.ringside.isa.Decoded;
import org.ringside.machine.MemoryAccess;
import org.ringside.translator.MemoryPlan.Access;
import org.ringside.translator.MemoryPlan.Group;

/**
 * Writes loads and stores. The way that is taken most often stands in line, as few instructions of the host as can be: no call
 * that a compiler may decline to inline. All else is a call out of line, which looks into the TLB, translates, traps or
 * reaches a device.
 */
final class MemoryWriter {

	private static final String MEMORY = "org/ringside/machine/MemoryAccess";
	private static final String UNSAFE = "sun/misc/Unsafe";
	private static final long PAGE = -4096;

	private final Code code;
	private final RegionWriter region;
	private final MemoryPlan plan;
	/** Groups of the block that were looked up already. */
	private final Set<Group> known = new HashSet<>();

	MemoryWriter(Code code, RegionWriter region, MemoryPlan plan) {
		this.code = code;
		this.region = region;
		this.plan = plan;
	}

	void beginBlock() {
		known.clear();
	}

	/** Lets slots remember no page yet. */
	void forget() {
		for (int slot = 0; slot < plan.slots(); slot++) {
			code.constant(-1L);
			code.mv.visitVarInsn(Opcodes.LSTORE, code.tag(slot));
		}
	}

	/** Loads; the value, with its sign extended, is left in {@link Code#VALUE}. */
	void load(Step step, int left) {
		Access access = Access.of(step.instruction());
		Label slow = new Label();
		Label on = new Label();
		Group group = inline(step, access, slow);
		host(step, group);
		read(access.size());
		code.mv.visitVarInsn(Opcodes.LSTORE, Code.VALUE);
		code.mark(on);
		int site = region.site(step, left);
		region.later(() -> {
			code.mark(slow);
			code.hart();
			code.mv.visitVarInsn(Opcodes.LLOAD, Code.TLB);
			slowAddress(step, group);
			siteArguments(site);
			code.invoke(MEMORY, "load" + access.size() * 8, "(L" + HART + ";JJL" + CODE + ";II)J");
			code.mv.visitVarInsn(Opcodes.LSTORE, Code.VALUE);
			remember(group);
			code.mv.visitJumpInsn(Opcodes.GOTO, on);
		});
	}

	/**
	 * Stores.
	 *
	 * @param value puts the value on the stack
	 */
	void store(Step step, int left, Runnable value) {
		Access access = Access.of(step.instruction());
		Label slow = new Label();
		Label on = new Label();
		Group group = inline(step, access, slow);
		host(step, group);
		value.run();
		write(access.size());
		code.mark(on);
		int site = region.site(step, left);
		region.later(() -> {
			code.mark(slow);
			code.hart();
			code.mv.visitVarInsn(Opcodes.LLOAD, Code.TLB);
			slowAddress(step, group);
			value.run();
			siteArguments(site);
			code.invoke(MEMORY, "store" + access.size() * 8, "(L" + HART + ";JJJL" + CODE + ";II)V");
			remember(group);
			code.mv.visitJumpInsn(Opcodes.GOTO, on);
		});
	}

	/** Looks whether the access can be made in line, and goes to a label if not. */
	private Group inline(Step step, Access access, Label slow) {
		Group group = plan.group(step);
		if (group != null && group.number() >= 0) {
			if (known.add(group)) {
				find(step.d().rs1(), group);
			}
			code.mv.visitVarInsn(Opcodes.LLOAD, code.group(group.number()));
			code.mv.visitInsn(Opcodes.LCONST_0);
			code.mv.visitInsn(Opcodes.LCMP);
			code.mv.visitJumpInsn(Opcodes.IFEQ, slow);
			return group;
		}
		address(step.d().rs1(), step.d().imm());
		code.mv.visitVarInsn(Opcodes.LSTORE, Code.ADDRESS);
		int slot = group == null ? -1 : plan.slot(group);
		if (slot < 0) {
			entry();
			tag(access.store(), PAGE | access.size() - 1);
			code.mv.visitJumpInsn(Opcodes.IFNE, slow);
		} else {
			masked(PAGE | access.size() - 1);
			code.mv.visitVarInsn(Opcodes.LLOAD, code.tag(slot));
			code.mv.visitInsn(Opcodes.LCMP);
			code.mv.visitJumpInsn(Opcodes.IFNE, slow);
		}
		return group;
	}

	/** Puts the unsafe accessor and the host address of an access that is made in line on the stack. */
	private void host(Step step, Group group) {
		unsafe();
		if (group != null && group.number() >= 0) {
			code.mv.visitVarInsn(Opcodes.LLOAD, code.group(group.number()));
			add(step.d().imm() - group.low());
			return;
		}
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
		int slot = group == null ? -1 : plan.slot(group);
		if (slot < 0) {
			addend();
		} else {
			code.mv.visitVarInsn(Opcodes.LLOAD, code.addend(slot));
		}
		code.mv.visitInsn(Opcodes.LADD);
	}

	/** Sets the host address of a group's first byte, or 0 if the group is not in one page that is known. */
	private void find(int base, Group group) {
		Label other = new Label();
		Label on = new Label();
		address(base, group.low());
		code.mv.visitVarInsn(Opcodes.LSTORE, Code.ADDRESS);
		int slot = plan.slot(group);
		if (slot < 0) {
			entry();
			if (group.loads()) {
				tag(false, PAGE);
				code.mv.visitJumpInsn(Opcodes.IFNE, other);
			}
			if (group.stores()) {
				tag(true, PAGE);
				code.mv.visitJumpInsn(Opcodes.IFNE, other);
			}
		} else {
			masked(PAGE);
			code.mv.visitVarInsn(Opcodes.LLOAD, code.tag(slot));
			code.mv.visitInsn(Opcodes.LCMP);
			code.mv.visitJumpInsn(Opcodes.IFNE, other);
		}
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
		code.mv.visitInsn(Opcodes.L2I);
		code.constant((int) ~PAGE);
		code.mv.visitInsn(Opcodes.IAND);
		code.constant((int) -PAGE - group.span());
		code.mv.visitJumpInsn(Opcodes.IF_ICMPGT, other);
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
		if (slot < 0) {
			addend();
		} else {
			code.mv.visitVarInsn(Opcodes.LLOAD, code.addend(slot));
		}
		code.mv.visitInsn(Opcodes.LADD);
		code.mv.visitVarInsn(Opcodes.LSTORE, code.group(group.number()));
		code.mark(on);
		region.later(() -> {
			code.mark(other);
			code.hart();
			code.mv.visitVarInsn(Opcodes.LLOAD, Code.TLB);
			code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
			code.constant(group.span());
			code.constant(group.loads() ? 1 : 0);
			code.constant(group.stores() ? 1 : 0);
			code.invoke(MEMORY, "group", "(L" + HART + ";JJIZZ)J");
			code.mv.visitVarInsn(Opcodes.LSTORE, code.group(group.number()));
			remember(group);
			code.mv.visitJumpInsn(Opcodes.GOTO, on);
		});
	}

	/** After a call out of line: takes over the page that it found into the slot of a register. */
	private void remember(Group group) {
		int slot = group == null ? -1 : plan.slot(group);
		if (slot >= 0) {
			code.hart();
			code.mv.visitFieldInsn(Opcodes.GETFIELD, HART, group.stores() ? "writtenPage" : "readPage", "J");
			code.mv.visitVarInsn(Opcodes.LSTORE, code.tag(slot));
			code.hart();
			code.mv.visitFieldInsn(Opcodes.GETFIELD, HART, "pageAddend", "J");
			code.mv.visitVarInsn(Opcodes.LSTORE, code.addend(slot));
		}
	}

	private void address(int base, long offset) {
		code.get(base);
		add(offset);
	}

	private void add(long offset) {
		if (offset != 0) {
			code.constant(offset);
			code.mv.visitInsn(Opcodes.LADD);
		}
	}

	private void slowAddress(Step step, Group group) {
		if (group != null && group.number() >= 0) {
			address(step.d().rs1(), step.d().imm());
		} else {
			code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
		}
	}

	/** Finds the TLB's entry of the address. */
	private void entry() {
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.TLB);
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
		code.constant(MemoryAccess.ENTRY_SHIFT);
		code.mv.visitInsn(Opcodes.LUSHR);
		code.constant(MemoryAccess.ENTRY_MASK);
		code.mv.visitInsn(Opcodes.LAND);
		code.mv.visitInsn(Opcodes.LADD);
		code.mv.visitVarInsn(Opcodes.LSTORE, code.entry());
	}

	/** Compares a tag of the entry with the address. */
	private void tag(boolean write, long mask) {
		unsafe();
		code.mv.visitVarInsn(Opcodes.LLOAD, code.entry());
		add(write ? MemoryAccess.WRITE_TAG : 0);
		code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "getLong", "(J)J", false);
		masked(mask);
		code.mv.visitInsn(Opcodes.LCMP);
	}

	private void masked(long mask) {
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.ADDRESS);
		code.constant(mask);
		code.mv.visitInsn(Opcodes.LAND);
	}

	private void addend() {
		unsafe();
		code.mv.visitVarInsn(Opcodes.LLOAD, code.entry());
		add(MemoryAccess.ADDEND);
		code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "getLong", "(J)J", false);
	}

	private void unsafe() {
		code.mv.visitFieldInsn(Opcodes.GETSTATIC, RegionWriter.NAME, RegionWriter.RAW, "L" + UNSAFE + ";");
	}

	private void read(int size) {
		String name = switch (size) {
			case 1 -> "getByte";
			case 2 -> "getShort";
			case 4 -> "getInt";
			default -> "getLong";
		};
		code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, name, "(J)" + "BSIJ".charAt(Integer.numberOfTrailingZeros(size)), false);
		if (size < 8) {
			code.mv.visitInsn(Opcodes.I2L);
		}
	}

	private void write(int size) {
		if (size < 8) {
			code.mv.visitInsn(Opcodes.L2I);
		}
		switch (size) {
			case 1 -> {
				code.mv.visitInsn(Opcodes.I2B);
				code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "putByte", "(JB)V", false);
			}
			case 2 -> {
				code.mv.visitInsn(Opcodes.I2S);
				code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "putShort", "(JS)V", false);
			}
			case 4 -> code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "putInt", "(JI)V", false);
			default -> code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "putLong", "(JJ)V", false);
		}
	}

	private void siteArguments(int site) {
		code.mv.visitVarInsn(Opcodes.ALOAD, 0);
		code.constant(site);
		code.loadBudgetLocal();
	}
}
