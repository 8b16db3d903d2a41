/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

/**
 * Which virtio devices a guest has, and how it reaches them.
 *
 * @param legacyVirtio whether their registers are those of version 1, for drivers that know no other
 */
public record DeviceChoice(boolean legacyVirtio) {

	/** No device beside those that every board has. */
	public static final DeviceChoice NONE = new DeviceChoice(false);

	/** The same with registers of version 1, or without. */
	public DeviceChoice withLegacyVirtio(boolean legacy) {
		return new DeviceChoice(legacy);
	}
}
