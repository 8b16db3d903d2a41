/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.ringside.machine.Access;
import org.ringside.machine.Walk;
import org.ringside.vmm.ShadowQuery;
import org.ringside.vmm.ShadowStatistics;
import org.ringside.vmm.VirtualMachine;
import org.ringside.vmm.Verdict;
import org.ringside.vmm.EventKind;
import org.ringside.vmm.VmEvent;

/**
 * One guest under the debugger: run control, breakpoints, registers, memory, symbols, shadow mappings, trace and console.
 *
 * <p>Every method may be called from any thread, and none waits for a running guest. Questions about the guest's state are
 * answered while it is suspended; while it runs they fail at once with a {@link SessionException}, except those for the trace,
 * the statistics, the console, the symbols and the breakpoints. A session is ended by {@link #terminate} or {@link #close},
 * in whatever state it is.
 */
public final class Session implements AutoCloseable {

	private static final long END_MILLIS = 1000;
	private static final long RESTART_MILLIS = 10_000;

	private final GuestLaunch launch;
	private final Symbols symbols;
	private final StopSentences sentences;
	private final Breakpoints breakpoints;
	private final EventTrace trace;
	private final Console console = new Console();
	private final Outbox outbox = new Outbox(bytes -> {
		// Notices only; the console has an outbox of its own.
	});
	private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
	private final GuestThread.Owner owner = this::stopped;

	/** Held while one incarnation of the guest gives way to the next; taken before {@link #lock}. */
	private final Object incarnations = new Object();
	private final Object lock = new Object();
	private volatile boolean closed;
	private GuestThread guest;
	private GuestQuestions questions;
	private SessionState state = SessionState.SUSPENDED;
	private Optional<StopEvent> lastStop = Optional.empty();
	private Optional<Verdict> verdict = Optional.empty();
	private Optional<SignatureFile> signature = Optional.empty();
	private Optional<String> signatureProblem = Optional.empty();
	private long stopNumber;
	private volatile int vcpus;

	private Session(GuestLaunch launch) throws SessionException {
		this.launch = launch;
		symbols = new Symbols(launch);
		sentences = new StopSentences(symbols);
		trace = new EventTrace(launch.traceCapacity(), launch.traced());
		breakpoints = new Breakpoints(symbols, this::breakpointsChanged);
		if (launch.signature().isPresent()) {
			signature = Optional.of(SignatureFile.of(launch.signature().get(), symbols));
		}
	}

	/**
	 * Builds the VM, loads its image, and leaves it suspended at its first instruction.
	 *
	 * @throws SessionException with one sentence, if a file cannot be read, does not fit, or the launch makes no sense
	 */
	public static Session open(GuestLaunch launch) throws SessionException {
		Session session = new Session(launch);
		session.begin();
		return session;
	}

	private void begin() throws SessionException {
		outbox.open();
		VirtualMachine vm = VmBuilder.build(launch, console);
		vcpus = vm.vcpus().size();
		RunControl control = new RunControl(launch, vm, symbols, breakpoints, trace, new Notices());
		GuestThread fresh = new GuestThread(launch.name(), vm, control, owner);
		StopEvent entry = control.entry();
		fresh.start();
		synchronized (lock) {
			guest = fresh;
			questions = new GuestQuestions(launch, vm, symbols, trace);
			verdict = Optional.empty();
			state = SessionState.SUSPENDED;
			lastStop = Optional.of(entry);
			stopNumber++;
			tell(SessionState.SUSPENDED, lastStop);
		}
		if (closed) {
			terminate();
		}
	}

	/** What it was started from. */
	public GuestLaunch launch() {
		return launch;
	}

	/** Whether the guest runs, stands still or has ended. */
	public SessionState state() {
		synchronized (lock) {
			return state;
		}
	}

	/** Why the guest stood still last; while it runs, why it did before. */
	public Optional<StopEvent> lastStop() {
		synchronized (lock) {
			return lastStop;
		}
	}

	/** What the guest said when it ended by itself. */
	public Optional<Verdict> verdict() {
		synchronized (lock) {
			return verdict;
		}
	}

