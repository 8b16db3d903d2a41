/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses the nodes of runs that are entered often, where no translator does better: what a node costs is mostly the way to the
 * next one. Classes are made as sequences of kinds are met, and serve all harts.
 */
public final class Fusion {

	/**
	 * Jumps to a node after which it is fused with those behind it: the JVM needs some ms to compile a class, in which a loop comes
	 * as far without it.
	 */
	static final int HEAT = 200_000;
	private static final int SHORTEST = 2;
	private static final int LONGEST = 8;
	/** Classes that are made at most; each takes some KiB. */
	private static final int MAX_CLASSES = 1000;
	private static final Map<List<Class<?>>, MethodHandle> CLASSES = new HashMap<>();

	private Fusion() {
	}

	/**
	 * Fuses a run from a node on.
	 *
	 * @return what stands for the node from now on, which may be itself
	 */
	static Node fuse(Node first) {
		List<Node> nodes = sequence(first);
		if (nodes.size() < SHORTEST) {
			return first;
		}
		MethodHandle constructor = constructor(nodes.stream().<Class<?>>map(Object::getClass).toList());
		if (constructor == null) {
			return first;
		}
		Node last = nodes.getLast();
		if (!last.endsRun()) {
			last.next = fuse(last.next);
		}
		try {
			return (Fused) constructor.invokeWithArguments((Object[]) nodes.toArray(new Node[LONGEST]));
		} catch (Throwable e) {
			throw new IllegalStateException("Nodes cannot be fused", e);
		}
	}

	/** Only the last node of a sequence may go elsewhere than to the next one. */
	private static List<Node> sequence(Node first) {
		List<Node> nodes = new ArrayList<>();
		Node node = first;
		while (nodes.size() < LONGEST && node.weight() != 0 && !(node instanceof Fused)) {
			nodes.add(node);
			if (node.endsRun()) {
				break;
			}
			node = node.next;
		}
		return nodes;
	}

	/** {@code null} where no more classes are made. */
	private static MethodHandle constructor(List<Class<?>> kinds) {
		synchronized (CLASSES) {
			MethodHandle known = CLASSES.get(kinds);
			if (known == null && CLASSES.size() < MAX_CLASSES) {
				known = make(kinds.size());
				CLASSES.put(kinds, known);
			}
			return known;
		}
	}

	private static MethodHandle make(int length) {
		try (InputStream template = FusedTemplate.class.getResourceAsStream("FusedTemplate.class")) {
			MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClassWithClassData(template.readAllBytes(), length, true);
			Class<?>[] parameters = Collections.nCopies(LONGEST, Node.class).toArray(Class<?>[]::new);
			return made.findConstructor(made.lookupClass(), MethodType.methodType(void.class, parameters));
		} catch (IOException | ReflectiveOperationException e) {
			throw new IllegalStateException("A class for fused nodes cannot be made", e);
		}
	}

	/** How many sequences of kinds of instructions the harts of this JVM can execute as one. */
	public static int sequences() {
		synchronized (CLASSES) {
			return CLASSES.size();
		}
	}

	/**
	 * Has a hart that has no translator fuse earlier or later what it decodes from now on.
	 *
	 * @param jumps how often an address is jumped to before, 0 or more; 200,000 unless told
	 */
	public static void after(Hart hart, int jumps) {
		hart.code.fusionHeat = jumps;
	}
}
