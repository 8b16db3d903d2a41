/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.memory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.MemoryByte;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestLabels;
import org.ringside.session.MemoryBytes;
import org.ringside.session.SessionException;

/** A window on one of a guest's address spaces, over its whole 64 bits, with changed and unreadable bytes marked. */
public final class GuestMemoryBlock extends PlatformObject implements IMemoryBlockExtension {

	private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(64);
	private static final int LARGEST_READ = 1 << 20;

	private final GuestDebugTarget vm;
	private final int vcpu;
	private final AddressExpression address;
	private final String text;
	private final ByteHistory history = new ByteHistory();
	private final List<Object> connections = new ArrayList<>();
	private BigInteger base;

	/** A block that starts at {@code address}, a guest-virtual one being translated as {@code vcpu} does. */
	public GuestMemoryBlock(GuestDebugTarget vm, int vcpu, AddressExpression address, String text) throws DebugException {
		this.vm = vm;
		this.vcpu = vcpu;
		this.address = address;
		this.text = text;
		this.base = unsigned(address.evaluate(new VcpuScope(vm.session(), vcpu)));
	}

	private static BigInteger unsigned(long value) {
		return new BigInteger(Long.toUnsignedString(value));
	}

	/** The space and the address as they were asked for. */
	@Override
	public String getExpression() {
		String plain = text.strip();
		return plain.contains(":") ? plain : address.prefix() + plain;
	}

	@Override
	public BigInteger getBigBaseAddress() {
		return base;
	}

	@Override
	public BigInteger getMemoryBlockStartAddress() {
		return BigInteger.ZERO;
	}

	@Override
	public BigInteger getMemoryBlockEndAddress() {
		return SPACE.subtract(BigInteger.ONE);
	}

	/** Unbounded: renderings read what is visible. */
	@Override
	public BigInteger getBigLength() {
		return BigInteger.valueOf(-1);
	}

	@Override
	public int getAddressSize() {
		return Long.BYTES;
	}

	@Override
	public int getAddressableSize() {
		return 1;
	}

	@Override
	public boolean supportBaseAddressModification() {
		return true;
	}

	@Override
	public void setBaseAddress(BigInteger newBase) {
		base = newBase.mod(SPACE);
	}

	@Override
	public boolean supportsChangeManagement() {
		return true;
	}

	@Override
	public MemoryByte[] getBytesFromOffset(BigInteger unitOffset, long units) throws DebugException {
		return getBytesFromAddress(base.add(unitOffset), units);
	}

	@Override
	public MemoryByte[] getBytesFromAddress(BigInteger from, long units) throws DebugException {
		if (units < 0 || units > LARGEST_READ) {
			throw GuestFault.EXPRESSION.because("A view asked for " + units + " bytes of memory at once; at most " + LARGEST_READ + " can be read.");
		}
		MemoryByte[] result = new MemoryByte[(int) units];
		// A table rendering may ask for rows beyond either end of the address space.
		int before = from.signum() >= 0 ? 0 : from.negate().min(BigInteger.valueOf(units)).intValue();
		int within = SPACE.subtract(from).min(BigInteger.valueOf(units)).max(BigInteger.valueOf(before)).intValue();
		if (within > before) {
			read(from.add(BigInteger.valueOf(before)).longValue(), result, before, within - before);
		}
		for (int i = 0; i < result.length; i++) {
			if (result[i] == null) {
				result[i] = new MemoryByte((byte) 0, (byte) 0);
			}
		}
		return result;
	}

	private void read(long from, MemoryByte[] into, int offset, int length) throws DebugException {
		int stop = vm.stopNumber();
		MemoryBytes read;
		try {
			read = vm.session().readMemory(address.space(), vcpu, from, length);
		} catch (SessionException e) {
			throw GuestFault.NOT_SUSPENDED.because(e.getMessage(), e);
		}
		synchronized (history) {
			for (int i = 0; i < length; i++) {
				if (read.readable(i)) {
					int flags = MemoryByte.READABLE | MemoryByte.WRITABLE | MemoryByte.ENDIANESS_KNOWN;
					flags |= switch (history.note(from + i, read.bytes()[i], stop)) {
					case UNKNOWN -> 0;
					case SAME -> MemoryByte.HISTORY_KNOWN;
					case CHANGED -> MemoryByte.HISTORY_KNOWN | MemoryByte.CHANGED;
					};
					into[offset + i] = new MemoryByte(read.bytes()[i], (byte) flags);
				}
			}
		}
	}

	@Override
	public void setValue(BigInteger offset, byte[] bytes) throws DebugException {
		long to = base.add(offset).longValue();
		try {
			vm.session().writeMemory(address.space(), vcpu, to, bytes);
		} catch (SessionException e) {
			throw GuestFault.VALUE.because(e.getMessage(), e);
		}
		DebugPlugin.getDefault().fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, DebugEvent.CHANGE, DebugEvent.CONTENT) });
	}

	@Override
	public void setValue(long offset, byte[] bytes) throws DebugException {
		setValue(BigInteger.valueOf(offset), bytes);
	}

	@Override
	public boolean supportsValueModification() {
		return vm.isSuspended();
	}

	@Override
	public synchronized void connect(Object client) {
		if (!connections.contains(client)) {
			connections.add(client);
		}
	}

	@Override
	public synchronized void disconnect(Object client) {
		connections.remove(client);
	}

	@Override
	public synchronized Object[] getConnections() {
		return connections.toArray();
	}

	@Override
	public synchronized void dispose() {
		connections.clear();
	}

	@Override
	public IMemoryBlockRetrieval getMemoryBlockRetrieval() {
		return vm;
	}

	@Override
	public long getStartAddress() {
		return base.longValue();
	}

	@Override
	public long getLength() {
		return 0;
	}

	/** Part of the old interface of memory blocks, for clients that know no other. */
	@Override
	public byte[] getBytes() throws DebugException {
		MemoryByte[] read = getBytesFromOffset(BigInteger.ZERO, 64);
		byte[] result = new byte[read.length];
		for (int i = 0; i < read.length; i++) {
			result[i] = read[i].getValue();
		}
		return result;
	}

	@Override
	public IDebugTarget getDebugTarget() {
		return vm;
	}

	@Override
	public ILaunch getLaunch() {
		return vm.getLaunch();
	}

	@Override
	public String getModelIdentifier() {
		return RingsideCore.ID;
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IMemoryBlock.class || adapter == IMemoryBlockExtension.class) {
			return adapter.cast(this);
		}
		if (adapter == IDebugTarget.class || adapter == GuestDebugTarget.class || adapter == IMemoryBlockRetrieval.class) {
			return adapter.cast(vm);
		}
		if (adapter == ILaunch.class) {
			return adapter.cast(getLaunch());
		}
		return super.getAdapter(adapter);
	}

	@Override
	public String toString() {
		return getExpression() + " = " + GuestLabels.hex(getStartAddress(), 0);
	}
}