	/** Why the signature that the launch asks for could not be written, once the guest has ended. */
	public Optional<String> signatureProblem() {
		synchronized (lock) {
			return signatureProblem;
		}
	}

	/** Has a listener told of everything that happens from now on. */
	public void addListener(SessionListener listener) {
		listeners.add(listener);
	}

	public void removeListener(SessionListener listener) {
		listeners.remove(listener);
	}

	// Run control.

	/** Lets the guest run. */
	public void resume() throws SessionException {
		order(RunControl::resume);
	}

	/** Has a running guest stand still soon; without effect on one that does. */
	public void suspend() {
		synchronized (lock) {
			if (state == SessionState.RUNNING) {
				guest.control().suspend();
			}
		}
	}

	/** Lets one vCPU make a step of instructions; while a called function or a handler runs, so do the other vCPUs. */
	public void step(int vcpu, StepKind kind) throws SessionException {
		step(vcpu, kind, StepGranularity.INSTRUCTION);
	}

	/** Lets one vCPU make a step. */
	public void step(int vcpu, StepKind kind, StepGranularity granularity) throws SessionException {
		check(vcpu);
		order(control -> new Stepper(control, new CodeReader(control.vm())).step(vcpu, kind, granularity));
	}

	/** Lets the guest run until any vCPU comes to an address. */
	public void runTo(long gva) throws SessionException {
		order(control -> control.runTo(gva));
	}

	/** Ends the guest, in whatever state it is; listeners are told. */
	public void terminate() {
		synchronized (lock) {
			if (state == SessionState.TERMINATED) {
				return;
			}
			if (state == SessionState.SUSPENDED) {
				StopEvent before = lastStop.orElseThrow();
				lastStop = Optional.of(new StopEvent(StopKind.TERMINATED, before.vcpu(), "Terminated at "
						+ before.facts().symbol() + " in " + before.facts().mode() + "-mode", List.of(), Optional.empty(),
						before.facts(), Optional.empty()));
				state = SessionState.TERMINATED;
				stopNumber++;
				tell(state, lastStop);
			}
			// Under the lock, so that a run that ends just now sees that it is the last.
			guest.end();
		}
		console.release();
		outbox.close();
	}

	/** Starts the guest anew from its image, suspended at the first instruction; breakpoints stay, their hit counts do not. */
	public void restart() throws SessionException {
		synchronized (incarnations) {
			if (closed) {
				throw new SessionException("The session of VM " + launch.name() + " is closed.");
			}
			GuestThread old;
			synchronized (lock) {
				old = guest;
			}
			terminate();
			if (!old.join(RESTART_MILLIS)) {
				throw new SessionException("The VM " + launch.name() + " did not end in time to be restarted.");
			}
			trace.clear();
			breakpoints.resetHits();
			begin();
		}
	}

	/** Ends the guest and its threads for good; waits for that, but not longer than a second. */
	@Override
	public void close() {
		closed = true;
		terminate();
		GuestThread last;
		synchronized (lock) {
			last = guest;
		}
		last.join(END_MILLIS);
	}

	/**
	 * Has every traced event written as a line of text, on the VM's thread, until the guest ends.
	 *
	 * @param lines takes the lines; what time it takes, the guest loses
	 * @param instructions whether to write every instruction too, which is slow
	 */
	public void traceTo(Consumer<String> lines, boolean instructions) throws SessionException {
		RunControl control;
		synchronized (lock) {
			control = guest.control();
		}
		ask(asked -> {
			control.traceTo(lines, instructions);
			return true;
		});
	}

	// What may be asked at any time.

	/** What happened in an event, in one sentence with symbols. */
	public String sentence(VmEvent event) {
		return sentences.tell(event);
	}

	/** The breakpoints. */
	public Breakpoints breakpoints() {
		return breakpoints;
	}

	/** The last events. */
	public EventTrace trace() {
		return trace;
	}

	/**
	 * Chooses which kinds of events are recorded from soon on, by a running guest too, and after a restart. What is recorded already stays. What
	 * a kind costs the guest is said at {@link EventTrace#USUAL}.
	 */
	public void setTraced(Set<EventKind> kinds) {
		trace.setKinds(kinds);
		noticeChange();
	}

	/** The guest's serial port. */
	public Console console() {
		return console;
	}

