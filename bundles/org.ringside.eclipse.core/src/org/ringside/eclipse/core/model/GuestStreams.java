/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.io.IOException;
import java.nio.charset.Charset;

import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy2;
import org.ringside.session.Session;

/** A guest's console for the Console view: its output, what Ringside has to say of it, and the input that goes to it. */
final class GuestStreams implements IStreamsProxy2 {

	private final Session session;
	private final Charset charset;
	private final String lineEnd;
	private final GuestStream output;
	private final GuestStream remarks;
	private volatile boolean inputClosed;

	/** The console of {@code session}; each line end that is typed goes to the guest as {@code lineEnd}. */
	GuestStreams(Session session, Charset charset, String lineEnd) {
		this.session = session;
		this.charset = charset;
		this.lineEnd = lineEnd;
		this.output = new GuestStream(charset);
		this.remarks = new GuestStream(charset);
		session.console().addListener(output::append);
	}

	@Override
	public IStreamMonitor getOutputStreamMonitor() {
		return output;
	}

	/** What Ringside says; consoles show it in the colour of the error stream. */
	@Override
	public IStreamMonitor getErrorStreamMonitor() {
		return remarks;
	}

	void remark(String sentence) {
		remarks.append("Ringside: " + sentence + System.lineSeparator());
	}

	@Override
	public void write(String input) throws IOException {
		if (inputClosed) {
			throw new IOException("The guest has ended and takes no more input.");
		}
		session.console().send(input.replace("\r\n", "\n").replace('\r', '\n').replace("\n", lineEnd).getBytes(charset));
	}

	@Override
	public void closeInputStream() {
		inputClosed = true;
	}
}
