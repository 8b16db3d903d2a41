/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.ringside.isa.Decoder;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.CodeTranslator;
import org.ringside.machine.Hart;

/** How instructions of guests are executed. What a guest computes, and when, is the same with each. */
public enum Engine {

	/** Each instruction is looked at each time that it is executed. */
	INTERPRETER("interpreter"),
	/** What is executed often is translated, to instructions of the host or to Java classes, which the JVM compiles. */
	TRANSLATOR("translator");

	/** The system property that names the engine of guests for which nobody chose one. */
	public static final String PROPERTY = "ringside.engine";

	private static final AtomicBoolean PREPARED = new AtomicBoolean();

	private final String text;

	Engine(String text) {
		this.text = text;
	}

	/** The name a user types and reads. */
	public String text() {
		return text;
	}

	/** The engine of that name, or empty. */
	public static Optional<Engine> parse(String name) {
		return Stream.of(values()).filter(engine -> engine.text.equals(name)).findFirst();
	}

	@Override
	public String toString() {
		return text;
	}

	/** The engine of guests for which nobody chose one. */
	public static Engine usual() {
		return parse(System.getProperty(PROPERTY, "")).orElse(TRANSLATOR);
	}

	/** What it makes of guests' code in this process. The first call tries what the JVM permits, which takes a moment. */
	public Execution execution() {
		if (this != TRANSLATOR) {
			return Execution.interpreted("");
		}
		return Installed.TRANSLATOR.map(translator -> Execution.of(translator.state()))
				.orElseGet(() -> Execution.interpreted("the translator is not installed"));
	}

	/** Has made on another thread what all guests of a process share, which takes its time once, while the caller reads files. */
	void prepare(IsaProfile isa) {
		if (PREPARED.compareAndSet(false, true)) {
			Thread thread = new Thread(() -> {
				Decoder.of(isa);
				if (this == TRANSLATOR) {
					Installed.load();
				}
			}, "Ringside start");
			thread.setDaemon(true);
			thread.start();
		}
	}

	/** Lets a hart that runs guest code be run so. */
	void install(Hart hart) {
		if (this == TRANSLATOR) {
			Installed.TRANSLATOR.ifPresent(hart::setTranslator);
		}
	}

	/**
	 * Lets the harts of a guest be run so.
	 *
	 * @return what is to be called when the guest ends
	 */
	Runnable install(List<Hart> harts, VmConfig config) {
		Optional<Path> file = HotCodeFolder.file(config);
		if (this != TRANSLATOR || Installed.TRANSLATOR.isEmpty()) {
			return () -> {
				// Nothing is kept.
			};
		}
		CodeTranslator shared = Installed.TRANSLATOR.get();
		CodeTranslator translator = file.isPresent() ? shared.remembering(harts.get(0), file.get()) : shared;
		harts.forEach(hart -> hart.setTranslator(translator));
		return file.isPresent() ? Remembering.of(translator) : translator::save;
	}

	/** A guest whose hot code is kept: when it ends, or the process does before. */
	private record Remembering(CodeTranslator translator) implements Runnable {
		private static final Set<Remembering> OPEN = ConcurrentHashMap.newKeySet();

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Remembering::run), "Ringside hot code"));
		}

		static Remembering of(CodeTranslator translator) {
			Remembering one = new Remembering(translator);
			OPEN.add(one);
			return one;
		}

		@Override
		public void run() {
			if (OPEN.remove(this)) {
				translator.save();
			}
		}
	}

	/** The translator is looked for by name: a command line without its library does without it. */
	private static final class Installed {
		private static final System.Logger LOG = System.getLogger(Engine.class.getName());
		static final Optional<CodeTranslator> TRANSLATOR = find();

		/** Has the class be initialized. */
		static void load() {
			Objects.requireNonNull(TRANSLATOR);
		}

		private static Optional<CodeTranslator> find() {
			try {
				Class<?> translator = Class.forName("org.ringside.translator.Translator");
				return Optional.of((CodeTranslator) translator.getMethod("shared").invoke(null));
			} catch (ReflectiveOperationException | LinkageError e) {
				LOG.log(System.Logger.Level.WARNING, "Guests are interpreted, which is slower: the translator is not installed");
				return Optional.empty();
			}
		}
	}
}
