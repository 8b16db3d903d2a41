/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One connection of the guest's and the socket of this computer that it goes on with. To the guest it speaks TCP (RFC 9293) in place
 * of the one at the far end: bytes are acknowledged when they are here, and no more is read from either side than fits.
 */
final class TcpConnection implements Ready {

	private enum State {
		/** The guest asks for the connection; the socket is not connected yet. */
		CONNECTING,
		/** The guest was told yes, or was asked. */
		SYN_RECEIVED, SYN_SENT, OPEN, CLOSED
	}

	private static final long FIRST_PATIENCE = 1_000_000_000L;
	private static final long LONGEST_PATIENCE = 30_000_000_000L;
	private static final long CONNECT_PATIENCE = 60_000_000_000L;
	/** While the guest has not fetched what was sent, it need not be sent again. */
	private static final long LOOK_AGAIN = 200_000_000L;
	private static final int MOST_ATTEMPTS = 12;

	private final FlowKey key;
	private final GuestLink link;
	private final Icmp icmp;
	private final SocketChannel channel;
	private final SelectionKey selection;
	private final TcpSender sender;
	private Optional<TcpReceiver> receiver = Optional.empty();
	/** The packet that asked for the connection, and the segment size that it announced. */
	private final Optional<Ipv4Packet> asked;
	private int announced;
	private State state;
	private boolean acknowledge;
	private boolean probe;
	private boolean outputShut;
	private long patience = FIRST_PATIENCE;
	/** When something is done without the guest or the socket asking for it; {@link Long#MAX_VALUE} for never. */
	private long due;
	private int attempts;
	private long active;

	private TcpConnection(FlowKey key, GuestLink link, SocketChannel channel, SelectionKey selection, int initial, Optional<Ipv4Packet> asked,
			long now) {
		this.key = key;
		this.link = link;
		this.icmp = new Icmp(link);
		this.channel = channel;
		this.selection = selection;
		this.sender = new TcpSender(initial);
		this.asked = asked;
		this.active = now;
	}

	/** The guest asks for a connection whose socket is being connected. */
	static TcpConnection asked(FlowKey key, GuestLink link, SocketChannel channel, SelectionKey selection, int initial, Ipv4Packet packet,
			TcpSegment syn, long now) {
		TcpConnection connection = new TcpConnection(key, link, channel, selection, initial, Optional.of(packet), now);
		connection.state = State.CONNECTING;
		connection.receiver = Optional.of(new TcpReceiver(syn.sequence() + 1));
		connection.announced = syn.mss();
		connection.due = now + CONNECT_PATIENCE;
		selection.interestOps(SelectionKey.OP_CONNECT);
		return connection;
	}

	/** Somebody has connected to a forwarded port: the guest is asked. */
	static TcpConnection offered(FlowKey key, GuestLink link, SocketChannel channel, SelectionKey selection, int initial, long now) {
		TcpConnection connection = new TcpConnection(key, link, channel, selection, initial, Optional.empty(), now);
		connection.state = State.SYN_SENT;
		connection.due = now + FIRST_PATIENCE;
		selection.interestOps(0);
		connection.sendSyn();
		return connection;
	}

	FlowKey key() {
		return key;
	}

	boolean isClosed() {
		return state == State.CLOSED;
	}

	long due() {
		return due;
	}

	/** When something last happened. */
	long active() {
		return active;
	}

	// ---- the guest's side

	void arrived(TcpSegment segment, long now) {
		active = now;
		switch (state) {
			case CONNECTING -> {
				if (segment.has(TcpSegment.RST)) {
					close();
				}
			}
			case SYN_SENT -> answered(segment, now);
			case SYN_RECEIVED, OPEN -> synchronised(segment, now);
			case CLOSED -> {
				// It waits to be taken away.
			}
		}
	}

