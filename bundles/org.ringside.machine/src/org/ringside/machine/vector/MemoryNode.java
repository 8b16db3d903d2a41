/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.MemoryAccess;
import org.ringside.machine.Trap;
import org.ringside.machine.VectorRegisters;

/**
 * Loads and stores (Unprivileged, V: Vector Loads and Stores). An exception leaves the element in vstart, where the instruction
 * goes on when it is executed again; so does an access that has to be made with exact state.
 */
final class MemoryNode extends VectorNode {

	/** How the addresses of elements come about. */
	private enum Mode {
		UNIT, MASK_BITS, WHOLE, FAULT_FIRST, STRIDED, INDEXED
	}

	private final boolean load;
	private final Mode mode;
	/** The width in the instruction: of elements, or of indexes. */
	private final int width;
	/** Fields of a segment, or registers that are moved as a whole. */
	private final int fields;

	private MemoryNode(Decoded d, long pc, boolean load) {
		super(d, pc);
		this.load = load;
		int word = d.word();
		fields = (word >>> 29) + 1;
		int code = word >>> 12 & 7;
		width = code == 0 ? 0 : code - 4;
		mode = switch (word >>> 26 & 3) {
			case 0 -> switch (vs2) {
				case 8 -> Mode.WHOLE;
				case 11 -> Mode.MASK_BITS;
				case 16 -> Mode.FAULT_FIRST;
				default -> Mode.UNIT;
			};
			case 2 -> Mode.STRIDED;
			default -> Mode.INDEXED;
		};
	}

	static MemoryNode build(Decoded d, long pc, boolean load) {
		return new MemoryNode(d, pc, load);
	}

	@Override
	boolean isLegal(VectorState v) {
		if (mode == Mode.WHOLE) {
			return (vd & fields - 1) == 0; // with any type
		}
		if (!supported(v) || mode == Mode.MASK_BITS) {
			return supported(v);
		}
		int group = width - v.sew + v.lmul;
		if (width > v.elen || group < -3 || group > 3 || load && !sparesMask()) {
			return false;
		}
		int data = mode == Mode.INDEXED ? v.lmul : group;
		int size = fields * size(data);
		if (size > 8 || vd + size > 32 || !aligned(vd, data)) {
			return false;
		}
		if (mode != Mode.INDEXED) {
			return true;
		}
		return aligned(vs2, group) && (!load || (fields == 1 ? mayLie(vd, v.sew, data, vs2, width, group) : !overlaps(vd, size, vs2, size(group))));
	}

	@Override
	void execute(Hart h, VectorState v) {
		long base = h.x(vs1);
		switch (mode) {
			case WHOLE -> contiguous(h, v, base, width, fields * v.vlenb >> width);
			case MASK_BITS -> contiguous(h, v, base, 0, v.vl + 7 >> 3);
			case UNIT, FAULT_FIRST -> {
				if (fields == 1 && !masked && mode == Mode.UNIT) {
					contiguous(h, v, base, width, v.vl);
				} else {
					elements(h, v, base, (long) fields << width, width);
				}
			}
			case STRIDED -> elements(h, v, base, h.x(vs2), width);
			case INDEXED -> elements(h, v, base, 0, v.sew);
		}
	}

	/** Elements one after the other: as many at once as lie in memory that needs no second look. */
	private void contiguous(Hart h, VectorState v, long base, int size, int count) {
		int i = v.vstart;
		try {
			while (i < count) {
				long va = base + ((long) i << size);
				int there = Math.min(count - i, (int) (4096 - (va & 4095)) >> size);
				long host = there == 0 ? 0 : load ? MemoryAccess.readable(h, va) : MemoryAccess.writable(h, va);
				int at = vd * v.vlenb + (i << size);
				if (host == 0) {
					element(h, v, va, vd, i, size);
					i++;
				} else {
					if (load) {
						HostMemory.read(host, v.bytes, at, there << size);
					} else {
						HostMemory.write(host, v.bytes, at, there << size);
					}
					i += there;
				}
			}
		} catch (RuntimeException e) {
			v.vstart = i;
			VectorRegisters.dirty(h);
			throw e;
		}
	}

	/** Whether a segment can be loaded; only then registers change, so that what trimmed the length left no trace. */
	private void probe(Hart h, long va, int size) {
		for (int k = 0; k < fields << size; k++) {
			MemoryAccess.load8(h, va + k, this);
		}
	}

	private void elements(Hart h, VectorState v, long base, long stride, int size) {
		int registers = size(mode == Mode.INDEXED ? v.lmul : width - v.sew + v.lmul);
		int i = v.vstart;
		try {
			for (; i < v.vl; i++) {
				if (active(v, i)) {
					long va = base + (mode == Mode.INDEXED ? v.getUnsigned(vs2, i, width) : i * stride);
					if (mode == Mode.FAULT_FIRST && fields > 1) {
						probe(h, va, size);
					}
					for (int k = 0; k < fields; k++) {
						element(h, v, va + ((long) k << size), vd + k * registers, i, size);
					}
				}
			}
		} catch (Trap trap) {
			if (mode == Mode.FAULT_FIRST && i > 0) {
				v.vl = i;
				return;
			}
			v.vstart = i;
			VectorRegisters.dirty(h);
			throw trap;
		} catch (RuntimeException e) {
			v.vstart = i;
			throw e;
		}
	}

	private void element(Hart h, VectorState v, long va, int register, int index, int size) {
		if (load) {
			v.set(register, index, size, switch (size) {
				case 0 -> MemoryAccess.load8(h, va, this);
				case 1 -> MemoryAccess.load16(h, va, this);
				case 2 -> MemoryAccess.load32(h, va, this);
				default -> MemoryAccess.load64(h, va, this);
			});
			return;
		}
		long value = v.get(register, index, size);
		switch (size) {
			case 0 -> MemoryAccess.store8(h, va, value, this);
			case 1 -> MemoryAccess.store16(h, va, value, this);
			case 2 -> MemoryAccess.store32(h, va, value, this);
			default -> MemoryAccess.store64(h, va, value, this);
		}
	}
}
