/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/**
 * A breakpoint as it stands now.
 *
 * @param id its name
 * @param spec what was asked for
 * @param enabled whether it takes part
 * @param hitCount how often it was hit with its filters holding, since it was added or the guest was restarted
 * @param binding where it is bound, in words: {@code "gVA 0x80200040 and gPA 0x80200040 (map_page)"}
 */
public record BreakpointStatus(BreakpointId id, BreakpointSpec spec, boolean enabled, long hitCount, String binding) {
}