	/** The symbols of all symbol files. */
	public Symbols symbols() {
		return symbols;
	}

	/** The source line of an address. */
	public Optional<SourceLocation> source(long gva) {
		return symbols.source(gva);
	}

	/** The addresses at which the code of a source line begins. */
	public List<Long> addressesOf(String file, int line) {
		return symbols.addressesOf(file, line);
	}

	/** How many vCPUs the guest has. */
	public int vcpuCount() {
		return vcpus;
	}

	/** Instructions retired by all vCPUs together; of a running guest as it was within the last calls. */
	public long instructions() {
		synchronized (lock) {
			return switch (state) {
				case TERMINATED -> lastStop.map(stop -> stop.facts().instructions()).orElse(0L);
				case SUSPENDED -> guest.vm().instructions();
				case RUNNING -> {
					guest.control().statistics(true);
					yield guest.vm().instructions();
				}
			};
		}
	}

	/** What virtualization has cost: exactly at a stop and after the end; of a running guest as it was within the last calls. */
	public ShadowStatistics statistics() {
		GuestThread of;
		boolean running;
		synchronized (lock) {
			of = guest;
			running = state == SessionState.RUNNING;
		}
		return of.control().statistics(running);
	}

	// What may be asked of a suspended guest.

	/** A vCPU's registers, mode and state. */
	public VcpuSnapshot vcpu(int vcpu) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.vcpu(vcpu));
	}

	/** All registers of a vCPU in groups. */
	public List<RegisterGroup> registerGroups(int vcpu) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.registerGroups(vcpu));
	}

	/** Changes a register; the value that a CSR then has can differ, as the specification says of it. */
	public void writeRegister(int vcpu, String name, long value) throws SessionException {
		check(vcpu);
		ask(asked -> {
			asked.writeRegister(vcpu, name, value);
			return true;
		});
	}

	/**
	 * Reads memory without any effect on the guest.
	 *
	 * @param vcpu whose mode and address space translate a guest-virtual address; otherwise not looked at
	 * @param length up to 16 MiB
	 */
	public MemoryBytes readMemory(AddressSpaceKind space, int vcpu, long address, int length) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.readMemory(space, vcpu, address, length));
	}

	/** Writes memory as a debugger does: past protection, and seen by what caches instructions and translations. */
	public void writeMemory(AddressSpaceKind space, int vcpu, long address, byte[] bytes) throws SessionException {
		check(vcpu);
		byte[] copy = bytes.clone();
		ask(asked -> {
			asked.writeMemory(space, vcpu, address, copy);
			return true;
		});
	}

	/** The instructions from an address on. */
	public List<DisassembledLine> disassemble(int vcpu, long gva, int count) throws SessionException {
		return disassemble(vcpu, gva, 0, count);
	}

	/** Up to {@code before} instructions before an address, and {@code count} from it on. */
	public List<DisassembledLine> disassemble(int vcpu, long gva, int before, int count) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.disassemble(vcpu, gva, before, count));
	}

	/** The call stack of a vCPU, innermost level first; never empty. */
	public List<Frame> stack(int vcpu) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.stack(vcpu));
	}

	/** The shadow mappings in the present view of a vCPU, with marks of what changed since they were last asked for at an earlier stop. */
	public ShadowView shadowMappings(int vcpu) throws SessionException {
		return shadowMappings(vcpu, ShadowQuery.all());
	}

	/** A part of the shadow mappings of a vCPU. */
	public ShadowView shadowMappings(int vcpu, ShadowQuery query) throws SessionException {
		check(vcpu);
		long number;
		synchronized (lock) {
			number = stopNumber;
		}
		return ask(asked -> asked.shadowMappings(vcpu, query, number));
	}

	/** How the guest's own tables translate an address for an access in the present mode of a vCPU, table by table. */
	public Walk explain(int vcpu, long gva, Access access) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.walk(vcpu, gva, access));
	}

	/** Why the last fault of a vCPU happened, in words. */
	public FaultExplanation explainFault(int vcpu) throws SessionException {
		check(vcpu);
		return ask(asked -> asked.explainFault(vcpu));
	}

	// The machinery.

	private interface Run {
		StopEvent of(RunControl control);
	}

	private interface Question<T> {
		T of(GuestQuestions asked) throws SessionException;
	}

	private void order(Run run) throws SessionException {
		synchronized (lock) {
			requireSuspended();
			state = SessionState.RUNNING;
			tell(state, Optional.empty());
			RunControl control = guest.control();
			control.begin();
			Supplier<StopEvent> whole = () -> run.of(control);
			guest.order(whole);
		}
	}

	private <T> T ask(Question<T> question) throws SessionException {
		CompletableFuture<T> answer;
		synchronized (lock) {
			requireSuspended();
			GuestQuestions asked = questions;
			Callable<T> call = () -> question.of(asked);
			answer = guest.ask(call);
		}
		try {
			return answer.get();
		} catch (ExecutionException e) {
			if (e.getCause() instanceof SessionException refused) {
				throw new SessionException(refused.getMessage(), refused);
			}
			throw new IllegalStateException("A question to the guest failed", e.getCause());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new SessionException("The question was interrupted.", e);
		}
	}

	private void requireSuspended() throws SessionException {
		if (state != SessionState.SUSPENDED) {
			throw new SessionException(state == SessionState.RUNNING ? "The VM " + launch.name() + " is running."
					: "The VM " + launch.name() + " is terminated.");
		}
	}

	private void check(int vcpu) throws SessionException {
		if (vcpu < 0 || vcpu >= vcpus) {
			throw new SessionException("There is no vCPU " + vcpu + "; the VM " + launch.name() + " has "
					+ (vcpus == 1 ? "only vCPU 0." : "vCPUs 0 to " + (vcpus - 1) + "."));
		}
	}

	private void breakpointsChanged() {
		noticeChange();
		tellBreakpoints();
	}

	private void noticeChange() {
		synchronized (lock) {
			if (state != SessionState.TERMINATED && guest != null) {
				guest.control().noticeBreakpoints(state == SessionState.RUNNING);
			}
		}
	}

	private void stopped(GuestThread by, StopEvent seen) {
		StopEvent stop = seen;
		boolean end = isEnd(stop.kind());
		Optional<String> problem = stop.kind() == StopKind.GUEST_EXIT ? writeSignature(by) : Optional.empty();
		synchronized (lock) {
			if (by != guest) {
				return;
			}
			if (by.control().ending() && !end) {
				stop = by.control().terminated();
				end = true;
			}
			verdict = by.control().verdict();
			signatureProblem = problem;
			state = end ? SessionState.TERMINATED : SessionState.SUSPENDED;
			lastStop = Optional.of(stop);
			stopNumber++;
			tell(state, lastStop);
		}
		if (end) {
			by.end();
		}
	}

	private Optional<String> writeSignature(GuestThread ended) {
		try {
			if (signature.isPresent()) {
				signature.get().write(ended.vm().gpa());
			}
			return Optional.empty();
		} catch (IOException e) {
			return Optional.of("The signature cannot be written to '" + launch.signature().get() + "': " + e.getMessage() + ".");
		}
	}

	private static boolean isEnd(StopKind kind) {
		return switch (kind) {
			case GUEST_EXIT, TERMINATED, INTERNAL_ERROR -> true;
			case ENTRY, BREAKPOINT, STEP, RUN_TO, SUSPEND, INSTRUCTION_LIMIT, TRAP_STORM, IDLE -> false;
		};
	}

	private void tell(SessionState now, Optional<StopEvent> stop) {
		if (!listeners.isEmpty()) {
			outbox.run(() -> {
				for (SessionListener listener : listeners) {
					listener.stateChanged(now, stop);
				}
			});
		}
	}

	private void tellBreakpoints() {
		if (!listeners.isEmpty()) {
			outbox.run(() -> {
				for (SessionListener listener : listeners) {
					listener.breakpointsChanged();
				}
			});
		}
	}

	private final class Notices implements SessionNotices {
		@Override
		public void logged(StopEvent hit) {
			outbox.runHeldBack(() -> {
				for (SessionListener listener : listeners) {
					listener.logged(hit);
				}
			});
		}

		@Override
		public void usedUp(BreakpointId id) {
			breakpoints.usedUp(id);
		}
	}
}
