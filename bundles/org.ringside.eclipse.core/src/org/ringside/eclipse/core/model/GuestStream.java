/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;

/** One stream of text to the Console view, kept until a console is connected to it. */
final class GuestStream implements IFlushableStreamMonitor {

	private final CharsetDecoder decoder;
	private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();
	private final StringBuilder kept = new StringBuilder();
	private ByteBuffer incomplete = ByteBuffer.allocate(0);
	private boolean buffered = true;

	GuestStream(Charset charset) {
		decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
	}

	/** Takes bytes as the guest sent them; a character may be cut in two. */
	synchronized void append(byte[] bytes) {
		ByteBuffer in = ByteBuffer.allocate(incomplete.remaining() + bytes.length).put(incomplete).put(bytes).flip();
		CharBuffer out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
		decoder.decode(in, out, false);
		incomplete = ByteBuffer.allocate(in.remaining()).put(in).flip();
		append(out.flip().toString());
	}

	synchronized void append(String text) {
		if (text.isEmpty()) {
			return;
		}
		if (buffered) {
			kept.append(text);
		}
		for (IStreamListener listener : listeners) {
			listener.streamAppended(text, this);
		}
	}

	@Override
	public void addListener(IStreamListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeListener(IStreamListener listener) {
		listeners.remove(listener);
	}

	@Override
	public synchronized String getContents() {
		return kept.toString();
	}

	@Override
	public synchronized void flushContents() {
		kept.setLength(0);
	}

	@Override
	public synchronized void setBuffered(boolean now) {
		buffered = now;
	}

	@Override
	public synchronized boolean isBuffered() {
		return buffered;
	}
}
