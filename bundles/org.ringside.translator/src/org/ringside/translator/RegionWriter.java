/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.Code.CODE;
import static org.ringside.translator.Code.HART;
import static org.ringside.translator.Code.LINK;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.ringside.machine.CodePage;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;
import org.ringside.machine.TranslatedCode;
import org.ringside.machine.instructions.NodeFactory;

/**
 * Writes the class of a region: one method in which blocks are labels. Each block charges its instructions to the budget when
 * it is entered; the budget is looked at where a way may become longer than was looked at before: at the head, at jumps
 * backward and behind calls.
 */
final class RegionWriter {

	static final String NAME = "org/ringside/translator/Translated";
	/** The field that holds the raw accessor. */
	static final String RAW = "raw";
	private static final String LOADER = "org/ringside/translator/RegionLoader";
	private static final String ORIGIN = "org/ringside/machine/TranslatedCode$Origin";
	private static final String NODE = "org/ringside/machine/Node";

	private final Region region;
	private final Hart hart;
	private final RegionBytes bytes;
	private final List<Node> sites = new ArrayList<>();
	private final List<Integer> constantSites = new ArrayList<>();
	private int links;
	private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
	private Code code;
	private final TreeMap<Long, Label> labels = new TreeMap<>();
	private final TreeMap<Long, Label> exits = new TreeMap<>();
	private final TreeMap<Long, Label> backs = new TreeMap<>();
	private Label left;
	private final List<Runnable> stubs = new ArrayList<>();
	private MemoryWriter memory;
	private int methodSize;

	RegionWriter(Region region, CodePage page, Hart hart) {
		this.region = region;
		this.hart = hart;
		this.bytes = new RegionBytes(region, page.address());
	}

	/** Bytes of the method, after {@link #write}. */
	int methodSize() {
		return methodSize;
	}

	TranslatedCode.Origin origin() {
		return new TranslatedCode.Origin(region.head, region.longest(region.head), bytes.coverage(), sites.toArray(Node[]::new));
	}

	/** Whether the region is of one state of memory, as far as its bytes tell. */
	boolean isConsistent() {
		return bytes.areConsistent();
	}

