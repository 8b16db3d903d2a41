/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.Optional;

import org.ringside.vmm.sbi.SbiPlatform.HartState;

/**
 * A guest as a stream: what it was made from as far as it must be the same again, time, RAM, harts, the monitor's part, whose
 * turn it is, and the devices. The clock comes before all that schedules events on it.
 */
final class GuestSnapshot {

	/** "RINGSIDE". */
	private static final long MAGIC = 0x5249_4e47_5349_4445L;
	private static final int VERSION = 1;

	private GuestSnapshot() {
	}

	static void save(GuestCore core, DataOutput out) throws IOException {
		check(core, "saved");
		out.writeLong(MAGIC);
		out.writeInt(VERSION);
		out.writeUTF(core.config().isa().toString());
		out.writeInt(core.config().harts());
		core.clock().save(out);
		core.memory().machineRam().save(out);
		for (GuestVcpu vcpu : core.guestVcpus()) {
			// Translations that a hart remembers are not saved: who goes on here must know no more than who goes on there.
			vcpu.state.flushTlb();
			vcpu.state.save(out);
			out.writeUTF(vcpu.hsm.name());
			out.writeBoolean(vcpu.restart.isPresent());
			if (vcpu.restart.isPresent()) {
				out.writeLong(vcpu.restart.get().address());
				out.writeLong(vcpu.restart.get().opaque());
			}
		}
		core.platformCalls().save(out);
		core.schedule().save(out);
		out.writeBoolean(core.host().isPresent() && core.host().get().isReadPending());
		core.board().save(out);
	}

	/** Where it fails, the guest is in no state to go on. */
	static void load(GuestCore core, DataInput in) throws IOException {
		check(core, "loaded");
		try {
			if (in.readLong() != MAGIC) {
				throw new IOException("This is no snapshot of a guest.");
			}
			int version = in.readInt();
			if (version != VERSION) {
				throw new IOException("The snapshot is of version " + version + "; expected " + VERSION + ".");
			}
			expect("ISA", in.readUTF(), core.config().isa().toString());
			expect("number of harts", in.readInt(), core.config().harts());
			core.clock().load(in);
			core.memory().machineRam().load(in);
			for (GuestVcpu vcpu : core.guestVcpus()) {
				vcpu.state.load(in);
				vcpu.hsm = state(in.readUTF());
				vcpu.restart = in.readBoolean() ? Optional.of(new GuestVcpu.Restart(in.readLong(), in.readLong())) : Optional.empty();
				vcpu.forgetPassed();
			}
			core.platformCalls().load(in);
			core.schedule().load(in);
			boolean readPending = in.readBoolean();
			core.host().ifPresent(host -> host.setReadPending(readPending));
			core.board().load(in);
		} catch (UTFDataFormatException e) {
			throw new IOException("The snapshot is damaged: a name in it is none.", e);
		} catch (EOFException e) {
			throw new IOException("The snapshot ends too early.", e);
		}
	}

	private static void check(GuestCore core, String what) throws IOException {
		if (core.config().technique() != Technique.BARE || core.config().parallel()) {
			throw new IOException("Only a guest under technique bare whose harts take turns can be " + what + ".");
		}
	}

	private static void expect(String what, Object saved, Object here) throws IOException {
		if (!saved.equals(here)) {
			throw new IOException("The snapshot's " + what + " is " + saved + "; this guest's is " + here + ".");
		}
	}

	private static HartState state(String name) throws IOException {
		try {
			return HartState.valueOf(name);
		} catch (IllegalArgumentException e) {
			throw new IOException("The snapshot has a hart in the unknown state " + name + ".", e);
		}
	}
}
