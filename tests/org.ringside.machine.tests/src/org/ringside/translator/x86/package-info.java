/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/** What host code is made of. */
package org.ringside.translator.x86;
