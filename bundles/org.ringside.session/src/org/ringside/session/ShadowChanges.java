/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.ringside.vmm.ShadowMapping;
import org.ringside.vmm.ShadowPage;
import org.ringside.vmm.ShadowQuery;
import org.ringside.vmm.VirtualMachine;

/**
 * Compares the shadow mappings of a stop with those of the stop before at which somebody looked, address space by address space
 * and view by view. VM's thread only.
 */
final class ShadowChanges {

	private record Table(int vcpu, ShadowMapping.View view, long satp) {
	}

	/** A large page of the guest is listed beside the parts of it that the shadow maps, of which one begins where it begins. */
	private record Page(long gva, long size) {
		static Page of(ShadowMapping mapping) {
			return new Page(mapping.gva(), mapping.size());
		}
	}

	private final Map<Table, Map<Page, ShadowMapping>> before = new HashMap<>();
	private final Map<Table, Map<Page, ShadowMapping>> now = new HashMap<>();
	private long stop = -1;

	ShadowView look(VirtualMachine vm, int vcpu, ShadowQuery query, long stopNumber) {
		if (stopNumber != stop) {
			before.putAll(now);
			now.clear();
			stop = stopNumber;
		}
		ShadowPage page = vm.shadowMappings(vcpu, query);
		if (page.rows().isEmpty()) {
			return new ShadowView(List.of(), page.complete(), vm.statistics(), none(vm));
		}
		ShadowMapping first = page.rows().get(0);
		Table table = new Table(vcpu, first.view(), first.satp());
		Map<Page, ShadowMapping> old = before.get(table);
		Map<Page, ShadowMapping> current = now.computeIfAbsent(table, key -> new HashMap<>());
		List<ShadowRow> rows = new ArrayList<>(page.rows().size());
		Map<Page, ShadowMapping> left = old == null ? new LinkedHashMap<>() : new LinkedHashMap<>(old);
		for (ShadowMapping mapping : page.rows()) {
			current.put(Page.of(mapping), mapping);
			left.remove(Page.of(mapping));
			rows.add(mark(mapping, old));
		}
		if (query.offset() == 0 && query.limit() >= page.total()) {
			for (ShadowMapping gone : left.values()) {
				if (Long.compareUnsigned(gone.gva(), query.firstGva()) >= 0
						&& Long.compareUnsigned(gone.gva(), query.lastGva()) <= 0) {
					rows.add(new ShadowRow(gone, ChangeMark.GONE, Optional.of(gone)));
				}
			}
			rows.sort((a, b) -> Long.compareUnsigned(a.mapping().gva(), b.mapping().gva()));
		}
		return new ShadowView(rows, page.complete() && page.total() <= query.offset() + page.rows().size(), vm.statistics(), "");
	}

	private static ShadowRow mark(ShadowMapping mapping, Map<Page, ShadowMapping> old) {
		if (old == null) {
			return new ShadowRow(mapping, ChangeMark.UNCHANGED, Optional.empty());
		}
		ShadowMapping was = old.get(Page.of(mapping));
		if (was == null) {
			return new ShadowRow(mapping, ChangeMark.NEW, Optional.empty());
		}
		return was.equals(mapping) ? new ShadowRow(mapping, ChangeMark.UNCHANGED, Optional.empty())
				: new ShadowRow(mapping, ChangeMark.CHANGED, Optional.of(was));
	}

	private static String none(VirtualMachine vm) {
		return switch (vm.config().technique()) {
			case BARE -> "Under the technique bare there is no shadow: the machine walks the guest's own tables.";
			case TRAP_AND_EMULATE -> "The guest maps nothing in this view.";
		};
	}
}
