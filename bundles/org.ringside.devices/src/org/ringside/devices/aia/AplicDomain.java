/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.HartLines;
import org.ringside.devices.InterruptLine;
import org.ringside.devices.InterruptSources;
import org.ringside.devices.Placement;
import org.ringside.devices.SavedState;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;

/**
 * An interrupt domain of the advanced platform-level interrupt controller (AIA 1.0, chapter 4): the root, of M-mode, to which the
 * wires of devices lead, or its child, of S-mode, to which the root delegates sources. All registers of a domain are here;
 * the ways to harts are {@link DirectDelivery} and {@link MessageDelivery}.
 */
public final class AplicDomain implements BoardDevice, InterruptSources {

	/** Numbers 1 to this are sources. */
	public static final int SOURCES = 96;

	private static final int SOURCECFG = 4;
	private static final int SETIP = 0x1c00;
	private static final int SETIPNUM = 0x1cdc;
	private static final int CLRIP = 0x1d00;
	private static final int CLRIPNUM = 0x1ddc;
	private static final int SETIE = 0x1e00;
	private static final int SETIENUM = 0x1edc;
	private static final int CLRIE = 0x1f00;
	private static final int CLRIENUM = 0x1fdc;
	private static final int SETIPNUM_LE = 0x2000;
	private static final int SETIPNUM_BE = 0x2004;
	private static final int GENMSI = 0x3000;
	private static final int TARGET = 0x3004;
	private static final int CONTROLS = 0x4000;
	private static final int DOMAINCFG_FIXED = 0x80 << 24;
	private static final int IE = 1 << 8;
	private static final int DELEGATE = 1 << 10;

	private final AiaLevel level;
	private final int harts;
	private final Optional<AplicDomain> parent;
	private final Optional<MessageAddresses> addresses;
	private final AplicDelivery delivery;
	private final AplicSources sources = new AplicSources();
	/** The levels of the wires; only those of the root are in use. */
	private final boolean[] wires = new boolean[SOURCES + 1];
	private Optional<AplicDomain> child = Optional.empty();
	private boolean on;
	/** In the tree that was written last. */
	private int phandle;

	private AplicDomain(AiaLevel level, int harts, Optional<AplicDomain> parent, Optional<MessageAddresses> addresses,
			AplicDelivery delivery) {
		this.level = level;
		this.harts = harts;
		this.parent = parent;
		this.addresses = addresses;
		this.delivery = delivery;
	}

	/** A root whose domains have a wire to each hart. */
	public static AplicDomain direct(List<HartLines> harts) {
		return new AplicDomain(AiaLevel.MACHINE, harts.size(), Optional.empty(), Optional.empty(),
				new DirectDelivery(harts.stream().map(AiaLevel.MACHINE::line).toList()));
	}

	/** A root whose domains send messages to the interrupt files of so many harts. */
	public static AplicDomain messages(int harts, MessagePort port) {
		MessageAddresses addresses = new MessageAddresses();
		return new AplicDomain(AiaLevel.MACHINE, harts, Optional.empty(), Optional.of(addresses),
				new MessageDelivery(AiaLevel.MACHINE, addresses, port, harts, 0));
	}

	/** Gives a root of the first kind its child. */
	public AplicDomain directChild(List<HartLines> lines) {
		return adopt(new DirectDelivery(lines.stream().map(AiaLevel.SUPERVISOR::line).toList()));
	}

	/** Gives a root of the second kind its child, which can also send to the files of guests. */
	public AplicDomain messageChild(MessagePort port, int guests) {
		return adopt(new MessageDelivery(AiaLevel.SUPERVISOR, addresses.orElseThrow(), port, harts, guests));
	}

	private AplicDomain adopt(AplicDelivery delivered) {
		AplicDomain domain = new AplicDomain(AiaLevel.SUPERVISOR, harts, Optional.of(this), Optional.empty(), delivered);
		child = Optional.of(domain);
		return domain;
	}

	/** @return the wire of a source, 1 to {@link #SOURCES}, of the root */
	@Override
	public InterruptLine source(int number) {
		if (number < 1 || number > SOURCES) {
			throw new IllegalArgumentException("The APLIC has sources 1 to " + SOURCES + ", not " + number);
		}
		return high -> {
			if (wires[number] != high) {
				wires[number] = high;
				(sources.delegated(number) ? child.orElse(this) : this).wireChanged(number);
			}
		};
	}

	private boolean wire(int source) {
		return parent.map(root -> root.wires[source]).orElse(wires[source]);
	}

