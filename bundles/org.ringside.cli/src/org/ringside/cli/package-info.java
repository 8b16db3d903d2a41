/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The command line: runs a guest in the terminal, with breakpoints and traces on standard error.
 * <p>
 * Floor 5: an adapter on {@code org.ringside.session}, without OSGi. Start reading at {@link org.ringside.cli.Main}; what
 * {@code run} does is in {@link org.ringside.cli.RunCommand}. The path to the first guest instruction is kept short: no regular
 * expressions, no formatting, nothing loaded that the options do not ask for.
 */
package org.ringside.cli;
