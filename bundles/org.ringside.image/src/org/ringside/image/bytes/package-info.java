/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Bounds-checked access to bytes that nobody vouches for. Private to this bundle; every reader of a format stands on
 * {@link org.ringside.image.bytes.Bytes} and {@link org.ringside.image.bytes.Cursor}, which is why none of them can run
 * past its end.
 */
package org.ringside.image.bytes;
