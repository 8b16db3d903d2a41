/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.Optional;

/**
 * A network card (section 5.1) with one pair of queues, a fixed address and a link that is up. Checksums and segmentation are
 * the driver's; there is no control queue. Frames that are too short or too long for Ethernet are dropped and counted.
 */
public final class VirtioNet implements VirtioDevice {

	private static final int MAC = 5;
	private static final int STATUS = 16;
	private static final int RECEIVE = 0;
	private static final int TRANSMIT = 1;
	private static final int LINK_UP = 1;
	/** Bytes before each frame: flags, offload, sizes; with VERSION_1 also the number of buffers. */
	private static final int LEGACY_HEADER = 10;
	private static final int HEADER = 12;
	/** Frames that are moved within one notification. */
	private static final int AT_ONCE = 64;

	private final NetworkCable cable;
	/** The card's own: it stays, also where a snapshot is loaded into a machine whose card would have another one. */
	private byte[] own;
	/** What the driver is told. */
	private byte[] address;
	private VirtioLink link;
	private long sentFrames;
	private long sentBytes;
	private long receivedFrames;
	private long receivedBytes;
	private long sentDropped;
	private long receivedDropped;

	/** @param cable what it is plugged into */
	public VirtioNet(NetworkCable cable) {
		this.cable = cable;
		this.own = cable.address();
		this.address = own.clone();
	}

	@Override
	public String name() {
		return "net";
	}

	@Override
	public int type() {
		return 1;
	}

	@Override
	public long features() {
		return VirtioFeature.set(MAC, STATUS);
	}

	@Override
	public int queues() {
		return 2;
	}

	@Override
	public void connect(VirtioLink newLink) {
		link = newLink;
	}

	@Override
	public byte[] configuration() {
		byte[] bytes = new byte[8];
		System.arraycopy(address, 0, bytes, 0, address.length);
		LittleEndian.put16(bytes, 6, LINK_UP);
		return bytes;
	}

	/** A legacy driver may give the card another address (section 5.1.4.3); all that arrives is handed over with any. */
	@Override
	public void configure(int offset, int size, int value) {
		for (int i = 0; i < size && !link.accepted(VirtioFeature.VERSION_1); i++) {
			if (offset + i < address.length) {
				address[offset + i] = (byte) (value >>> 8 * i);
			}
		}
	}

	@Override
	public boolean notified(int queue) {
		return queue == TRANSMIT ? transmit() : receive();
	}

	private int header() {
		return link.accepted(VirtioFeature.VERSION_1) ? HEADER : LEGACY_HEADER;
	}

	private boolean transmit() {
		Virtqueue queue = link.queue(TRANSMIT);
		for (int i = 0; i < AT_ONCE; i++) {
			Optional<Buffer> next = queue.take();
			if (next.isEmpty()) {
				return false;
			}
			Buffer buffer = next.get();
			long length = buffer.readableBytes() - header();
			if (length >= NetworkCable.SMALLEST_FRAME && length <= NetworkCable.LARGEST_FRAME) {
				byte[] frame = new byte[(int) length];
				buffer.read(header(), frame, 0, frame.length);
				sentFrames++;
				sentBytes += length;
				cable.send(frame);
			} else {
				sentDropped++;
			}
			queue.giveBack(buffer, 0);
		}
		return queue.peek().isPresent();
	}

	/**
	 * Gives the guest what has arrived, as far as it has room. The owner calls it on the machine's thread when something may
	 * have arrived.
	 *
	 * @return whether there may be more than could be given at once
	 */
	public boolean receive() {
		Virtqueue queue = link.queue(RECEIVE);
		for (int i = 0; i < AT_ONCE; i++) {
			Optional<Buffer> room = queue.peek();
			if (room.isEmpty()) {
				return false;
			}
			Optional<byte[]> arrived = cable.receive();
			if (arrived.isEmpty()) {
				return false;
			}
			queue.take();
			give(queue, room.get(), arrived.get());
		}
		return true;
	}

	private void give(Virtqueue queue, Buffer buffer, byte[] frame) {
		int header = header();
		if (buffer.writableBytes() < header + frame.length) {
			// the driver promised room for a whole frame (section 5.1.6.3.1)
			receivedDropped++;
			queue.giveBack(buffer, 0);
			return;
		}
		byte[] whole = new byte[header + frame.length];
		if (header == HEADER) {
			LittleEndian.put16(whole, LEGACY_HEADER, 1);
		}
		System.arraycopy(frame, 0, whole, header, frame.length);
		buffer.write(0, whole, 0, whole.length);
		receivedFrames++;
		receivedBytes += frame.length;
		queue.giveBack(buffer, whole.length);
	}

	/**
	 * What went through the card.
	 *
	 * @param sentFrames what the guest sent, and {@code sentDropped} what of that, or besides, went nowhere: too short or too long for
	 *        Ethernet, or no room behind the card
	 * @param receivedFrames what the guest got, and {@code receivedDropped} what it should have got and did not: no room in its buffers or
	 *        before the card
	 */
	public record Traffic(long sentFrames, long sentBytes, long sentDropped, long receivedFrames, long receivedBytes, long receivedDropped) {
	}

	/** @return what went through since the machine was built or its snapshot was loaded */
	public Traffic traffic() {
		return new Traffic(sentFrames, sentBytes, sentDropped + cable.sentLost(), receivedFrames, receivedBytes,
				receivedDropped + cable.receivedLost());
	}

	@Override
	public void reset() {
		// counts go on: they are the owner's
		address = own.clone();
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(sentFrames);
		out.writeLong(sentBytes);
		out.writeLong(receivedFrames);
		out.writeLong(receivedBytes);
		out.writeLong(sentDropped);
		out.writeLong(receivedDropped);
		out.write(own);
		out.write(address);
		out.writeUTF(cable.kind());
		cable.save(out);
	}

	@Override
	public void load(DataInput in) throws IOException {
		sentFrames = in.readLong();
		sentBytes = in.readLong();
		receivedFrames = in.readLong();
		receivedBytes = in.readLong();
		sentDropped = in.readLong();
		receivedDropped = in.readLong();
		in.readFully(own);
		in.readFully(address);
		String kind = kind(in);
		if (!kind.equals(cable.kind())) {
			throw new IOException("The snapshot's network card is plugged into a " + kind + "; this machine's into a " + cable.kind() + ".");
		}
		cable.load(in);
	}

	private static String kind(DataInput in) throws IOException {
		try {
			return in.readUTF();
		} catch (UTFDataFormatException e) {
			throw new IOException("The snapshot does not say what its network card is plugged into.", e);
		}
	}
}