	byte[] write() {
		writer.visit(Opcodes.V21, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NAME, null, CODE, null);
		MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "run", "(L" + HART + ";)J", null, null);
		MemoryPlan plan = new MemoryPlan(region);
		code = new Code(run, plan.slots(), plan.groups());
		memory = new MemoryWriter(code, this, plan);
		InstructionWriter instructions = new InstructionWriter(code, this, memory);
		run.visitCode();
		prologue();
		for (int i = 0; i < region.blocks.size(); i++) {
			Block block = region.blocks.get(i);
			code.mark(label(block.start()));
			code.charge(block.size());
			instructions.beginBlock();
			Flow flow = Flow.of(block);
			int straight = flow instanceof Flow.Onward ? block.size() : block.size() - 1;
			for (int k = 0; k < straight; k++) {
				instructions.write(block.steps().get(k), block.size() - k);
			}
			long behind = i + 1 < region.blocks.size() ? region.blocks.get(i + 1).start() : -1;
			end(block, flow, behind);
		}
		for (int i = 0; i < stubs.size(); i++) {
			stubs.get(i).run();
		}
		Label end = new Label();
		run.visitLabel(end);
		run.visitMaxs(0, 0);
		run.visitEnd();
		methodSize = end.getOffset();
		writeConstants();
		writer.visitEnd();
		return writer.toByteArray();
	}

	private void prologue() {
		code.loadBudget();
		code.loadTlb();
		code.clearLocals();
		// What is looked at here holds to the end of the method, calls included: behind instructions that change mappings, modes or
		// fcsr all translated code is left.
		memory.forget();
		if (region.hasFloats()) {
			code.loadHostRounding();
		}
		code.budgetBelow(region.longest(region.head), exit(region.head));
		code.mv.visitJumpInsn(Opcodes.GOTO, label(region.head));
	}

	/** Has something written out of line, behind all blocks. */
	void later(Runnable stub) {
		stubs.add(stub);
	}

	// ---- where blocks end

	private void end(Block block, Flow flow, long behind) {
		Step last = block.last();
		switch (flow) {
			case Flow.Onward(long next) -> go(block, next, behind);
			case Flow.Branch(var condition, long taken, long next) -> {
				code.branch(condition, last.d(), way(block, taken));
				go(block, next, behind);
			}
			case Flow.Jump(long target) -> {
				code.setConstant(last.d().rd(), last.next());
				go(block, target, behind);
			}
			case Flow.Indirect i -> {
				code.jumpTarget(last.d());
				code.storeTarget();
				code.setConstant(last.d().rd(), last.next());
				code.saveBudget();
				code.returnTarget();
			}
			case Flow.Leave l -> {
				new SystemWriter(code, this).execute(last, 1);
				code.mv.visitInsn(Opcodes.POP);
				returnLeft();
			}
			case Flow.Call(long target, long next) -> {
				code.mv.visitLdcInsn(target);
				code.storeTarget();
				call(block, last, next, behind);
			}
			case Flow.IndirectCall(long next) -> {
				code.jumpTarget(last.d());
				code.storeTarget();
				call(block, last, next, behind);
			}
		}
	}

	private void go(Block from, long target, long behind) {
		if (target != behind || target <= from.start()) {
			code.mv.visitJumpInsn(Opcodes.GOTO, way(from, target));
		}
	}

	/** The label that leads from a block to an address. */
	private Label way(Block from, long target) {
		if (!region.has(target)) {
			return exit(target);
		}
		return target > from.start() ? label(target) : back(target);
	}

	private Label label(long pc) {
		return labels.computeIfAbsent(pc, k -> new Label());
	}

	/** Leaves the region for an address. */
	private Label exit(long pc) {
		return exits.computeIfAbsent(pc, k -> {
			Label label = new Label();
			stubs.add(() -> {
				code.mark(label);
				code.saveBudget();
				code.mv.visitLdcInsn(pc);
				code.mv.visitInsn(Opcodes.LRETURN);
			});
			return label;
		});
	}

	/** The label that leaves all translated code, for the hart's pc. */
	Label left() {
		if (left == null) {
			Label label = new Label();
			left = label;
			stubs.add(() -> {
				code.mark(label);
				returnLeft();
			});
		}
		return left;
	}

	private void returnLeft() {
		code.hart();
		code.mv.visitMethodInsn(Opcodes.INVOKESTATIC, CODE, "left", "(L" + HART + ";)J", false);
		code.mv.visitInsn(Opcodes.LRETURN);
	}

	/** Jumps backward if the budget allows it. */
	private Label back(long target) {
		return backs.computeIfAbsent(target, k -> {
			Label label = new Label();
			stubs.add(() -> {
				code.mark(label);
				code.budgetBelow(region.longest(target), exit(target));
				code.mv.visitJumpInsn(Opcodes.GOTO, label(target));
			});
			return label;
		});
	}

	/** Calls the code at the target that was stored; the guest's return then is the method's. */
	private void call(Block block, Step step, long next, long behind) {
		MethodVisitor mv = code.mv;
		code.setConstant(step.d().rd(), next);
		code.saveBudget();
		if (!region.has(next)) {
			code.returnTarget();
			return;
		}
		Label none = new Label();
		Label elsewhere = new Label();
		Label on = new Label();
		mv.visitVarInsn(Opcodes.ALOAD, Code.H);
		mv.visitFieldInsn(Opcodes.GETSTATIC, NAME, "l" + links++, "L" + LINK + ";");
		code.loadTarget();
		mv.visitMethodInsn(Opcodes.INVOKESTATIC, LINK, "find", "(L" + HART + ";L" + LINK + ";J)L" + CODE + ";", false);
		mv.visitInsn(Opcodes.DUP);
		mv.visitJumpInsn(Opcodes.IFNULL, none);
		mv.visitVarInsn(Opcodes.ALOAD, Code.H);
		mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CODE, "run", "(L" + HART + ";)J", false);
		code.storeTarget();
		code.loadTarget();
		mv.visitLdcInsn(next);
		mv.visitInsn(Opcodes.LCMP);
		mv.visitJumpInsn(Opcodes.IFNE, elsewhere);
		mv.visitVarInsn(Opcodes.ALOAD, Code.H);
		mv.visitMethodInsn(Opcodes.INVOKESTATIC, LINK, "returned", "(L" + HART + ";)V", false);
		mv.visitLabel(on);
		code.frame();
		code.loadBudget();
		code.budgetBelow(region.longest(next), exit(next));
		go(block, next, behind);
		stubs.add(() -> {
			mv.visitLabel(none);
			code.frame(CODE);
			mv.visitInsn(Opcodes.POP);
			code.returnTarget();
			mv.visitLabel(elsewhere);
			code.frame();
			mv.visitVarInsn(Opcodes.ALOAD, Code.H);
			code.loadTarget();
			mv.visitLdcInsn(next);
			mv.visitMethodInsn(Opcodes.INVOKESTATIC, LINK, "after", "(L" + HART + ";JJ)J", false);
			code.storeTarget();
			code.loadTarget();
			mv.visitLdcInsn(next);
			mv.visitInsn(Opcodes.LCMP);
			mv.visitJumpInsn(Opcodes.IFEQ, on);
			code.returnTarget();
		});
	}

	/** Whether other harts may run at the same time. */
	boolean parallel() {
		return hart.runsInParallel();
	}

	// ---- sites and constants

	/** The number of the site of an instruction that can trap. */
	int site(Step step, int left) {
		sites.add(NodeFactory.build(step.raw(), null, step.pc(), hart).asSite(left));
		return sites.size() - 1;
	}

	/** Puts the node of an instruction on the stack, as a constant for the compiler. */
	void loadNode(Step step, int left) {
		int site = site(step, left);
		constantSites.add(site);
		code.mv.visitFieldInsn(Opcodes.GETSTATIC, NAME, "n" + site, "L" + NODE + ";");
	}

	private void writeConstants() {
		int flags = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE;
		MethodVisitor mv = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
		mv.visitCode();
		writer.visitField(flags, RAW, "Lsun/misc/Unsafe;", null, null).visitEnd();
		mv.visitMethodInsn(Opcodes.INVOKESTATIC, "org/ringside/machine/HostMemory", "raw", "()Lsun/misc/Unsafe;", false);
		mv.visitFieldInsn(Opcodes.PUTSTATIC, NAME, RAW, "Lsun/misc/Unsafe;");
		for (int i = 0; i < links; i++) {
			writer.visitField(flags, "l" + i, "L" + LINK + ";", null, null).visitEnd();
			mv.visitTypeInsn(Opcodes.NEW, LINK);
			mv.visitInsn(Opcodes.DUP);
			mv.visitMethodInsn(Opcodes.INVOKESPECIAL, LINK, "<init>", "()V", false);
			mv.visitFieldInsn(Opcodes.PUTSTATIC, NAME, "l" + i, "L" + LINK + ";");
		}
		for (int site : constantSites) {
			writer.visitField(flags, "n" + site, "L" + NODE + ";", null, null).visitEnd();
			mv.visitMethodInsn(Opcodes.INVOKESTATIC, LOADER, "origin", "()L" + ORIGIN + ";", false);
			mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ORIGIN, "sites", "()[L" + NODE + ";", false);
			mv.visitLdcInsn(site);
			mv.visitInsn(Opcodes.AALOAD);
			mv.visitFieldInsn(Opcodes.PUTSTATIC, NAME, "n" + site, "L" + NODE + ";");
		}
		mv.visitTypeInsn(Opcodes.NEW, NAME);
		mv.visitInsn(Opcodes.DUP);
		mv.visitMethodInsn(Opcodes.INVOKESTATIC, LOADER, "origin", "()L" + ORIGIN + ";", false);
		mv.visitMethodInsn(Opcodes.INVOKESPECIAL, NAME, "<init>", "(L" + ORIGIN + ";)V", false);
		mv.visitMethodInsn(Opcodes.INVOKESTATIC, LOADER, "made", "(L" + CODE + ";)V", false);
		mv.visitInsn(Opcodes.RETURN);
		mv.visitMaxs(0, 0);
		mv.visitEnd();
		MethodVisitor init = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "(L" + ORIGIN + ";)V", null, null);
		init.visitCode();
		init.visitVarInsn(Opcodes.ALOAD, 0);
		init.visitVarInsn(Opcodes.ALOAD, 1);
		init.visitMethodInsn(Opcodes.INVOKESPECIAL, CODE, "<init>", "(L" + ORIGIN + ";)V", false);
		init.visitInsn(Opcodes.RETURN);
		init.visitMaxs(0, 0);
		init.visitEnd();
	}
}
