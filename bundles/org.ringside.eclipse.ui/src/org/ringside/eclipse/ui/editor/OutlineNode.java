/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.List;

import org.ringside.asm.language.Definition;
import org.ringside.asm.language.SourceModel;

/**
 * A line of the outline.
 *
 * @param definition what it shows
 * @param children what a section holds
 */
record OutlineNode(Definition definition, List<OutlineNode> children) {

	/** The outline of a source: definitions before the first section stand beside the sections; numbers as labels are left out. */
	static List<OutlineNode> tree(SourceModel model) {
		List<OutlineNode> roots = new ArrayList<>();
		List<OutlineNode> level = roots;
		for (Definition definition : model.definitions()) {
			switch (definition.kind()) {
			case SECTION -> {
				OutlineNode section = new OutlineNode(definition, new ArrayList<>());
				roots.add(section);
				level = section.children();
			}
			case LABEL, CONSTANT, MACRO -> level.add(new OutlineNode(definition, List.of()));
			case LOCAL_LABEL -> {
				// they name no place that a reader looks for
			}
			}
		}
		return roots;
	}
}
