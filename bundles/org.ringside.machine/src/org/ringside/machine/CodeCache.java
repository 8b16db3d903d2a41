/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import org.ringside.isa.Decoded;
import org.ringside.isa.Decoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.machine.instructions.NodeFactory;

/**
 * A hart's decoded code by virtual page and frame, and the fetch translations of each mode. Code that is written is
 * forgotten at once, so that fetches are coherent with stores although {@code fence.i} is not demanded for that here.
 */
final class CodeCache implements Ram.CodeListener {

	/** How much more a call counts. */
	static final int HEAT_OF_CALL = 9;
	private static final int MAX_RUN = 64;
	/** Beyond these all is forgotten and decoded anew: about 16 MiB of pages and 32 MiB of nodes and classes. */
	private static final int MAX_PAGES = 2048;
	private static final int MAX_NODES = 600_000;

	/** Jumps after which a translator is asked again that had no answer. */
	private static final int HEAT_OF_NEXT_QUESTION = 20_000;

	/** Code that was made on another thread for an instruction of a page. */
	private record Finished(CodePage page, TranslatedCode code) {
	}

	private record Key(long address, Ram ram, long frame) {
	}

	private record Frame(Ram ram, long frame) {
	}

	private final Hart hart;
	private final Decoder decoder;
	private final Map<Key, CodePage> pages = new HashMap<>();
	private final Map<Frame, List<CodePage>> byFrame = new HashMap<>();
	/** What a translated region costs the host beside what its instructions cost, in nodes. */
	private static final int NODES_OF_REGION = 50;
	private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
	/** Nodes made since all was forgotten last, and translated regions by what they weigh. */
	private int nodes;
	/** Jumps to a node before it is fused, where there is no translator. */
	int fusionHeat = Fusion.HEAT;
	/**
	 * By mode U, S, M, with the hypervisor extension also VU, VS, then by address spaces of U-mode that are kept: the page that an
	 * address is fetched from.
	 */
	private final CodePage[][] fetch;
	/** Sets that may hold something, as bits. */
	private int filled;
	/** The set of U-mode. */
	private int user;
	/** Where the host code is that fetches would find, by the same modes. */
	private final JumpTable jumps;
	private final Superpages superpages = new Superpages();
	private final Superpages guestSuperpages = new Superpages();

	CodeCache(Hart hart) {
		this.hart = hart;
		this.decoder = Decoder.of(hart.profile());
		this.fetch = new CodePage[(hart.extensions.h ? 5 : 3) + Tlb.SPACES - 1][Tlb.ENTRIES];
		this.jumps = new JumpTable(hart, fetch.length);
	}

	Decoder decoder() {
		return decoder;
	}

	CodePage[] fetchSet(int mode) {
		return fetch[set(mode)];
	}

	private int set(int mode) {
		return mode >= PageWalker.GUEST ? mode - 1 : mode == 3 ? 2 : mode == 0 ? user : mode;
	}

	/** Has U-mode use what is kept of an address space, or nothing yet if it is new. */
	void use(int space, boolean known) {
		user = space == 0 ? 0 : fetch.length - space;
		if (!known) {
			forgetSet(user);
		}
	}

	private void forgetSet(int set) {
		if ((filled >>> set & 1) != 0) {
			Arrays.fill(fetch[set], null);
			filled &= ~(1 << set);
		}
		jumps.clear(set);
	}

	/** Whether host code has run, which is told where to go on. */
	boolean hasRunHostCode() {
		return jumps.isUsed();
	}

	/** Host address of the entries for code that is fetched in a mode. */
	long jumps(int mode) {
		return jumps.set(set(mode));
	}

	/** Remembers the host code of an address for the present mode. */
	void rememberJump(long pc, long host) {
		jumps.put(set(hart.state.translationMode()), pc, host);
	}

	/** Forgets the fetch translations, keeping the decoded pages. */
	void flushTranslations() {
		for (int set = 0; set < fetch.length; set++) {
			forgetSet(set);
		}
		superpages.clear();
		guestSuperpages.clear();
	}

