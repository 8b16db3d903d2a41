/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.PageTableWriteBreakpoint;
import org.ringside.vmm.TableEffect;

/** Which writes a page-table write breakpoint stops at. */
final class TableWritePart implements BreakpointPart {

	private static final List<String> LEVELS = List.of("0", "1", "2", "3");

	private Text range;
	private List<Button> effects;
	private List<Button> levels;

	@Override
	public String help() {
		return "Stops when the guest writes an entry of a page table: any entry, or those that govern a range of guest-virtual addresses.";
	}

	@Override
	public void create(Composite parent, BreakpointSpec spec, Runnable changed) {
		PageTableWriteBreakpoint write = spec instanceof PageTableWriteBreakpoint given ? given : PageTableWriteBreakpoint.any();
		range = Widgets.text(parent, "&Range (gVA):", write.range().map(PageTableWriteBreakpoint.Range::text).orElse(""),
				"every address, or for example 0x40000000-0x40200000 or 0x40000000+0x1000", changed);
		effects = Widgets.checks(parent, "&Effect:", Stream.of(TableEffect.values()).map(TableWritePart::word).toList(),
				write.effects().stream().map(TableWritePart::word).collect(Collectors.toSet()), changed);
		levels = Widgets.checks(parent, "&Level:", LEVELS, write.levels().stream().map(level -> level.toString()).toList(), changed);
	}

	private static String word(TableEffect effect) {
		return effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public String selector() {
		String addresses = range.getText().replace(" ", "");
		return "table-write" + (addresses.isEmpty() ? "" : ":" + addresses) + Widgets.option("effect", effects)
				+ Widgets.option("level", levels);
	}
}
