/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives files of one folder to the guest (RFC 1350), with the options for the size of blocks and files (RFC 2347 to 2349). */
final class Tftp {

	static final int PORT = 69;
	private static final int READ = 1;
	private static final int WRITE = 2;
	static final int DATA = 3;
	private static final int ACKNOWLEDGMENT = 4;
	private static final int ERROR = 5;
	private static final int OPTIONS_ACKNOWLEDGED = 6;

	private static final int NOT_FOUND = 1;
	private static final int ACCESS_VIOLATION = 2;
	private static final int ILLEGAL_OPERATION = 4;

	private static final int USUAL_BLOCK = 512;
	private static final int SMALLEST_BLOCK = 8;
	/** What fits a frame. */
	private static final int LARGEST_BLOCK = 1468;
	private static final int MOST_TRANSFERS = 16;

	private final TftpFolder folder;
	private final GuestLink link;
	private final Map<FlowKey, TftpTransfer> transfers = new HashMap<>();

	Tftp(TftpFolder folder, GuestLink link) {
		this.folder = folder;
		this.link = link;
	}

	/** Takes a datagram to the server's port. */
	void arrived(Ipv4Packet packet, UdpDatagram datagram, long now) {
		byte[] message = datagram.data();
		if (message.length < 4) {
			return;
		}
		FlowKey client = new FlowKey(packet.source(), datagram.sourcePort(), packet.destination(), PORT);
		switch (Octets.get16(message, 0)) {
			case READ -> begin(client, message, now);
			case WRITE -> refuse(client, ACCESS_VIOLATION, "files can only be read");
			case ACKNOWLEDGMENT -> acknowledged(client, Octets.get16(message, 2), now);
			case ERROR -> end(client);
			default -> refuse(client, ILLEGAL_OPERATION, "no such operation");
		}
	}

	private void begin(FlowKey client, byte[] message, long now) {
		end(client);
		List<String> words = words(message);
		if (words.size() < 2 || !List.of("octet", "netascii").contains(words.get(1).toLowerCase(Locale.ROOT))) {
			refuse(client, ILLEGAL_OPERATION, "the mode must be octet");
			return;
		}
		if (transfers.size() == MOST_TRANSFERS) {
			refuse(client, 0, "too many transfers");
			return;
		}
		Optional<FileChannel> file = folder.open(words.get(0));
		if (file.isEmpty()) {
			refuse(client, NOT_FOUND, "file not found");
			return;
		}
		try {
			TftpTransfer transfer = transfer(file.get(), words, now);
			transfers.put(client, transfer);
			send(client, transfer.packet());
		} catch (IOException e) {
			end(client);
			refuse(client, 0, "the file cannot be read");
		}
	}

	private static TftpTransfer transfer(FileChannel file, List<String> words, long now) throws IOException {
		int blockSize = USUAL_BLOCK;
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.write(0);
		answer.write(OPTIONS_ACKNOWLEDGED);
		for (int i = 2; i + 1 < words.size(); i += 2) {
			String name = words.get(i).toLowerCase(Locale.ROOT);
			if (name.equals("blksize")) {
				int wanted = number(words.get(i + 1));
				if (wanted >= SMALLEST_BLOCK) {
					blockSize = Math.min(wanted, LARGEST_BLOCK);
					write(answer, name, Integer.toString(blockSize));
				}
			} else if (name.equals("tsize")) {
				write(answer, name, Long.toString(file.size()));
			}
		}
		return new TftpTransfer(file, blockSize, answer.size() > 2 ? answer.toByteArray() : new byte[0], now);
	}

	private static int number(String text) {
		try {
			return Integer.parseInt(text);
		} catch (NumberFormatException e) {
			return -1;
		}
	}

	private static void write(ByteArrayOutputStream answer, String name, String value) {
		answer.writeBytes((name + "\0" + value + "\0").getBytes(StandardCharsets.US_ASCII));
	}

	/** The words of a request behind its number, each with a zero behind it. */
	private static List<String> words(byte[] message) {
		List<String> words = new ArrayList<>();
		int from = 2;
		for (int i = 2; i < message.length; i++) {
			if (message[i] == 0) {
				words.add(new String(message, from, i - from, StandardCharsets.UTF_8));
				from = i + 1;
			}
		}
		return words;
	}

	private void acknowledged(FlowKey client, int block, long now) {
		TftpTransfer transfer = transfers.get(client);
		if (transfer == null) {
			return;
		}
		try {
			if (transfer.acknowledged(block, now)) {
				send(client, transfer.packet());
			}
		} catch (IOException e) {
			end(client);
			refuse(client, 0, "the file cannot be read");
		}
		if (transfer.isOver()) {
			transfers.remove(client);
		}
	}

	/** Sends again what was not acknowledged; while the guest has not fetched all, it need not be. */
	void attend(long now) {
		if (!link.isIdle()) {
			return;
		}
		for (Iterator<Map.Entry<FlowKey, TftpTransfer>> all = transfers.entrySet().iterator(); all.hasNext();) {
			Map.Entry<FlowKey, TftpTransfer> one = all.next();
			if (one.getValue().isLate(now)) {
				send(one.getKey(), one.getValue().packet());
			}
			if (one.getValue().isOver()) {
				all.remove();
			}
		}
	}

	boolean isBusy() {
		return !transfers.isEmpty();
	}

	private void end(FlowKey client) {
		TftpTransfer old = transfers.remove(client);
		if (old != null) {
			old.close();
		}
	}

	void close() {
		transfers.values().forEach(TftpTransfer::close);
		transfers.clear();
	}

	private void refuse(FlowKey client, int code, String why) {
		byte[] text = why.getBytes(StandardCharsets.US_ASCII);
		byte[] message = new byte[4 + text.length + 1];
		Octets.put16(message, 0, ERROR);
		Octets.put16(message, 2, code);
		System.arraycopy(text, 0, message, 4, text.length);
		send(client, message);
	}

	private void send(FlowKey client, byte[] message) {
		link.send(client.peer(), client.guest(), Ipv4Packet.UDP,
				new UdpDatagram(PORT, client.guestPort(), message).payload(client.peer(), client.guest()));
	}
}