	private boolean rectified(int source) {
		return sources.mode(source).rectified(wire(source));
	}

	/** An edge, and by messages also a level, is pending from the moment when the input goes high (AIA 1.0, section 4.7). */
	private void wireChanged(int source) {
		boolean high = rectified(source);
		if (sources.active(source) && (high || sources.mode(source).isLevel())) {
			sources.setPending(source, high);
			delivery.update(this);
		}
	}

	/** The priority number of the interrupt that the domain signals to a hart by a wire, 0 for none. */
	public int priority(int hart) {
		return delivery instanceof DirectDelivery wired ? wired.top(this, hart) & 0xff : 0;
	}

	// ---- what the ways of delivery ask

	/** Whether interrupts are delivered at all. */
	boolean on() {
		return on;
	}

	/** Whether an interrupt is pending and enabled. */
	boolean wants(int source) {
		return sources.pending(source) && sources.enabled(source);
	}

	int target(int source) {
		return sources.target(source);
	}

	/** Under direct delivery the pending bit of a level stays as the level is. */
	void claimed(int source) {
		if (!sources.mode(source).isLevel()) {
			sources.setPending(source, false);
		}
	}

	void sent(int source) {
		sources.setPending(source, false);
	}

	private boolean direct() {
		return delivery instanceof DirectDelivery;
	}

	// ---- registers

	@Override
	public String name() {
		return "aplic-" + level.letter();
	}

	/** As QEMU's: the registers, and behind them a place for more harts than a board can have. */
	@Override
	public long size() {
		return 0x8000;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return size == Integer.BYTES;
	}

	@Override
	public long read(long where, int size) {
		int offset = (int) where;
		if (offset == 0) {
			return DOMAINCFG_FIXED | (on ? IE : 0) | delivery.mode();
		}
		if (offset >= SOURCECFG && offset <= SOURCECFG * SOURCES) {
			int source = offset / SOURCECFG;
			return sources.delegated(source) ? DELEGATE : sources.mode(source).number();
		}
		if (addresses.isPresent() && offset >= MessageAddresses.FIRST && offset <= MessageAddresses.LAST) {
			return addresses.get().read(offset);
		}
		if (offset >= SETIP && offset < SETIE + 0x80) {
			int index = (offset & 0xff) >>> 2;
			return index >= 32 ? 0 : offset < CLRIP ? sources.word(true, index) : offset < SETIE ? inputs(index) : sources.word(false, index);
		}
		if (offset >= TARGET && offset < TARGET + SOURCES * 4) {
			return sources.target(1 + (offset - TARGET >>> 2));
		}
		return offset == GENMSI || offset >= CONTROLS ? delivery.read(this, offset) : 0;
	}

	private int inputs(int index) {
		int bits = 0;
		for (int source = Math.max(1, index * 32); source <= Math.min(index * 32 + 31, SOURCES); source++) {
			bits |= (rectified(source) ? 1 : 0) << source;
		}
		return bits;
	}

	@Override
	public void write(long where, int size, long written) {
		int offset = (int) where;
		int value = (int) written;
		if (offset == 0) {
			on = (value & IE) != 0;
		} else if (offset <= SOURCECFG * SOURCES) {
			configure(offset / SOURCECFG, value);
		} else if (offset >= MessageAddresses.FIRST && offset <= MessageAddresses.LAST) {
			addresses.ifPresent(all -> all.write(offset, value));
		} else if (offset >= SETIP && offset < SETIPNUM_LE) {
			writeBits(offset, value);
		} else if (offset == SETIPNUM_LE || offset == SETIPNUM_BE) {
			change(SETIP, offset == SETIPNUM_LE ? value : Integer.reverseBytes(value));
		} else if (offset >= TARGET && offset < TARGET + SOURCES * 4) {
			int source = 1 + (offset - TARGET >>> 2);
			if (sources.active(source)) {
				sources.setTarget(source, delivery.target(sources.target(source), value));
			}
		} else if (offset == GENMSI || offset >= CONTROLS) {
			delivery.write(this, offset, value);
		}
		delivery.update(this);
	}

	private void writeBits(int offset, int value) {
		int bank = offset & ~0xff;
		int index = (offset & 0xff) >>> 2;
		if (index < 32) {
			for (int bit = 0; bit < 32; bit++) {
				if ((value >>> bit & 1) != 0) {
					change(bank, index * 32 + bit);
				}
			}
		} else if (offset == SETIPNUM || offset == CLRIPNUM || offset == SETIENUM || offset == CLRIENUM) {
			change(bank, value);
		}
	}

