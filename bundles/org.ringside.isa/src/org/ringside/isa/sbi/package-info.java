/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The supervisor binary interface as data: extensions, functions, arguments and errors by name and number. Implements
 * nothing.
 *
 * <p>Start reading at {@link org.ringside.isa.sbi.SbiCall}.
 */
package org.ringside.isa.sbi;