	/** RFC 9293, 3.10.7.3; both at once asking the other does not happen, as the network asks nobody who asks. */
	private void answered(TcpSegment segment, long now) {
		boolean right = segment.has(TcpSegment.ACK) && segment.acknowledgment() == sender.next();
		if (segment.has(TcpSegment.RST)) {
			if (right) {
				abort();
			}
		} else if (!right) {
			if (segment.has(TcpSegment.ACK)) {
				send(TcpSegment.bare(key.peerPort(), key.guestPort(), segment.acknowledgment(), 0, TcpSegment.RST, 0, 0));
			}
		} else if (segment.has(TcpSegment.SYN)) {
			receiver = Optional.of(new TcpReceiver(segment.sequence() + 1));
			open(segment, segment.mss());
			acknowledge = true;
		}
	}

	private void open(TcpSegment segment, int mss) {
		sender.opened(segment, mss);
		state = State.OPEN;
		forgetTime();
	}

	/** RFC 9293, 3.10.7.4. */
	private void synchronised(TcpSegment segment, long now) {
		TcpReceiver taker = receiver.orElseThrow();
		if (segment.has(TcpSegment.RST)) {
			if (taker.accepts(segment)) {
				abort();
			}
			return;
		}
		if (segment.has(TcpSegment.SYN)) {
			if (state == State.SYN_RECEIVED) {
				sendSyn();
			} else {
				// a guest that has started anew resets the connection when it hears this (RFC 5961, 4.2)
				acknowledge = true;
			}
			return;
		}
		if (!taker.accepts(segment) || !segment.has(TcpSegment.ACK)) {
			acknowledge = true;
			return;
		}
		if (state == State.SYN_RECEIVED) {
			if (segment.acknowledgment() != sender.next()) {
				send(TcpSegment.bare(key.peerPort(), key.guestPort(), segment.acknowledgment(), 0, TcpSegment.RST, 0, 0));
				return;
			}
			open(segment, announced);
		} else if (sender.isAhead(segment.acknowledgment())) {
			acknowledge = true;
			return;
		} else if (sender.acknowledged(segment)) {
			forgetTime();
		}
		if (segment.length() > 0) {
			taker.take(segment);
			acknowledge = true;
			write();
		}
	}

	private void forgetTime() {
		patience = FIRST_PATIENCE;
		attempts = 0;
		due = Long.MAX_VALUE;
	}

	/**
	 * Sends what is to be sent, as far as there is room for it.
	 *
	 * @return whether all was sent
	 */
	boolean flush(long now) {
		if (state != State.OPEN) {
			return true;
		}
		TcpReceiver taker = receiver.orElseThrow();
		int length = sender.nextLength(probe);
		while (length >= 0) {
			if (!link.hasRoom()) {
				interest();
				return false;
			}
			boolean last = sender.endsWith(length);
			byte[] data = sender.take(length);
			send(new TcpSegment(key.peerPort(), key.guestPort(), sender.next(), taker.next(),
					TcpSegment.ACK | (length > 0 ? TcpSegment.PSH : 0) | (last ? TcpSegment.FIN : 0), taker.window(), 0, data, 0));
			acknowledge = false;
			probe = false;
			sender.sent(length + (last ? 1 : 0));
			length = sender.nextLength(false);
		}
		if (acknowledge) {
			acknowledge = false;
			send(TcpSegment.bare(key.peerPort(), key.guestPort(), sender.next(), taker.next(), TcpSegment.ACK, taker.window(), 0));
		}
		if (sender.done() && taker.ended() && taker.bytes.size() == 0) {
			close();
			return true;
		}
		if (due == Long.MAX_VALUE && (sender.isOutstanding() || sender.isBlocked())) {
			due = now + patience;
		}
		interest();
		return true;
	}

	private void sendSyn() {
		int window = receiver.map(TcpReceiver::window).orElse(65_535);
		send(TcpSegment.bare(key.peerPort(), key.guestPort(), sender.initial(), receiver.map(TcpReceiver::next).orElse(0),
				TcpSegment.SYN | (receiver.isPresent() ? TcpSegment.ACK : 0), window, TcpSender.MOST_MSS));
	}

	private void send(TcpSegment segment) {
		link.send(key.peer(), key.guest(), Ipv4Packet.TCP, segment.payload(key.peer(), key.guest()));
	}

