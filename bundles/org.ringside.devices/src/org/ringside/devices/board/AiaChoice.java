/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import org.ringside.devices.aia.Imsic;

/**
 * Which interrupt controllers a board has, as {@code aia} and {@code aia-guests} of QEMU's {@code virt} machine choose them.
 *
 * @param kind the controllers
 * @param guestFiles guest interrupt files of each hart, 0 to {@link Imsic#MOST_GUESTS}; 0 where there are no IMSICs
 */
public record AiaChoice(Kind kind, int guestFiles) {

	/** The kinds of controllers. */
	public enum Kind {
		/** A PLIC. */
		NONE("none"),
		/** An APLIC with wires to the harts. */
		APLIC("aplic"),
		/** An APLIC that sends messages, and an IMSIC beside each hart. */
		APLIC_IMSIC("aplic-imsic");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		/** How a user writes it. */
		public String text() {
			return text;
		}
	}

	/** A PLIC. */
	public static final AiaChoice NONE = new AiaChoice(Kind.NONE, 0);

	private static final String GUESTS = ",guests=";

	public AiaChoice {
		Objects.requireNonNull(kind);
		if (guestFiles < 0 || guestFiles > Imsic.MOST_GUESTS || guestFiles > 0 && kind != Kind.APLIC_IMSIC) {
			throw new IllegalArgumentException("A hart has 0 to " + Imsic.MOST_GUESTS
					+ " guest interrupt files, and only with aplic-imsic, not " + guestFiles + " with " + kind.text + ".");
		}
	}

	/**
	 * Reads what a user wrote: {@code none}, {@code aplic}, {@code aplic-imsic} or {@code aplic-imsic,guests=N}.
	 *
	 * @throws IllegalArgumentException with a sentence that says what was expected
	 */
	public static AiaChoice parse(String text) {
		int comma = text.indexOf(GUESTS);
		String kind = comma < 0 ? text : text.substring(0, comma);
		String guests = comma < 0 ? "0" : text.substring(comma + GUESTS.length());
		for (Kind known : Kind.values()) {
			if (known.text.equals(kind) && guests.matches("[0-9]{1,3}")) {
				return new AiaChoice(known, Integer.parseInt(guests));
			}
		}
		throw new IllegalArgumentException("'" + text + "' is no choice of interrupt controllers; known are "
				+ Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", ")) + " and aplic-imsic,guests=N with N from 0 to "
				+ Imsic.MOST_GUESTS + ".");
	}

	/** How a user writes it. */
	public String text() {
		return guestFiles == 0 ? kind.text : kind.text + GUESTS + guestFiles;
	}

	/** Whether harts have IMSICs. */
	public boolean hasImsic() {
		return kind == Kind.APLIC_IMSIC;
	}
}
