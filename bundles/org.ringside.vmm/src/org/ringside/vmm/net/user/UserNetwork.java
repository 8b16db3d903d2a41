/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import org.ringside.devices.virtio.NetworkCable;
import org.ringside.vmm.net.FrameQueue;
import org.ringside.vmm.net.UserNetworkOptions;

/**
 * The cable of a user-mode network, and the thread behind it. Frames of the guest wait in a bounded queue for that thread, frames for
 * the guest in another until the guest fetches them; what finds no room is lost, as on a wire.
 *
 * <p>Runs with it do not repeat themselves: answers come in the time of this computer and of others. While the guest stands still,
 * nothing is sent again, so that its connections last through a stop in the debugger as far as the other end's patience goes.
 */
public final class UserNetwork implements NetworkCable, AutoCloseable {

	/** Frames of the guest's that wait. */
	private static final int MOST_WAITING = 512;
	/** Frames that are served before sockets are looked at again. */
	private static final int AT_ONCE = 128;
	private static final long MILLION = 1_000_000;
	/** The longest that the thread sleeps while something is under way, in milliseconds. */
	private static final long LOOK_AROUND = 1000;
	private static final long END_MILLIS = 2000;
	/** QEMU's guests have it, too. */
	private static final byte[] GUEST_CARD = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};
	/** With the network's host address behind it, the address of the card that answers. */
	private static final long OWN_CARD = 0x5255L << 32;

	private final UserNetworkOptions options;
	private final FrameQueue toGuest = new FrameQueue();
	private final Queue<byte[]> fromGuest = new ArrayDeque<>();
	private long lost;
	private volatile boolean waitsForRoom;
	private volatile boolean closed;

	private final Selector selector;
	private final long ownCard;
	private final GuestLink link;
	private final Icmp icmp;
	private final Notices notices = new Notices();
	private final Destinations destinations;
	private final Reassembly reassembly = new Reassembly();
	private final Dhcp dhcp;
	private final Optional<Tftp> tftp;
	private final TcpTable connections;
	private final UdpTable flows;
	private final Forwards forwards;
	private final Errands errands = new Errands();
	private final Thread thread = new Thread(this::work, "Ringside user-mode network");

	private UserNetwork(UserNetworkOptions options, Selector selector) throws IOException {
		this.options = options;
		this.selector = selector;
		this.ownCard = OWN_CARD | options.host() & 0xffff_ffffL;
		this.link = new GuestLink(toGuest, ownCard, options.host());
		this.icmp = new Icmp(link);
		this.destinations = new Destinations(options);
		this.dhcp = new Dhcp(options, destinations, link);
		this.tftp = options.tftp().isPresent() ? Optional.of(new Tftp(new TftpFolder(options.tftp().get()), link)) : Optional.empty();
		this.connections = new TcpTable(link, icmp, selector, destinations, notices);
		this.flows = new UdpTable(link, icmp, selector, destinations);
		this.forwards = Forwards.open(options, selector, connections, link, notices);
	}

	/**
	 * Opens the network: from now on it answers, and its forwarded ports are open.
	 *
	 * @throws IOException with a sentence, if a port cannot be forwarded or the folder for TFTP does not exist
	 */
	public static UserNetwork open(UserNetworkOptions options) throws IOException {
		Selector selector = Selector.open();
		try {
			UserNetwork network = new UserNetwork(options, selector);
			network.thread.setDaemon(true);
			network.thread.start();
			return network;
		} catch (IOException | RuntimeException e) {
			closeAll(selector);
			throw e;
		}
	}

	// ---- the cable, on the machine's thread

	@Override
	public byte[] address() {
		return GUEST_CARD.clone();
	}

	@Override
	public void send(byte[] frame) {
		synchronized (fromGuest) {
			if (fromGuest.size() == MOST_WAITING) {
				lost++;
				return;
			}
			fromGuest.add(frame);
		}
		selector.wakeup();
	}

	@Override
	public Optional<byte[]> receive() {
		Optional<byte[]> frame = toGuest.poll();
		if (waitsForRoom && link.hasRoom()) {
			waitsForRoom = false;
			selector.wakeup();
		}
		return frame;
	}

	@Override
	public void onArrival(Runnable told) {
		toGuest.onArrival(told);
	}

	@Override
	public long sentLost() {
		synchronized (fromGuest) {
			return lost;
		}
	}

	@Override
	public long receivedLost() {
		return toGuest.lost();
	}

	@Override
	public String kind() {
		return "user-mode network";
	}

	/** Writes addresses that were given, cards that are known, and what ends the guest's connections. */
	@Override
	public void save(DataOutput out) throws IOException {
		errands.run(selector, () -> {
			dhcp.save(out);
			link.neighbours().save(out);
			connections.save(out);
		});
	}

	/** The guest keeps its address. Its TCP connections are reset: their far ends have gone on or are gone. */
	@Override
	public void load(DataInput in) throws IOException {
		errands.run(selector, () -> {
			synchronized (fromGuest) {
				fromGuest.clear();
			}
			toGuest.clear();
			reassembly.clear();
			flows.clear();
			tftp.ifPresent(Tftp::close);
			dhcp.load(in);
			link.neighbours().load(in);
			connections.load(in);
		});
	}

	/** Ends all connections and frees the forwarded ports before it returns. */
	@Override
	public void close() {
		closed = true;
		selector.wakeup();
		try {
			thread.join(END_MILLIS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	// ---- behind it, on the network's thread

	private void work() {
		try {
			while (!closed) {
				select();
				long now = System.nanoTime();
				for (SelectionKey key : selector.selectedKeys()) {
					if (key.isValid() && key.attachment() instanceof Ready waiting) {
						guarded(() -> waiting.ready(now));
					}
				}
				selector.selectedKeys().clear();
				errands.attend();
				serve(now);
				guarded(() -> {
					tftp.ifPresent(server -> server.attend(now));
					flows.expire(now);
				});
				guarded(() -> {
					// Told before it is found out, so that the guest that makes room in between is noticed.
					waitsForRoom = true;
					waitsForRoom = connections.flush(now) && !link.hasRoom();
				});
			}
		} catch (IOException e) {
			notices.failed("The guest's network has failed and is silent from now on.", e);
		} finally {
			tftp.ifPresent(Tftp::close);
			closeAll(selector);
		}
	}

	private void select() throws IOException {
		synchronized (fromGuest) {
			if (!fromGuest.isEmpty()) {
				selector.selectNow();
				return;
			}
		}
		long due = connections.due();
		long wait = due == Long.MAX_VALUE ? LOOK_AROUND : Math.max(1, Math.min(LOOK_AROUND, (due - System.nanoTime()) / MILLION));
		boolean busy = due != Long.MAX_VALUE || flows.size() > 0 || connections.size() > 0 || tftp.isPresent() && tftp.get().isBusy();
		selector.select(busy ? wait : 0);
	}

	private void serve(long now) {
		for (int i = 0; i < AT_ONCE; i++) {
			byte[] frame;
			synchronized (fromGuest) {
				frame = fromGuest.poll();
			}
			if (frame == null) {
				return;
			}
			guarded(() -> arrived(frame, now));
		}
	}

	/** A mistake of ours costs one frame, not the network. */
	private void guarded(Runnable action) {
		try {
			action.run();
		} catch (RuntimeException e) {
			notices.failed("Something on the guest's network could not be served.", e);
		}
	}

	private void arrived(byte[] frame, long now) {
		long to = Ethernet.destination(frame);
		if (to != ownCard && to != Ethernet.BROADCAST) {
			return;
		}
		switch (Ethernet.type(frame)) {
			case Ethernet.ARP -> Arp.read(frame).ifPresent(this::arrived);
			case Ethernet.IPV4 -> Ipv4Packet.read(frame).ifPresent(packet -> {
				if (destinations.isGuest(packet.source())) {
					link.neighbours().learn(packet.source(), Ethernet.source(frame));
				}
				reassembly.add(packet, now).ifPresent(whole -> arrived(whole, now));
			});
			default -> {
				// Other protocols have no answer here, IPv6 among them.
			}
		}
	}

	private void arrived(Arp message) {
		if (destinations.isGuest(message.sender())) {
			link.neighbours().learn(message.sender(), message.card());
		}
		if (message.asks() && destinations.isOwn(message.target())) {
			link.sendTo(message.card(), Ethernet.ARP, message.reply(ownCard));
		}
	}

	private void arrived(Ipv4Packet packet, long now) {
		if (packet.protocol() == Ipv4Packet.UDP) {
			UdpDatagram.read(packet).ifPresent(datagram -> arrived(packet, datagram, now));
		} else if (!destinations.isGuest(packet.source())) {
			// Nobody could be answered.
			return;
		} else if (packet.protocol() == Ipv4Packet.TCP) {
			TcpSegment.read(packet).ifPresent(segment -> connections.arrived(packet, segment, now));
		} else if (packet.protocol() == Ipv4Packet.ICMP && Icmp.isEchoRequest(packet)) {
			if (destinations.isOwn(packet.destination())) {
				icmp.answer(packet);
			} else if (!(destinations.way(packet.destination(), 0) instanceof Destinations.Way.Nowhere)) {
				// An ordinary process may not send echo requests, and so they end here.
				icmp.unreachable(packet, options.net().contains(packet.destination()) ? Icmp.Reason.HOST_UNREACHABLE : Icmp.Reason.PROHIBITED);
			}
		}
	}

	private void arrived(Ipv4Packet packet, UdpDatagram datagram, long now) {
		boolean toHost = packet.destination() == options.host();
		if (datagram.destinationPort() == Dhcp.SERVER_PORT && (toHost || packet.destination() == -1 || packet.destination() == options.net().broadcast())) {
			dhcp.arrived(datagram.data());
		} else if (!destinations.isGuest(packet.source())) {
			// Nobody could be answered.
			return;
		} else if (toHost && tftp.isPresent() && datagram.destinationPort() == Tftp.PORT) {
			tftp.get().arrived(packet, datagram, now);
		} else if (!forwards.answered(packet, datagram)) {
			flows.arrived(packet, datagram, now);
		}
	}

	private static void closeAll(Selector selector) {
		for (SelectionKey key : selector.keys()) {
			try {
				key.channel().close();
			} catch (IOException e) {
				// It is gone all the same.
			}
		}
		try {
			selector.close();
		} catch (IOException e) {
			// It is gone all the same.
		}
	}
}
