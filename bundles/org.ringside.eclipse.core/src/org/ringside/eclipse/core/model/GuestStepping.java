/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.StepGranularity;

/** Whether a step is an instruction or a source line: one choice for all guests, kept in the workspace. */
public final class GuestStepping {

	private static final String KEY = "stepByLine";

	private GuestStepping() {
	}

	/** The unit of the next step; an instruction unless the user chose otherwise. */
	public static StepGranularity granularity() {
		return Platform.getPreferencesService().getBoolean(RingsideCore.ID, KEY, false, null) ? StepGranularity.LINE
				: StepGranularity.INSTRUCTION;
	}

	/** Changes the unit. */
	public static void setGranularity(StepGranularity granularity) {
		var preferences = InstanceScope.INSTANCE.getNode(RingsideCore.ID);
		preferences.putBoolean(KEY, granularity == StepGranularity.LINE);
		try {
			preferences.flush();
		} catch (BackingStoreException e) {
			RingsideCore.log("The choice between instruction and line steps could not be saved.", e);
		}
	}
}
