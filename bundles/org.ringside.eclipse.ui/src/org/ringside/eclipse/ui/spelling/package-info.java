/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Finds mistakes in the writing of comments, for the spelling service of the platform. The words are those of the SCOWL lists
 * in {@code words.txt} (licence beside them) and the terms of the trade in {@code terms.txt}.
 */
package org.ringside.eclipse.ui.spelling;
