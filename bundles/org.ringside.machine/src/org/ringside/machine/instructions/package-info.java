/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * What each instruction does, as static methods one file per extension, and the interpreter's nodes that call them. A
 * translator calls the same methods. Start reading at {@link org.ringside.machine.instructions.NodeFactory}. Uses
 * {@code org.ringside.isa} and the types of {@code org.ringside.machine}.
 */
package org.ringside.machine.instructions;
