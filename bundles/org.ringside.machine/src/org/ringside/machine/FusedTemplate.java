/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/**
 * What {@link Fusion} makes classes of, one for each sequence of kinds of instructions: a class of its own has its own profile, so
 * that the JVM inlines what its nodes do. The nodes stay the sites of their accesses, with the counts that they have without this.
 */
final class FusedTemplate extends Fused {

	/** How many nodes there are. */
	private static final int LENGTH = length();

	private final Node second;
	private final Node third;
	private final Node fourth;
	private final Node fifth;
	private final Node sixth;
	private final Node seventh;
	private final Node eighth;

	FusedTemplate(Node first, Node second, Node third, Node fourth, Node fifth, Node sixth, Node seventh, Node eighth) {
		super(first);
		this.second = second;
		this.third = third;
		this.fourth = fourth;
		this.fifth = fifth;
		this.sixth = sixth;
		this.seventh = seventh;
		this.eighth = eighth;
	}

	private static int length() {
		try {
			return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Integer.class);
		} catch (IllegalAccessException e) {
			throw new ExceptionInInitializerError(e);
		}
	}

	@Override
	public Node exec(Hart h) {
		Node behind;
		do {
			behind = once(h);
		} while (behind == this);
		return behind;
	}

	private Node once(Hart h) {
		first.exec(h);
		if (LENGTH == 2) {
			return second.exec(h);
		}
		second.exec(h);
		if (LENGTH == 3) {
			return third.exec(h);
		}
		third.exec(h);
		if (LENGTH == 4) {
			return fourth.exec(h);
		}
		fourth.exec(h);
		if (LENGTH == 5) {
			return fifth.exec(h);
		}
		fifth.exec(h);
		if (LENGTH == 6) {
			return sixth.exec(h);
		}
		sixth.exec(h);
		if (LENGTH == 7) {
			return seventh.exec(h);
		}
		seventh.exec(h);
		return eighth.exec(h);
	}
}
