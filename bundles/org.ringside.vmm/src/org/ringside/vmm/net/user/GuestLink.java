/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import org.ringside.vmm.net.FrameQueue;

/** The way to the guest: packets become frames for the right card, and wait until the guest fetches them. Of the network's thread. */
final class GuestLink {

	/** So much of the queue is left for what must not wait: acknowledgements, answers. */
	private static final int RESERVE = 64;

	private final FrameQueue queue;
	private final long ownAddress;
	private final Neighbours neighbours;
	private int identification;

	/**
	 * @param ownAddress the hardware address that frames come from
	 * @param ownIp whom the guest is to answer when it is asked for its hardware address
	 */
	GuestLink(FrameQueue queue, long ownAddress, int ownIp) {
		this.queue = queue;
		this.ownAddress = ownAddress;
		this.neighbours = new Neighbours(ip -> queue.add(Arp.request(ownAddress, ownIp, ip)), this::put);
	}

	Neighbours neighbours() {
		return neighbours;
	}

	/** Whether data may be sent that could as well wait. */
	boolean hasRoom() {
		return queue.size() < FrameQueue.MOST - RESERVE;
	}

	/** Whether the guest has fetched all. Before that, an answer is not to be expected. */
	boolean isIdle() {
		return queue.size() == 0;
	}

	/** Sends a frame whose Ethernet header is written here. */
	void sendTo(long card, int type, byte[] frame) {
		Ethernet.putHeader(frame, card, ownAddress, type);
		queue.add(frame);
	}

	/** Sends a packet, in fragments if it is too long for one frame; asks first who has the address if that is not known. */
	void send(int source, int destination, int protocol, byte[] payload) {
		int most = Ipv4Packet.MTU - Ipv4Packet.HEADER;
		int each = payload.length <= most ? most : most / 8 * 8;
		identification++;
		int from = 0;
		do {
			int count = Math.min(each, payload.length - from);
			neighbours.send(destination, Ipv4Packet.frame(source, destination, protocol, identification, payload, from, count));
			from += count;
		} while (from < payload.length);
	}

	/** Sends a packet to a card that may have no address yet. */
	void sendTo(long card, int source, int destination, int protocol, byte[] payload) {
		put(card, Ipv4Packet.frame(source, destination, protocol, ++identification, payload, 0, payload.length));
	}

	private void put(long card, byte[] frame) {
		sendTo(card, Ethernet.IPV4, frame);
	}
}
