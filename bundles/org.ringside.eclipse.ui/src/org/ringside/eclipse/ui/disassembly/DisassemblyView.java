/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.memory.AddressExpression;
import org.ringside.eclipse.core.memory.VcpuScope;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.eclipse.core.model.VcpuThread;
import org.ringside.eclipse.ui.model.Icons;
import org.ringside.eclipse.ui.views.GuestFocus;
import org.ringside.eclipse.ui.views.GuestView;
import org.ringside.session.AddressSpaceKind;
import org.ringside.session.DisassembledLine;
import org.ringside.session.Session;
import org.ringside.session.SessionException;

/**
 * The instructions around the pc of the frame that is selected in the Debug view, or around an address that the user types.
 * Privileged and sensitive instructions stand out; a double click sets or removes a breakpoint.
 */
public final class DisassemblyView extends GuestView<Listing> {

	/** The view's id, as named in {@code plugin.xml}. */
	public static final String ID = "org.ringside.eclipse.ui.disassembly";

	private static final int BEFORE = 24;
	private static final int AFTER = 120;

	private final IDebugContextListener frames = this::contextChanged;
	private final IBreakpointListener breakpoints = new Refresh();
	private volatile Optional<GuestStackFrame> frame = Optional.empty();
	private volatile String wanted = "";
	private ListingTable table;
	private Text address;
	private Label status;
	private IAction follow;
	private Optional<GuestFocus> shownGuest = Optional.empty();

	@Override
	protected Control createContents(Composite parent) {
		Composite body = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(body);
		address = new Text(body, SWT.BORDER | SWT.SEARCH);
		address.setMessage("Go to: symbol, address or $register; empty follows the pc");
		address.addSelectionListener(SelectionListener.widgetDefaultSelectedAdapter(event -> goTo(address.getText())));
		GridDataFactory.fillDefaults().grab(true, false).applyTo(address);
		table = new ListingTable(body, this::toggle);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
		status = new Label(body, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(status);
		createActions();
		IDebugContextService service = contexts();
		service.addDebugContextListener(frames);
		frame = frameOf(service.getActiveContext());
		DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(breakpoints);
		return body;
	}

	private IDebugContextService contexts() {
		return DebugUITools.getDebugContextManager().getContextService(getSite().getWorkbenchWindow());
	}

	@Override
	public void dispose() {
		contexts().removeDebugContextListener(frames);
		DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(breakpoints);
		super.dispose();
	}

	private void createActions() {
		follow = action("Go to the pc", "refresh", () -> goTo(""));
		getViewSite().getActionBars().getToolBarManager().add(follow);
		MenuManager menu = new MenuManager();
		menu.add(action("Toggle Breakpoint", "breakpoint-instruction", () -> table.selected().ifPresent(this::toggle)));
		menu.add(action("Run to Here", "", () -> table.selected().ifPresent(this::runTo)));
		menu.add(follow);
		table.control().setMenu(menu.createContextMenu(table.control()));
	}

	private static IAction action(String text, String icon, Runnable run) {
		Action action = new Action(text) {
			@Override
			public void run() {
				run.run();
			}
		};
		if (!icon.isEmpty()) {
			action.setImageDescriptor(Icons.descriptor(icon));
		}
		return action;
	}

	private void goTo(String expression) {
		wanted = expression.strip();
		address.setText(wanted);
		refresh();
	}

	private void contextChanged(DebugContextEvent event) {
		if ((event.getFlags() & DebugContextEvent.ACTIVATED) != 0) {
			Optional<GuestStackFrame> now = frameOf(event.getContext());
			if (!now.equals(frame)) {
				frame = now;
				refresh();
			}
		}
	}

	/** The selected frame, which outlives its thread's selection: a vCPU stands for its innermost frame. */
	private static Optional<GuestStackFrame> frameOf(ISelection selection) {
		Object element = selection instanceof IStructuredSelection structured ? structured.getFirstElement() : null;
		return element instanceof GuestStackFrame selected ? Optional.of(selected) : Optional.empty();
	}

	@Override
	protected Listing fetch(GuestFocus guest) {
		VcpuThread vcpu = guest.vm().vcpus().get(guest.vcpu());
		Session session = guest.vm().session();
		try {
			IStackFrame top = vcpu.getTopStackFrame();
			long pc = top instanceof GuestStackFrame innermost ? innermost.pc() : 0;
			long framePc = frame.filter(selected -> selected.getThread() == vcpu).map(GuestStackFrame::pc).orElse(pc);
			long centre = wanted(session, guest.vcpu()).orElse(framePc);
			List<DisassembledLine> lines = session.disassemble(guest.vcpu(), centre, BEFORE, AFTER);
			List<Row> rows = Row.mixed(lines, new SourceTexts(guest.vm().getLaunch())::line);
			return new Listing(rows, centre, pc, framePc, BreakpointPlaces.of(session.symbols()), "");
		} catch (SessionException e) {
			return problem(e.getMessage());
		} catch (DebugException e) {
			return problem(e.getStatus().getMessage());
		}
	}

	private OptionalLong wanted(Session session, int vcpu) throws DebugException {
		if (wanted.isEmpty()) {
			return OptionalLong.empty();
		}
		AddressExpression expression = AddressExpression.parse(wanted);
		if (expression.space() != AddressSpaceKind.GVA) {
			throw GuestFault.EXPRESSION
					.because("Instructions are shown by guest-virtual address; look at " + expression.prefix() + " addresses in the view Memory.");
		}
		return OptionalLong.of(expression.evaluate(new VcpuScope(session, vcpu)));
	}

	private static Listing problem(String sentence) {
		return new Listing(List.of(), 0, 0, 0, Map.of(), sentence);
	}

	@Override
	protected void show(GuestFocus guest, Listing listing) {
		shownGuest = Optional.of(guest);
		status.setText(listing.problem());
		if (listing.problem().isEmpty()) {
			table.show(listing);
		}
	}

	@Override
	protected void showNothing() {
		shownGuest = Optional.empty();
		table.clear();
		status.setText("No guest is selected in the Debug view.");
	}

	@Override
	protected void showRunning() {
		table.fade();
		status.setText("The guest is running.");
	}

	@Override
	protected void showEnded() {
		table.fade();
		status.setText("The guest has ended.");
	}

	private void toggle(DisassembledLine line) {
		try {
			BreakpointPlaces.toggle(line.gva(), table.breakpointAt(line.gva()));
		} catch (CoreException e) {
			status.setText(e.getStatus().getMessage());
		}
	}

	private void runTo(DisassembledLine line) {
		shownGuest.ifPresent(guest -> {
			try {
				guest.vm().runTo(line.gva());
			} catch (DebugException e) {
				status.setText(e.getStatus().getMessage());
			}
		});
	}

	@Override
	public void setFocus() {
		table.control().setFocus();
	}

	/** The table of instructions, for tests. */
	Table table() {
		return table.control();
	}

	/** The word in a row, for tests. */
	ListingHover.Word wordIn(int row, int x) {
		return table.wordIn(row, x);
	}

	/** Has the marks beside the lines follow the workspace's breakpoints. */
	private final class Refresh implements IBreakpointListener {

		@Override
		public void breakpointAdded(IBreakpoint breakpoint) {
			changed(breakpoint);
		}

		@Override
		public void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
			changed(breakpoint);
		}

		@Override
		public void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
			changed(breakpoint);
		}

		private void changed(IBreakpoint breakpoint) {
			if (RingsideCore.ID.equals(breakpoint.getModelIdentifier())) {
				refresh();
			}
		}
	}
}
