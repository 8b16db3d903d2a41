/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * The few functions of the host that code in memory needs, by the foreign function interface of Java. It is reached by reflection, once,
 * since classes that name it are not for Java 21, whose JVM has it as a preview.
 */
final class ForeignFunctions {

	/** The Java whose option for a short call has the name that it kept. */
	private static final int FIRST_WITH_CRITICAL = 22;
	private static final int READ_WRITE_EXECUTE = 7;
	private static final int PRIVATE_ANONYMOUS = 0x22;
	private static final String FOREIGN = "java.lang.foreign.";

	private final Class<?> linkerClass = Class.forName(FOREIGN + "Linker");
	private final Class<?> layoutClass = Class.forName(FOREIGN + "MemoryLayout");
	private final Class<?> descriptorClass = Class.forName(FOREIGN + "FunctionDescriptor");
	private final Class<?> segmentClass = Class.forName(FOREIGN + "MemorySegment");
	private final Class<?> optionClass = Class.forName(FOREIGN + "Linker$Option");
	private final Object linker = linkerClass.getMethod("nativeLinker").invoke(null);
	private final Object longLayout = Class.forName(FOREIGN + "ValueLayout").getField("JAVA_LONG").get(null);
	private final Object intLayout = Class.forName(FOREIGN + "ValueLayout").getField("JAVA_INT").get(null);
	private final MethodHandle mmap;
	private final MethodHandle munmap;

	private ForeignFunctions() throws ReflectiveOperationException {
		mmap = handle(symbol("mmap"), options(), longLayout, longLayout, intLayout, intLayout, intLayout, longLayout);
		munmap = handle(symbol("munmap"), options(), longLayout, longLayout);
	}

	/** Whether the host is one whose calling convention and instructions are known here. */
	static boolean isHostKnown() {
		return System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
	}

	/**
	 * The functions; empty where the JVM denies native access. One that was told nothing about it permits it, and writes a warning to
	 * standard error, once.
	 */
	static Optional<ForeignFunctions> find() throws ReflectiveOperationException {
		try {
			return Optional.of(new ForeignFunctions());
		} catch (InvocationTargetException e) {
			if (e.getCause() instanceof IllegalCallerException) {
				return Optional.empty();
			}
			throw e;
		}
	}

	private Object symbol(String name) throws ReflectiveOperationException {
		Object lookup = linkerClass.getMethod("defaultLookup").invoke(linker);
		Optional<?> found = (Optional<?>) Class.forName(FOREIGN + "SymbolLookup").getMethod("find", String.class).invoke(lookup, name);
		return found.orElseThrow(() -> new NoSuchMethodException(name));
	}

	private Object options(Object... chosen) {
		Object options = Array.newInstance(optionClass, chosen.length);
		for (int i = 0; i < chosen.length; i++) {
			Array.set(options, i, chosen[i]);
		}
		return options;
	}

	/** That a call is short and goes back to Java nowhere. */
	private Object isShort() throws ReflectiveOperationException {
		return Runtime.version().feature() < FIRST_WITH_CRITICAL ? optionClass.getMethod("isTrivial").invoke(null)
				: optionClass.getMethod("critical", boolean.class).invoke(null, false);
	}

	/** A function that returns a {@code long}. */
	private MethodHandle handle(Object address, Object options, Object... parameters) throws ReflectiveOperationException {
		Object layouts = Array.newInstance(layoutClass, parameters.length);
		for (int i = 0; i < parameters.length; i++) {
			Array.set(layouts, i, parameters[i]);
		}
		Object descriptor = descriptorClass.getMethod("of", layoutClass, layoutClass.arrayType()).invoke(null, longLayout, layouts);
		Method downcall = linkerClass.getMethod("downcallHandle", segmentClass, descriptorClass, optionClass.arrayType());
		return (MethodHandle) downcall.invoke(linker, address, descriptor, options);
	}

	/** A handle for code at an address that takes two {@code long}s and returns one. */
	MethodHandle call(long address) throws ReflectiveOperationException {
		Object segment = segmentClass.getMethod("ofAddress", long.class).invoke(null, address);
		return handle(segment, options(isShort()), longLayout, longLayout);
	}

	/**
	 * Memory that can be written and executed.
	 *
	 * @throws NoCodeMemoryException if the host gives none
	 */
	long map(int size) {
		long address;
		try {
			address = (long) mmap.invokeExact(0L, (long) size, READ_WRITE_EXECUTE, PRIVATE_ANONYMOUS, -1, 0L);
		} catch (Throwable e) {
			throw new IllegalStateException("mmap cannot be called", e);
		}
		if (address == -1) {
			throw new NoCodeMemoryException();
		}
		return address;
	}

	void unmap(long address, int size) {
		try {
			long ignored = (long) munmap.invokeExact(address, (long) size);
		} catch (Throwable e) {
			throw new IllegalStateException("munmap cannot be called", e);
		}
	}
}