	/** Sets or clears a bit of one source, if that is possible (AIA 1.0, section 4.7). */
	private void change(int bank, int source) {
		if (source < 1 || source > SOURCES || !sources.active(source)) {
			return;
		}
		boolean level = sources.mode(source).isLevel();
		switch (bank) {
		case SETIP -> {
			if (!level || !direct() && rectified(source)) {
				sources.setPending(source, true);
			}
		}
		case CLRIP -> {
			if (!level || !direct()) {
				sources.setPending(source, false);
			}
		}
		default -> sources.setEnabled(source, bank == SETIE);
		}
	}

	/** A leaf makes 0 of a delegation; the only child has index 0 (AIA 1.0, 4.5.2). */
	private void configure(int source, int value) {
		if (parent.isPresent() && !parent.get().sources.delegated(source)) {
			return;
		}
		boolean toChild = (value & DELEGATE) != 0 && child.isPresent();
		boolean withdrawn = sources.delegated(source) && !toChild;
		SourceMode mode = (value & DELEGATE) != 0 ? SourceMode.INACTIVE : SourceMode.of(value);
		sources.configure(source, toChild, mode, delivery.freshTarget());
		if (mode.isLevel()) {
			sources.setPending(source, rectified(source));
		}
		if (withdrawn) {
			child.get().withdraw(source);
		}
	}

	private void withdraw(int source) {
		sources.configure(source, false, SourceMode.INACTIVE, 0);
		delivery.update(this);
	}

	/**
	 * Does what firmware does for a supervisor that is started without any: delegates all sources, and tells where the interrupt
	 * files are.
	 *
	 * @param machineFiles address of the first interrupt file of M-mode, if there is one
	 * @param supervisorFiles the same for S-mode
	 * @param files the files of S-mode, if messages are sent
	 */
	public void delegateAll(long machineFiles, long supervisorFiles, Optional<Imsic> files) {
		for (int source = 1; source <= SOURCES; source++) {
			configure(source, DELEGATE);
		}
		files.ifPresent(imsic -> addresses.orElseThrow().set(machineFiles, supervisorFiles, harts, imsic.guestBits()));
	}

	@Override
	public void reset() {
		on = false;
		sources.reset();
		addresses.ifPresent(MessageAddresses::reset);
		delivery.reset();
		delivery.update(this);
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		DeviceNode node = place.node(bus, "aplic").strings("compatible", "riscv,aplic").cells("#interrupt-cells", 2)
				.cells("#address-cells", 0).flag("interrupt-controller").cells("riscv,num-sources", SOURCES);
		if (direct()) {
			node.cells("interrupts-extended", level.wires(tree, harts));
		} else {
			node.cells("msi-parent", place.controller());
		}
		child.ifPresent(domain -> node.cells("riscv,children", domain.phandle).cells("riscv,delegate", domain.phandle, 1, SOURCES)
				// the name that the binding came to have
				.cells("riscv,delegation", domain.phandle, 1, SOURCES));
		phandle = tree.phandle(node);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(SOURCES);
		out.writeInt(harts);
		out.writeBoolean(on);
		sources.save(out);
		for (int source = 1; source <= SOURCES; source++) {
			out.writeBoolean(wires[source]);
		}
		delivery.save(out);
		if (addresses.isPresent()) {
			addresses.get().save(out);
		}
	}

	/** The root is loaded before its child, whose inputs are the root's wires. */
	@Override
	public void load(DataInput in) throws IOException {
		SavedState.expect(name(), "sources", SOURCES, in.readInt());
		SavedState.expect(name(), "harts", harts, in.readInt());
		on = in.readBoolean();
		sources.load(in);
		for (int source = 1; source <= SOURCES; source++) {
			wires[source] = in.readBoolean();
			// what a file can tell and no run: a delegation that has nowhere to go, a target that is not there
			if (sources.delegated(source) && child.isEmpty()
					|| sources.active(source) && parent.isPresent() && !parent.get().sources.delegated(source)) {
				throw new IOException("The snapshot's " + name() + " has source " + source + " where no domain can have it.");
			}
			if (sources.active(source)) {
				sources.setTarget(source, delivery.target(delivery.freshTarget(), sources.target(source)));
			}
		}
		delivery.load(in);
		if (addresses.isPresent()) {
			addresses.get().load(in);
		}
		delivery.update(this);
	}
}
