/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

import org.ringside.vmm.ShadowMapping;

/**
 * One page with its guest and shadow mapping, and how that differs from the stop before.
 *
 * @param mapping as it is now; for {@link ChangeMark#GONE} as it was
 * @param mark how it differs
 * @param before the mapping at the stop before, for {@link ChangeMark#CHANGED}
 */
public record ShadowRow(ShadowMapping mapping, ChangeMark mark, Optional<ShadowMapping> before) {
}
