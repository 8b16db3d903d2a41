/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Dynamic binary translation: what harts execute often becomes Java classes, which the JVM compiles. It never changes what a
 * guest computes, nor its count of retired instructions.
 *
 * <p>Uses {@code org.ringside.machine}, {@code org.ringside.isa} and ASM. Start reading at
 * {@link org.ringside.translator.Translator}; a region is found by {@code RegionFinder} and written by {@code RegionWriter}.
 */
package org.ringside.translator;
