/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A memory balloon (section 5.5): the driver gives pages away and asks for them back, as the host wishes, tells how its
 * memory is used, and reports pages that are free anyway.
 */
public final class VirtioBalloon implements VirtioDevice {

	private static final int MUST_TELL_HOST = 0;
	private static final int STATISTICS = 1;
	private static final int DEFLATE_ON_OOM = 2;
	private static final int PAGE_REPORTING = 5;

	private static final int INFLATE_QUEUE = 0;
	private static final int DEFLATE_QUEUE = 1;
	private static final int STATISTICS_QUEUE = 2;
	private static final int REPORTING_QUEUE = 3;

	private static final int CONFIGURATION = 16;
	private static final int ACTUAL = 4;
	private static final int STATISTIC = 10;
	private static final int MOST_STATISTICS = 64;
	/** Page numbers that are looked at within one notification; a driver of Linux sends 256 together. */
	private static final int AT_ONCE = 1 << 14;

	private final PageOwner owner;
	private final long firstPage;
	private final BitSet inside = new BitSet();
	private final int guestPages;
	private VirtioLink link;
	private int wanted;
	private int actual;
	private boolean awaiting;
	private Map<Integer, Long> statistics = Map.of();

	/**
	 * @param owner gets the pages
	 * @param ram guest-physical address of RAM
	 * @param bytes size of RAM; pages elsewhere are none
	 */
	public VirtioBalloon(PageOwner owner, long ram, long bytes) {
		this.owner = Objects.requireNonNull(owner);
		this.firstPage = ram / PageOwner.PAGE;
		this.guestPages = Math.toIntExact(bytes / PageOwner.PAGE);
	}

	@Override
	public String name() {
		return "balloon";
	}

	@Override
	public int type() {
		return 5;
	}

	@Override
	public long features() {
		return VirtioFeature.set(MUST_TELL_HOST, STATISTICS, DEFLATE_ON_OOM, PAGE_REPORTING);
	}

	@Override
	public int queues() {
		return 4;
	}

	@Override
	public void connect(VirtioLink newLink) {
		link = newLink;
	}

	@Override
	public byte[] configuration() {
		byte[] bytes = new byte[CONFIGURATION];
		LittleEndian.put32(bytes, 0, wanted);
		LittleEndian.put32(bytes, ACTUAL, actual);
		return bytes;
	}

	@Override
	public void configure(int offset, int size, int value) {
		if (offset == ACTUAL && size == 4) {
			actual = value;
		}
	}

	/** Tells the driver how many pages of 4096 bytes it shall have given away. */
	public void want(int pages) {
		wanted = Math.max(0, Math.min(guestPages, pages));
		link.configurationChanged();
	}

	/** How many pages it shall have given away. */
	public int wanted() {
		return wanted;
	}

	/** How many pages the driver has given away. */
	public int inflated() {
		return inside.cardinality();
	}

	/** What the driver last told: number of the fact (section 5.5.6.3, such as 4 for free bytes) and its value. */
	public Map<Integer, Long> statistics() {
		return statistics;
	}

	/** Asks the driver for fresh statistics; they come when it answers. */
	public void askForStatistics() {
		Virtqueue queue = link.queue(STATISTICS_QUEUE);
		if (!link.accepted(STATISTICS)) {
			return;
		}
		// the buffer that the driver has left with us is its chance to answer
		Optional<Buffer> waiting = queue.take();
		if (waiting.isPresent()) {
			awaiting = true;
			queue.giveBack(waiting.get(), 0);
		}
	}

	@Override
	public boolean notified(int number) {
		return switch (number) {
		case INFLATE_QUEUE, DEFLATE_QUEUE -> pages(number);
		case STATISTICS_QUEUE -> {
			link.queue(number).peek().ifPresent(this::readStatistics);
			awaiting = false;
			yield false;
		}
		default -> report();
		};
	}

	private boolean pages(int number) {
		Virtqueue queue = link.queue(number);
		int left = AT_ONCE;
		while (left > 0) {
			Optional<Buffer> next = queue.take();
			if (next.isEmpty()) {
				return false;
			}
			// a buffer has a page number of 32 bits after the other; what is beyond a bound is not given away
			byte[] numbers = new byte[(int) Math.min(AT_ONCE * 4L, next.get().readableBytes()) & -4];
			int count = next.get().read(0, numbers, 0, numbers.length) / 4;
			for (int i = 0; i < count; i++) {
				move((LittleEndian.get32(numbers, 4 * i) & 0xffff_ffffL) - firstPage, number == INFLATE_QUEUE);
			}
			queue.giveBack(next.get(), 0);
			left -= Math.max(1, count);
		}
		return true;
	}

	private void move(long page, boolean inflate) {
		if (page < 0 || page >= guestPages || inside.get((int) page) == inflate) {
			return;
		}
		inside.set((int) page, inflate);
		long gpa = (firstPage + page) * PageOwner.PAGE;
		if (inflate) {
			owner.release(gpa, 1);
		} else {
			owner.claim(gpa);
		}
	}

	/** The buffers themselves are the free pages; they may be used again as soon as they are given back (section 5.5.6.7). */
	private boolean report() {
		Virtqueue queue = link.queue(REPORTING_QUEUE);
		for (int i = 0; i < 16; i++) {
			Optional<Buffer> next = queue.take();
			if (next.isEmpty()) {
				return false;
			}
			for (Segment segment : next.get().writable()) {
				long first = segment.gpa() + PageOwner.PAGE - 1 & -PageOwner.PAGE;
				long pages = (segment.gpa() + segment.length() - first) / PageOwner.PAGE;
				if (pages > 0) {
					owner.release(first, pages);
				}
			}
			queue.giveBack(next.get(), 0);
		}
		return true;
	}

	private void readStatistics(Buffer buffer) {
		byte[] bytes = new byte[(int) Math.min(MOST_STATISTICS * STATISTIC, buffer.readableBytes())];
		int length = buffer.read(0, bytes, 0, bytes.length);
		Map<Integer, Long> told = new TreeMap<>();
		for (int at = 0; at + STATISTIC <= length; at += STATISTIC) {
			told.put(LittleEndian.get16(bytes, at), LittleEndian.get64(bytes, at + 2));
		}
		statistics = Map.copyOf(told);
	}

	/** Whether statistics were asked for and have not come. */
	public boolean awaitsStatistics() {
		return awaiting;
	}

	/** The pages are the driver's again. */
	@Override
	public void reset() {
		for (int page = inside.nextSetBit(0); page >= 0; page = inside.nextSetBit(page + 1)) {
			owner.claim((firstPage + page) * PageOwner.PAGE);
		}
		inside.clear();
		actual = 0;
		awaiting = false;
		statistics = Map.of();
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(wanted);
		out.writeInt(actual);
		out.writeBoolean(awaiting);
		byte[] pages = inside.toByteArray();
		out.writeInt(pages.length);
		out.write(pages);
	}

	@Override
	public void load(DataInput in) throws IOException {
		wanted = in.readInt();
		actual = in.readInt();
		awaiting = in.readBoolean();
		int length = in.readInt();
		if (length < 0 || length > guestPages / 8 + 1) {
			throw new IOException("The snapshot's balloon has room for " + 8L * length + " pages; this machine's for " + guestPages + ".");
		}
		byte[] pages = new byte[length];
		in.readFully(pages);
		inside.clear();
		inside.or(BitSet.valueOf(pages));
		if (inside.length() > guestPages) {
			throw new IOException("The snapshot's balloon holds page " + (inside.length() - 1) + " of " + guestPages + ".");
		}
	}
}
