/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

/**
 * One level of a call stack.
 *
 * @param level 0 for the innermost
 * @param pc the next instruction of this level, a guest-virtual address
 * @param sp the stack pointer of this level, 0 if unknown
 * @param symbol function with offset, or the address in hexadecimal where no symbol covers it
 * @param source its source line where one is known
 * @param note what is special about the level, for example {@code "interrupted by supervisor timer interrupt"}, or the empty string
 */
public record Frame(int level, long pc, long sp, String symbol, Optional<SourceLocation> source, String note) {
}
