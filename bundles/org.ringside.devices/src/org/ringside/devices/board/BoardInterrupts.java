/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.devices.BoardDevice;
import org.ringside.devices.HartLines;
import org.ringside.devices.InterruptLine;
import org.ringside.devices.InterruptSources;
import org.ringside.devices.Placement;
import org.ringside.devices.Plic;
import org.ringside.devices.aia.AplicDomain;
import org.ringside.devices.aia.Imsic;
import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.Hart;
import org.ringside.machine.InterruptFiles;

/** The interrupt controllers of a board: a PLIC, or what the AIA has in its place, wired to each other. */
final class BoardInterrupts {

	/**
	 * A controller and where it is.
	 *
	 * @param machine whether it is M-mode's alone
	 */
	private record Controller(BoardDevice device, long base, boolean machine) {
	}

	/** In the order of the device tree and of snapshots: a node that others refer to comes before them, as does a parent's state. */
	private final List<Controller> controllers = new ArrayList<>();
	private final InterruptSources sources;
	private final boolean advanced;
	private final Optional<AplicDomain> root;
	private final Optional<AplicDomain> leaf;
	private final Optional<Imsic> machineFiles;
	private final Optional<Imsic> supervisorFiles;
	private boolean handedOver;

	BoardInterrupts(AiaChoice choice, List<HartLines> harts) {
		advanced = choice.kind() != AiaChoice.Kind.NONE;
		if (!advanced) {
			Plic plic = new Plic(harts);
			sources = plic;
			controllers.add(new Controller(plic, VirtBoard.PLIC, false));
			root = Optional.empty();
			leaf = Optional.empty();
			machineFiles = Optional.empty();
			supervisorFiles = Optional.empty();
			return;
		}
		AplicDomain parent;
		AplicDomain child;
		if (choice.hasImsic()) {
			Imsic machine = Imsic.machine(harts);
			Imsic supervisor = Imsic.supervisor(harts, choice.guestFiles());
			machineFiles = Optional.of(machine);
			supervisorFiles = Optional.of(supervisor);
			controllers.add(new Controller(machine, VirtBoard.IMSIC_M, true));
			controllers.add(new Controller(supervisor, VirtBoard.IMSIC_S, false));
			parent = AplicDomain.messages(harts.size(), this::send);
			child = parent.messageChild(this::send, choice.guestFiles());
		} else {
			machineFiles = Optional.empty();
			supervisorFiles = Optional.empty();
			parent = AplicDomain.direct(harts);
			child = parent.directChild(harts);
		}
		root = Optional.of(parent);
		leaf = Optional.of(child);
		sources = parent;
		controllers.add(new Controller(parent, VirtBoard.APLIC_M, true));
		controllers.add(new Controller(child, VirtBoard.APLIC_S, false));
	}

	/** Messages reach interrupt files and nothing else, so that none comes back to who sends it. */
	private void send(long address, int data) {
		for (Controller controller : controllers) {
			long offset = address - controller.base;
			if (controller.device instanceof Imsic && offset >= 0 && offset < controller.device.size()) {
				controller.device.write(offset, Integer.BYTES, data);
			}
		}
	}

	InterruptLine source(int number) {
		return sources.source(number);
	}

	/** The interrupt files of a hart, where there are some. */
	Optional<InterruptFiles> files(int hart) {
		return supervisorFiles.map(files -> new InterruptFiles(machineFiles.orElseThrow().file(hart), files.file(hart), files.guestFiles(hart)));
	}

	/** Connects a hart to what tells it more than the wires do. */
	void connect(Hart hart) {
		int number = hart.hartId();
		Optional<InterruptFiles> own = files(number);
		if (own.isPresent()) {
			hart.connect(own.get());
		} else {
			root.ifPresent(domain -> hart.connect(() -> domain.priority(number), () -> leaf.orElseThrow().priority(number)));
		}
	}

	/** Does what firmware does before it starts a supervisor. */
	void handOver() {
		handedOver = true;
		root.ifPresent(domain -> domain.delegateAll(VirtBoard.IMSIC_M, VirtBoard.IMSIC_S, supervisorFiles));
	}

	/** A supervisor without firmware finds after a reset what it found before. */
	void afterReset() {
		if (handedOver) {
			handOver();
		}
	}

	/** All controllers by their addresses, in the order in which they are saved. */
	void forEach(Visitor visitor) {
		controllers.forEach(controller -> visitor.visit(controller.device, controller.base));
	}

	/** Who is shown the controllers. */
	interface Visitor {
		void visit(BoardDevice device, long base);
	}

	/** How devices tell their interrupts. */
	int trigger() {
		return advanced ? Placement.LEVEL_HIGH : 0;
	}

	/**
	 * Writes the nodes.
	 *
	 * @return the phandle of the controller to which devices' nodes refer
	 */
	int describe(DeviceTree tree, DeviceNode soc) {
		int machineMessages = 0;
		int supervisorMessages = 0;
		int last = 0;
		// the child before its parent, which refers to it
		List<Controller> ordered = new ArrayList<>(controllers);
		root.ifPresent(domain -> ordered.add(ordered.remove(ordered.size() - 2)));
		for (Controller controller : ordered) {
			Placement place = new Placement(controller.base, controller.device.size(), controller.machine ? machineMessages : supervisorMessages,
					0, 0);
			controller.device.describe(tree, soc, place);
			DeviceNode node = soc.children().stream().filter(child -> child.name().endsWith("@" + Long.toHexString(controller.base)))
					.findFirst().orElseThrow();
			if (controller.machine && handedOver) {
				node.strings("status", "disabled");
			}
			if (controller.device instanceof Imsic) {
				machineMessages = controller.machine ? tree.phandle(node) : machineMessages;
				supervisorMessages = controller.machine ? supervisorMessages : tree.phandle(node);
			} else if (!controller.machine) {
				last = tree.phandle(node);
			}
		}
		return last;
	}
}
