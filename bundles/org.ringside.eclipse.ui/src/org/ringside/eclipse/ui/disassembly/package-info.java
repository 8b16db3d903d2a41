/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */

/**
 * The Disassembly view: a guest's instructions around the pc of the selected frame.
 * <p>
 * Uses {@code org.ringside.eclipse.core} and the debug user interface. Start at
 * {@link org.ringside.eclipse.ui.disassembly.DisassemblyView}.
 */
package org.ringside.eclipse.ui.disassembly;
