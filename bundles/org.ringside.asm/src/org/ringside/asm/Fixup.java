/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * A place in a fragment that depends on a symbol.
 *
 * @param offset its place in the fragment
 * @param kind how the value goes in
 * @param expression the value
 * @param location for messages
 * @param relax whether the linker may make the instruction shorter
 */
record Fixup(int offset, Relocation kind, Expression expression, Location location, boolean relax) {
}