	/** Forgets the fetch translations that depend on the tables of satp. */
	void flushTranslated() {
		forgetSet(0);
		forgetSet(1);
		for (int set = fetch.length - Tlb.SPACES + 1; set < fetch.length; set++) {
			forgetSet(set);
		}
		superpages.clear();
	}

	/** Forgets the fetch translations that depend on the tables of vsatp and hgatp. */
	void flushGuest() {
		forgetSet(3);
		forgetSet(4);
		guestSuperpages.clear();
	}

	/** Forgets the fetch translations derived from the leaf of satp's tables that maps an address. */
	void flushTranslated(long va) {
		if (superpages.cover(va)) {
			flushTranslated();
		} else {
			flush(va, 0);
		}
	}

	/** Forgets the fetch translations derived from the leaf of vsatp's tables that maps an address. */
	void flushGuest(long va) {
		if (guestSuperpages.cover(va)) {
			flushGuest();
		} else {
			flush(va, 3);
		}
	}

	private void flush(long va, int first) {
		flushSet(va, first);
		flushSet(va, first + 1);
		for (int set = fetch.length - Tlb.SPACES + 1; first == 0 && set < fetch.length; set++) {
			flushSet(va, set);
		}
	}

	private void flushSet(long va, int set) {
		fetch[set][(int) (va >>> 12) & Tlb.ENTRIES - 1] = null;
		jumps.clear(set, va);
	}

	/** Forgets all decoded code. */
	void clear() {
		flushTranslations();
		pages.clear();
		byFrame.clear();
		nodes = 0;
	}

	/**
	 * The node at an address in the hart's present mode, decoding it if need be.
	 *
	 * @throws Trap where the address cannot be fetched
	 */
	Node lookup(long pc) {
		CodePage page = hart.fetch[(int) (pc >>> 12) & Tlb.ENTRIES - 1];
		if (page == null || page.address != (pc & -Memory.PAGE)) {
			page = fetchPage(pc);
			if (page == null) {
				return new Boundary.Straddling(pc);
			}
		}
		Node node = page.at(pc);
		return node != null ? node : decodeRun(page, pc);
	}

	/** Physical address of an instruction fetch of at most 2 bytes. */
	private long fetchAddress(long va) {
		int mode = hart.state.translationMode();
		if (!hart.walker.walk(va, Access.EXECUTE, mode, true, null)) {
			throw hart.trap.with(hart.walker, va);
		}
		long physical = hart.walker.physical;
		if (!hart.pmp.allows(physical, 2, Access.EXECUTE, mode) || hart.bus.frames(physical) == null) {
			throw hart.trap.with(ExceptionCause.INSTRUCTION_ACCESS_FAULT, va);
		}
		return physical;
	}

	/** @return {@code null} where the page cannot be cached as a whole */
	private CodePage fetchPage(long pc) {
		hart.site = null;
		long physical = fetchAddress(pc) & -Memory.PAGE;
		if (!hart.pmp.uniform(physical, hart.state.mode)) {
			return null;
		}
		Ram ram = hart.bus.frames(physical);
		long frame = hart.bus.frameOffset(physical);
		Key key = new Key(pc & -Memory.PAGE, ram, frame);
		CodePage page = pages.get(key);
		if (page == null || page.physical != physical) {
			if (pages.size() >= MAX_PAGES || nodes >= MAX_NODES) {
				clear();
			}
			page = new CodePage(key.address, ram, frame, physical, barred(key.address, physical));
			pages.put(key, page);
			byFrame.computeIfAbsent(new Frame(ram, frame), k -> new ArrayList<>()).add(page);
			if (!hart.parallel) {
				ram.addCodeListener(this);
			}
		}
		int mode = hart.state.translationMode();
		if (hart.state.translates(mode)) {
			hart.counters.count(CounterEvent.FETCH_TLB_MISSES);
			(mode < PageWalker.GUEST ? superpages : guestSuperpages).add(pc, hart.walker.firstShift);
		}
		hart.fetch[(int) (pc >>> 12) & Tlb.ENTRIES - 1] = page;
		filled |= 1 << set(mode);
		return page;
	}

