/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The editor of guest assembly: what the platform's Generic Editor asks for, answered by the assembler's language services.
 *
 * <p>Each class serves one of the Generic Editor's extension points and holds no knowledge of assembly itself: that lies in
 * {@code org.ringside.asm.language}. Start at {@link org.ringside.eclipse.ui.editor.AssemblyPresentation} (colours) and
 * {@link org.ringside.eclipse.ui.editor.Sources} (the model of a document).
 */
package org.ringside.eclipse.ui.editor;
