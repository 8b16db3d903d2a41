/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.SessionException;

/**
 * A breakpoint of a guest, kept as a marker of the workspace. What it stops at is one text in the language of
 * {@link BreakpointSpec}, so that command line, marker and dialog cannot differ.
 */
public abstract sealed class GuestBreakpoint extends Breakpoint
		permits GuestInstructionBreakpoint, GuestTrapBreakpoint, GuestHypercallBreakpoint, GuestPageTableWriteBreakpoint {

	/** The marker attribute that holds the text. */
	public static final String SPEC = RingsideCore.ID + ".spec";

	private volatile String problem = "";
	private volatile long hitCount;

	/** Makes a breakpoint of {@code text}, bound to no file, and has the platform's breakpoint manager know it. */
	public static GuestBreakpoint add(String text) throws CoreException {
		return add(text, ResourcesPlugin.getWorkspace().getRoot(), Map.of());
	}

	/** Makes a breakpoint of {@code text} that is shown on {@code resource} by the marker's {@code attributes}. */
	public static GuestBreakpoint add(String text, IResource resource, Map<String, Object> attributes) throws CoreException {
		BreakpointSpec spec = parse(text);
		BreakpointKind kind = BreakpointKind.of(spec);
		GuestBreakpoint breakpoint = kind.create();
		breakpoint.run(breakpoint.getMarkerRule(resource), monitor -> {
			IMarker marker = resource.createMarker(kind.markerType(), attributes);
			breakpoint.setMarker(marker);
			marker.setAttribute(IBreakpoint.ID, RingsideCore.ID);
			marker.setAttribute(IBreakpoint.ENABLED, spec.options().enabled());
			marker.setAttribute(IBreakpoint.PERSISTED, true);
			marker.setAttribute(SPEC, enabledText(spec));
			marker.setAttribute(IMarker.MESSAGE, message(spec));
		});
		DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
		return breakpoint;
	}

	/** The text without the word {@code disabled}: whether a breakpoint takes part is an attribute of its own in the platform. */
	private static String enabledText(BreakpointSpec spec) {
		return spec.withOptions(spec.options().withEnabled(true)).text();
	}

	private static String message(BreakpointSpec spec) {
		return BreakpointKind.of(spec).label() + " breakpoint: " + enabledText(spec);
	}

	private static BreakpointSpec parse(String text) throws CoreException {
		try {
			return BreakpointSpec.parse(text);
		} catch (SessionException e) {
			throw GuestFault.BREAKPOINT.because(e.getMessage(), e);
		}
	}

	/** What sort of event it stops at. */
	public abstract BreakpointKind kind();

	@Override
	public String getModelIdentifier() {
		return RingsideCore.ID;
	}

	/** The text of what it stops at; empty if the marker has gone. The line of a source is where the marker has moved to with the text. */
	public String text() {
		IMarker marker = getMarker();
		int line = marker == null ? 0 : marker.getAttribute(IMarker.LINE_NUMBER, 0);
		return line > 0 && marker.getResource() instanceof IFile file ? movedTo(givenText(), file.getName(), line) : givenText();
	}

	/** The text as it was given, before any edit of the source moved its line; empty if the marker has gone. */
	String givenText() {
		IMarker marker = getMarker();
		return marker == null ? "" : marker.getAttribute(SPEC, "");
	}

	/** The same breakpoint at another line of the file that it names, be it itself there or the instruction of its events. */
	static String movedTo(String text, String file, int line) {
		return place(file).matcher(text).replaceFirst("$1" + line);
	}

	private static Pattern place(String file) {
		return Pattern.compile("((?:^|\\bat=)(?:\\S*/)?" + Pattern.quote(file.replace(" ", "\\ ")) + ":)(\\d{1,9})(?= |$)");
	}

	/** What it stops at. */
	public BreakpointSpec spec() throws CoreException {
		return parse(text());
	}

	/** Has it stop at something else of the same kind. */
	public void setText(String text) throws CoreException {
		BreakpointSpec spec = parse(text);
		if (BreakpointKind.of(spec) != kind()) {
			throw GuestFault.BREAKPOINT.because("\"" + text.strip() + "\" is a breakpoint of the kind \""
					+ BreakpointKind.of(spec).label() + "\", and this one is of the kind \"" + kind().label()
					+ "\"; add a new one instead.");
		}
		setAttributes(new String[] { SPEC, IMarker.MESSAGE, ENABLED },
				new Object[] { enabledText(spec), message(spec), isEnabled() && spec.options().enabled() });
		moveMarker(text);
		tellAtOnce();
	}

	/** A line that the user names is the marker's line from now on. */
	private void moveMarker(String text) throws CoreException {
		if (getMarker() != null && getMarker().getResource() instanceof IFile file) {
			Matcher matcher = place(file.getName()).matcher(text);
			if (matcher.find()) {
				setAttribute(IMarker.LINE_NUMBER, Integer.parseInt(matcher.group(2)));
			}
		}
	}

	@Override
	public void setEnabled(boolean enabled) throws CoreException {
		super.setEnabled(enabled);
		tellAtOnce();
	}

	/**
	 * Tells of a change now. The workspace tells of changed markers up to some seconds later, and a guest that is resumed in
	 * between would run past the breakpoint.
	 */
	private void tellAtOnce() {
		DebugPlugin.getDefault().getBreakpointManager().fireBreakpointChanged(this);
	}

	/** The sentence that says why the VM launched last could not take it, or the empty string. */
	public String problem() {
		return problem;
	}

	/** How often it was hit in the VM that stopped last. */
	public long hitCount() {
		return hitCount;
	}

	/** Takes down how it stands in a VM; true if that differs from before. */
	boolean stands(String nowProblem, long nowHits) {
		boolean differs = !problem.equals(nowProblem) || hitCount != nowHits;
		problem = nowProblem;
		hitCount = nowHits;
		return differs;
	}

	/** What the Breakpoints view says: the text, which names the kind itself, and how the breakpoint fares. */
	public String label() {
		StringBuilder label = new StringBuilder(text());
		if (hitCount > 0) {
			label.append(hitCount == 1 ? " [1 hit]" : " [" + hitCount + " hits]");
		}
		if (!problem.isEmpty()) {
			label.append(" (not set: ").append(problem).append(')');
		}
		return label.toString();
	}
}
