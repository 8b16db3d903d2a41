/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views;

import java.util.Optional;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.part.ViewPart;

/**
 * A view of the guest that is selected in the Debug view. It fetches what it shows in a background job whenever that
 * guest stops, so that the UI thread never waits for one.
 *
 * @param <S> an immutable picture of what is shown
 */
public abstract class GuestView<S> extends ViewPart {
	private final IDebugContextListener contexts = this::contextChanged;
	private final IDebugEventSetListener events = this::debugEvents;
	private volatile Optional<GuestFocus> focus = Optional.empty();
	private volatile boolean frozen;
	private Job fetching;
	private Display display;
	private Control control;

	/** Makes the view's widgets; called once, on the UI thread. */
	protected abstract Control createContents(Composite parent);

	/** Gets what is to be shown. Not on the UI thread; the guest is suspended or has just ended or been resumed. */
	protected abstract S fetch(GuestFocus guest);

	/** Shows what was fetched, on the UI thread. */
	protected abstract void show(GuestFocus guest, S state);

	/** Shows that no guest is selected, or none that can be looked at, on the UI thread. */
	protected abstract void showNothing();

	/** Whether the guest can be asked now; the default is that it is suspended. */
	protected boolean canFetch(GuestFocus guest) {
		return guest.vm().isSuspended();
	}

	/** Marks that the guest runs and what is shown may be out of date, on the UI thread. */
	protected void showRunning() {
	}

	/** Marks that the guest has ended and what is shown is the last of it, on the UI thread. */
	protected void showEnded() {
	}

	@Override
	public final void createPartControl(Composite parent) {
		fetching = Job.createSystem("Looking at the guest", (ICoreRunnable) monitor -> fetchNow());
		display = parent.getDisplay();
		control = createContents(parent);
		showNothing();
		IDebugContextService service = DebugUITools.getDebugContextManager()
				.getContextService(getSite().getWorkbenchWindow());
		service.addDebugContextListener(contexts);
		DebugPlugin.getDefault().addDebugEventListener(events);
		focus(service.getActiveContext());
	}

	@Override
	public void dispose() {
		DebugPlugin.getDefault().removeDebugEventListener(events);
		DebugUITools.getDebugContextManager().getContextService(getSite().getWorkbenchWindow())
				.removeDebugContextListener(contexts);
		if (fetching != null) {
			fetching.cancel();
		}
		super.dispose();
	}

	/** The guest that is looked at. */
	protected final Optional<GuestFocus> focus() {
		return focus;
	}

	/** While frozen the view keeps what it shows. */
	protected final void setFrozen(boolean frozen) {
		this.frozen = frozen;
		if (!frozen) {
			refresh();
		}
	}

	/** Fetches again. Any thread. */
	protected final void refresh() {
		if (!frozen) {
			fetching.schedule(20);
		}
	}

	private void contextChanged(DebugContextEvent event) {
		if ((event.getFlags() & DebugContextEvent.ACTIVATED) != 0) {
			focus(event.getContext());
		}
	}

	private void focus(ISelection selection) {
		Optional<GuestFocus> next = selection == null ? Optional.empty() : GuestFocus.of(selection);
		if (!next.equals(focus)) {
			focus = next;
			refresh();
		}
	}

	private void debugEvents(DebugEvent[] set) {
		Optional<GuestFocus> guest = focus;
		if (guest.isEmpty()) {
			return;
		}
		for (DebugEvent event : set) {
			if (event.getSource() instanceof IDebugElement element && element.getDebugTarget() == guest.get().vm()) {
				switch (event.getKind()) {
				case DebugEvent.SUSPEND, DebugEvent.TERMINATE, DebugEvent.CHANGE -> refresh();
				case DebugEvent.RESUME -> ui(this::showRunning);
				default -> {
					// nothing that a picture of the guest shows
				}
				}
			}
		}
	}

	private void fetchNow() {
		Optional<GuestFocus> guest = focus;
		if (guest.isEmpty()) {
			ui(this::showNothing);
		} else if (canFetch(guest.get())) {
			S state = fetch(guest.get());
			ui(() -> show(guest.get(), state));
		} else if (guest.get().vm().isTerminated()) {
			ui(this::showEnded);
		}
	}

	private void ui(Runnable change) {
		if (display.isDisposed()) {
			return;
		}
		display.asyncExec(() -> {
			if (!control.isDisposed() && !frozen) {
				change.run();
			}
		});
	}
}
