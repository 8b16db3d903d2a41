/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.perspective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

class GuestOsPerspectiveTest {
	private static IWorkbenchPage open() throws Exception {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		PlatformUI.getWorkbench().showPerspective(GuestOsPerspective.ID, window);
		return window.getActivePage();
	}

	@Test
	void thePerspectiveOpens() throws Exception {
		assertEquals("Guest OS", open().getPerspective().getLabel());
		assertNotNull(open().findView(IDebugUIConstants.ID_DEBUG_VIEW));
	}

	@Test
	void everyViewOfThePerspectiveCanBeShown() throws Exception {
		IWorkbenchPage page = open();
		for (String id : List.of("org.ringside.eclipse.ui.shadowMappings", "org.ringside.eclipse.ui.trapTimeline",
				"org.ringside.eclipse.ui.disassembly", IDebugUIConstants.ID_REGISTER_VIEW,
				IDebugUIConstants.ID_BREAKPOINT_VIEW, IDebugUIConstants.ID_MEMORY_VIEW)) {
			IViewPart view = page.showView(id);
			// The workbench puts a part of this name where a view could not be made.
			assertFalse(view.getClass().getSimpleName().contains("Error"), "the view " + id + " failed to open");
		}
	}
}