	/** The offsets in a page at which a breakpoint or a trigger waits. */
	private BitSet barred(long address, long physical) {
		BitSet offsets = new BitSet();
		if (!hart.breakpoints.isEmpty() || hart.triggers.fetching) {
			for (int offset = 0; offset < Memory.PAGE; offset++) {
				if (hart.breakpoints.hits(address + offset, physical + offset) || hart.triggers.fetching && hart.triggers.coversFetch(address + offset)) {
					offsets.set(offset);
				}
			}
		}
		return offsets;
	}

	private Node decodeRun(CodePage page, long pc) {
		List<Node> run = new ArrayList<>();
		long host = page.ram.hostAddress(page.frame);
		Node tail = null;
		long at = pc;
		while (tail == null) {
			int offset = (int) (at - page.address);
			if (offset >= Memory.PAGE || run.size() >= MAX_RUN) {
				tail = new Boundary.Continue(at);
				tail.link(null);
				break;
			}
			tail = page.at(at);
			if (tail != null) {
				break;
			}
			int word = HostMemory.getShort(host + offset) & 0xffff;
			Node node;
			if (Decoder.length(word) == 4 && offset == Memory.PAGE - 2) {
				node = new Boundary.Straddling(at);
				mark(page, offset, 2);
			} else {
				if (Decoder.length(word) == 4) {
					word = HostMemory.getInt(host + offset);
				}
				Decoded decoded = decoder.decode(word);
				node = NodeFactory.build(decoded, page, at, hart);
				mark(page, offset, decoded.length());
			}
			if (hart.triggers.fetching && hart.triggers.coversFetch(at)) {
				node.link(new Boundary.Continue(at + node.length));
				node = new Boundary.Watched(node);
			}
			if (hart.breakpoints.hits(at, page.physical + offset)) {
				// A step over the breakpoint executes this node alone, and must come out behind it.
				node.link(new Boundary.Continue(at + node.length));
				node = new Boundary.Break(node, page.physical + offset);
			}
			node.heat = hart.translator == null ? fusionHeat : hart.translator.heat(at);
			page.put(node);
			nodes++;
			if (node.endsRun() || node.weight() == 0) {
				tail = node;
				tail.link(null);
			} else {
				run.add(node);
				at += node.length;
			}
		}
		for (int i = run.size() - 1; i >= 0; i--) {
			run.get(i).link(tail);
			tail = run.get(i);
		}
		if (hart.translator != null && translatable(tail)) {
			Node first = tail;
			return hart.translator.known(hart, page, pc).map(code -> attach(page, first, code)).orElse(tail);
		}
		return tail;
	}

	/** Harts that run in parallel see code that others write at their next {@code fence.i}, and need not be told before. */
	private void mark(CodePage page, int offset, int length) {
		if (!hart.parallel) {
			page.ram.markCode(page.frame + offset, length);
		}
	}

	/**
	 * Asks for translated code.
	 *
	 * @param node a hot node of the present mode
	 * @return what to execute in its place
	 */
	Node hot(Node node) {
		CodePage page = hart.fetch[(int) (node.pc >>> 12) & Tlb.ENTRIES - 1];
		Node present = page == null ? null : page.at(node.pc);
		if (present != node) {
			// Others may still be linked to a node that was replaced.
			node.heat = 0;
			return present == null || present.length == 0 ? node : present;
		}
		if (hart.translator == null) {
			return fuse(page, node);
		}
		node.heat = HEAT_OF_NEXT_QUESTION;
		if (!translatable(node)) {
			return node;
		}
		return hart.translator.translate(hart, page, node.pc).map(code -> attach(page, node, code)).orElse(node);
	}

	private static Node fuse(CodePage page, Node node) {
		Node fused = node instanceof Fused ? node : Fusion.fuse(node);
		// Others may still be linked to the node.
		node.heat = 0;
		fused.heat = Integer.MAX_VALUE;
		page.put(fused);
		return fused;
	}

