/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.VmConfig;
import org.ringside.vmm.VmException;

/** Makes the VM that a launch describes. */
final class VmBuilder {

	private VmBuilder() {
	}

	static VirtualMachine build(GuestLaunch launch, Console console) throws SessionException {
		VmConfig.Builder config = VmConfig.of(launch.image()).name(launch.name()).technique(launch.technique())
				.memoryBytes(launch.memoryBytes()).harts(launch.harts()).isa(isa(launch.isa())).append(launch.append())
				.startMode(launch.startMode()).parallel(launch.parallel()).engine(launch.engine()).realTime(launch.realTime()).console(console.attach())
				.devices(launch.devices()).aia(launch.aia());
		launch.network().ifPresent(config::network);
		if (launch.kernel().isPresent()) {
			config.kernel(launch.kernel().get());
		}
		if (launch.initrd().isPresent()) {
			config.initrd(launch.initrd().get());
		}
		try {
			return VirtualMachine.create(config.build());
		} catch (VmException e) {
			throw new SessionException(e.getMessage(), e);
		}
	}

	private static IsaProfile isa(String text) throws SessionException {
		try {
			IsaProfile profile = IsaProfile.parse(text);
			// A short form means a usual hart: counters and fence.i belonged to I when such names were coined, triggers go unnamed,
			// and kernels for the virt board set stimecmp without asking.
			return text.indexOf('_') < 0 && text.trim().regionMatches(true, 0, "rv64", 0, 4)
					? profile.with(Extension.ZICNTR, Extension.ZIHPM, Extension.ZIFENCEI, Extension.SDTRIG, Extension.SSTC)
					: profile;
		} catch (IllegalArgumentException e) {
			throw new SessionException("The ISA '" + text + "' cannot be used: " + e.getMessage(), e);
		}
	}
}
