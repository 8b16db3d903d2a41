/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.virtio.PageOwner;
import org.ringside.machine.Hart;
import org.ringside.machine.Memory;
import org.ringside.vmm.shadow.MachineFrames;

/** Takes pages of the guest back that its balloon driver gives away: their frames serve others, their memory the host. */
final class ReleasedPages implements PageOwner {

	private final GuestCore core;

	ReleasedPages(GuestCore core) {
		this.core = core;
	}

	@Override
	public void release(long gpa, long pages) {
		long offset = gpa - VirtBoard.RAM;
		long most = (core.config().memoryBytes() - offset) / Memory.PAGE;
		if (offset < 0 || most <= 0 || core.config().parallel()) {
			// harts on threads of their own would still reach the memory by the addresses that they have cached
			return;
		}
		long count = Math.min(pages, most);
		if (core.memory().frames().isPresent()) {
			releaseFrames(offset, count, core.memory().frames().get());
		} else if (core.memory().machineRam().release(offset, count)) {
			core.bus().harts().forEach(Hart::flushTlb);
		}
	}

	private void releaseFrames(long offset, long count, MachineFrames frames) {
		boolean first = true;
		for (long at = offset; at < offset + count * Memory.PAGE; at += Memory.PAGE) {
			long gpa = VirtBoard.RAM + at;
			// a page that serves as page table is not free, whatever the guest says
			if (!core.memory().guestRam().touched(at) || core.bus().isTracked(gpa)) {
				continue;
			}
			if (first) {
				core.shadowing().ifPresent(all -> all.vcpus().forEach(vcpu -> vcpu.pager().forgetAll()));
				core.bus().harts().forEach(Hart::flushTlb);
				first = false;
			}
			long frame = core.memory().forgetFrame(at);
			frames.giveBack(VirtBoard.RAM + frame);
			core.memory().machineRam().release(frame, 1);
		}
	}

	@Override
	public void claim(long gpa) {
		long offset = gpa - VirtBoard.RAM;
		if (core.memory().frames().isEmpty() && offset >= 0 && offset < core.config().memoryBytes()) {
			core.memory().machineRam().claim(offset);
		}
	}
}