	/** Whether jumps to a node are still counted, so that they must not be linked to it. */
	boolean counts(Node node) {
		return hart.translator == null && node != null && node.heat <= fusionHeat;
	}

	/** From any thread: has {@link #takeFinished} find this code. */
	void finish(CodePage page, TranslatedCode code) {
		finished.add(new Finished(page, code));
	}

	/** Puts code that was made on other threads in its place, unless the page was written or forgotten since. */
	void takeFinished() {
		for (Finished next = finished.poll(); next != null; next = finished.poll()) {
			CodePage page = next.page;
			Node node = page.at(next.code.head);
			if (node != null && translatable(node) && pages.get(new Key(page.address, page.ram, page.frame)) == page && next.code.isOf(page)) {
				attach(page, node, next.code);
			}
		}
	}

	/** Puts code in its place that was made for a page just now. */
	void attachToo(CodePage page, TranslatedCode code) {
		Node node = page.at(code.head);
		if (node != null && translatable(node)) {
			attach(page, node, code);
		}
	}

	private static boolean translatable(Node node) {
		return node.weight() != 0 || node instanceof SystemNode;
	}

	private Node attach(CodePage page, Node node, TranslatedCode code) {
		for (int i = 0; i < code.coverage.pieces().length; i += 2) {
			mark(page, code.coverage.pieces()[i], code.coverage.pieces()[i + 1]);
		}
		node.heat = 0;
		nodes += NODES_OF_REGION + code.coverage.bytes().length / 2;
		Node entry = new Boundary.Translated(node, code);
		page.put(entry);
		return entry;
	}

	/** Fetches and decodes one instruction without caching it. */
	Node fetchOne(long pc) {
		hart.site = null;
		int word = (int) hart.bus.read(fetchAddress(pc), 2);
		if (Decoder.length(word) == 4) {
			word |= (int) hart.bus.read(fetchAddress(pc + 2), 2) << 16;
		}
		Node node = NodeFactory.build(decoder.decode(word), null, pc, hart);
		node.link(new Boundary.Continue(pc + node.length));
		return node;
	}

	/** A node for an instruction word that was not fetched from memory. */
	Node single(int word, long pc) {
		Node node = NodeFactory.build(decoder.decode(word), null, pc, hart);
		node.link(new Boundary.Continue(pc + node.length));
		return node;
	}

	/** Forgets the code that is seen at the virtual page of an address. */
	void forgetVirtual(long va) {
		forget(page -> page.address == (va & -Memory.PAGE));
	}

	/** Forgets the code in the physical page of an address, wherever it is seen. */
	void forgetPhysical(long pa) {
		forget(page -> page.physical == (pa & -Memory.PAGE));
	}

	private void forget(Predicate<CodePage> which) {
		List<CodePage> gone = pages.values().stream().filter(which).toList();
		for (CodePage page : gone) {
			forget(page);
			Frame frame = new Frame(page.ram, page.frame);
			List<CodePage> same = byFrame.get(frame);
			same.remove(page);
			if (same.isEmpty()) {
				byFrame.remove(frame);
			}
		}
	}

	private void forget(CodePage page) {
		hart.attention = true;
		pages.remove(new Key(page.address, page.ram, page.frame), page);
		int index = (int) (page.address >>> 12) & Tlb.ENTRIES - 1;
		for (int set = 0; set < fetch.length; set++) {
			jumps.clear(set, page.address);
			if (fetch[set][index] == page) {
				fetch[set][index] = null;
			}
		}
	}

	@Override
	public void codeWritten(Ram ram, long offset) {
		List<CodePage> gone = byFrame.remove(new Frame(ram, offset));
		if (gone != null) {
			gone.forEach(this::forget);
		}
	}

	@Override
	public void codeMarked(Ram ram, long offset) {
		hart.tlb.withdrawHostWrites(ram.hostAddress(offset));
	}
}