	/** The time has come that {@link #due} named. */
	void timeUp(long now) {
		if (state == State.CONNECTING) {
			asked.ifPresent(packet -> icmp.unreachable(packet, Icmp.Reason.HOST_UNREACHABLE));
			close();
			return;
		}
		if (!link.isIdle()) {
			due = now + LOOK_AGAIN;
			return;
		}
		boolean blocked = state == State.OPEN && sender.isBlocked();
		// Who keeps its window closed but answers is alive, so that only the rest counts.
		if (!blocked && ++attempts > MOST_ATTEMPTS) {
			reset();
			return;
		}
		patience = Math.min(LONGEST_PATIENCE, patience * 2);
		due = now + patience;
		if (state == State.OPEN) {
			sender.goBack();
			probe = blocked;
		} else {
			sendSyn();
		}
	}

	// ---- the socket's side

	@Override
	public void ready(long now) {
		active = now;
		try {
			if (state == State.CONNECTING) {
				if (!channel.finishConnect()) {
					return;
				}
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				selection.interestOps(0);
				state = State.SYN_RECEIVED;
				due = now + patience;
				sendSyn();
				return;
			}
			if (selection.isReadable() && !sender.ended() && sender.bytes.free() > 0 && sender.bytes.fillFrom(channel) < 0) {
				sender.end();
			}
			if (selection.isWritable()) {
				write();
			}
		} catch (ConnectException e) {
			// nobody listens: the guest hears what it would hear from the computer itself
			refuse();
		} catch (IOException e) {
			if (state == State.CONNECTING) {
				asked.ifPresent(packet -> icmp.unreachable(packet, Icmp.Reason.HOST_UNREACHABLE));
				close();
			} else {
				reset();
			}
		}
	}

	private void write() {
		TcpReceiver taker = receiver.orElseThrow();
		try {
			taker.bytes.emptyInto(channel);
			if (taker.ended() && taker.bytes.size() == 0 && !outputShut) {
				outputShut = true;
				channel.shutdownOutput();
			}
			acknowledge |= taker.windowReopens();
		} catch (IOException e) {
			reset();
		}
	}

	private void interest() {
		int wanted = 0;
		if (!sender.ended() && sender.bytes.free() > ByteRing.CAPACITY / 4) {
			wanted |= SelectionKey.OP_READ;
		}
		if (receiver.orElseThrow().bytes.size() > 0) {
			wanted |= SelectionKey.OP_WRITE;
		}
		if (selection.isValid() && selection.interestOps() != wanted) {
			selection.interestOps(wanted);
		}
	}

	// ---- the end

	private void refuse() {
		TcpReceiver taker = receiver.orElseThrow();
		send(TcpSegment.bare(key.peerPort(), key.guestPort(), 0, taker.next(), TcpSegment.RST | TcpSegment.ACK, 0, 0));
		close();
	}

	/** Ends the connection on both sides, whatever is under way. */
	void reset() {
		ending().ifPresent(this::send);
		if (state != State.CLOSED) {
			abort();
		}
	}

	/** What the guest must be told to give the connection up, if it has it. */
	Optional<TcpSegment> ending() {
		return state == State.OPEN || state == State.SYN_RECEIVED ? Optional.of(TcpSegment.bare(key.peerPort(), key.guestPort(), sender.next(),
				receiver.map(TcpReceiver::next).orElse(0), TcpSegment.RST | TcpSegment.ACK, 0, 0)) : Optional.empty();
	}

	/** The far end shall hear that the connection was not ended in order. */
	void abort() {
		try {
			channel.setOption(StandardSocketOptions.SO_LINGER, 0);
		} catch (IOException | RuntimeException e) {
			// Then it hears of an end in order.
		}
		close();
	}

	void close() {
		state = State.CLOSED;
		due = Long.MAX_VALUE;
		selection.cancel();
		try {
			channel.close();
		} catch (IOException e) {
			// It is gone all the same.
		}
	}
}
