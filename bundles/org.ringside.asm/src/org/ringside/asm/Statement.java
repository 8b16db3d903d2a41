/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * One statement of a source text without comments: labels, and at most one instruction, directive or macro call.
 *
 * @param text its characters; comments inside are a space
 * @param location where it begins
 */
record Statement(String text, Location location) {
}
