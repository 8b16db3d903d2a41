/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.perspective;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.console.IConsoleConstants;

/**
 * The first layout of the <em>Guest OS</em> perspective: who runs and the state of the vCPU on the left, the
 * code in source and in machine instructions beside it, and what the monitor sees along the bottom.
 */
public final class GuestOsPerspective implements IPerspectiveFactory {

	/** The perspective's id, as named in {@code plugin.xml}. */
	public static final String ID = "org.ringside.eclipse.ui.perspective.guestOS";

	/** Views of this bundle that the layout places. */
	private static final String SHADOW_MAPPINGS = "org.ringside.eclipse.ui.shadowMappings";
	private static final String TRAP_TIMELINE = "org.ringside.eclipse.ui.trapTimeline";
	private static final String DISASSEMBLY = "org.ringside.eclipse.ui.disassembly";
	private static final String PROJECT_EXPLORER = "org.eclipse.ui.navigator.ProjectExplorer";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		String editors = layout.getEditorArea();
		IFolderLayout who = layout.createFolder("who", IPageLayout.LEFT, 0.27f, editors);
		who.addView(IDebugUIConstants.ID_DEBUG_VIEW);
		who.addView(PROJECT_EXPLORER);

		IFolderLayout state = layout.createFolder("state", IPageLayout.BOTTOM, 0.42f, "who");
		state.addView(IDebugUIConstants.ID_REGISTER_VIEW);
		state.addView(IDebugUIConstants.ID_BREAKPOINT_VIEW);
		state.addPlaceholder(IDebugUIConstants.ID_VARIABLE_VIEW);
		state.addPlaceholder(IDebugUIConstants.ID_EXPRESSION_VIEW);

		IFolderLayout monitor = layout.createFolder("monitor", IPageLayout.BOTTOM, 0.55f, editors);
		monitor.addView(SHADOW_MAPPINGS);
		monitor.addView(TRAP_TIMELINE);
		monitor.addView(IConsoleConstants.ID_CONSOLE_VIEW);
		monitor.addView(IDebugUIConstants.ID_MEMORY_VIEW);
		monitor.addPlaceholder(IPageLayout.ID_PROBLEM_VIEW);

		IFolderLayout code = layout.createFolder("code", IPageLayout.RIGHT, 0.48f, editors);
		code.addView(DISASSEMBLY);
		code.addPlaceholder(IPageLayout.ID_OUTLINE);

		layout.addActionSet(IDebugUIConstants.LAUNCH_ACTION_SET);
		layout.addActionSet(IDebugUIConstants.DEBUG_ACTION_SET);
		layout.addNewWizardShortcut("org.ringside.eclipse.ui.wizards.example");
		layout.addShowViewShortcut(SHADOW_MAPPINGS);
		layout.addShowViewShortcut(TRAP_TIMELINE);
		layout.addShowViewShortcut(DISASSEMBLY);
		layout.addShowViewShortcut(IDebugUIConstants.ID_DEBUG_VIEW);
		layout.addShowViewShortcut(IDebugUIConstants.ID_REGISTER_VIEW);
		layout.addShowViewShortcut(IDebugUIConstants.ID_BREAKPOINT_VIEW);
		layout.addShowViewShortcut(IDebugUIConstants.ID_MEMORY_VIEW);
		layout.addShowViewShortcut(IConsoleConstants.ID_CONSOLE_VIEW);
	}
}
