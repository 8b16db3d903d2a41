/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ltk.core.refactoring.Change;
import org.eclipse.ltk.core.refactoring.CompositeChange;
import org.eclipse.ltk.core.refactoring.Refactoring;
import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.ltk.core.refactoring.TextFileChange;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;
import org.ringside.asm.language.Renaming;
import org.ringside.asm.language.SourceIndex;

/** Gives a name another name in all sources of a project that mean the same by it. */
final class RenameRefactoring extends Refactoring {
	private final IFile file;
	private final IDocument document;
	private final int offset;
	private final String oldName;
	private String newName;
	private Map<SourceFile, List<Renaming.Edit>> edits = Map.of();

	RenameRefactoring(IFile file, IDocument document, int offset, String oldName) {
		this.file = file;
		this.document = document;
		this.offset = offset;
		this.oldName = oldName;
		this.newName = oldName;
	}

	String oldName() {
		return oldName;
	}

	/** What the name is to be; what cannot be is refused at once. */
	RefactoringStatus setNewName(String name) {
		newName = name;
		if (name.equals(oldName)) {
			return RefactoringStatus.createFatalErrorStatus("");
		}
		return work();
	}

	private RefactoringStatus work() {
		SourceIndex<SourceFile> index = ProjectIndex.of(file, document);
		return switch (Renaming.of(index, new SourceFile(file), offset, newName)) {
		case Renaming.Changes<SourceFile> changes -> {
			edits = changes.edits();
			yield new RefactoringStatus();
		}
		case Renaming.Refusal<SourceFile> refusal -> {
			edits = Map.of();
			yield RefactoringStatus.createFatalErrorStatus(refusal.reason());
		}
		};
	}

	@Override
	public String getName() {
		return "Rename '" + oldName + "'";
	}

	@Override
	public RefactoringStatus checkInitialConditions(IProgressMonitor monitor) {
		return new RefactoringStatus();
	}

	@Override
	public RefactoringStatus checkFinalConditions(IProgressMonitor monitor) {
		return work();
	}

	@Override
	public Change createChange(IProgressMonitor monitor) {
		CompositeChange all = new CompositeChange("Rename '" + oldName + "' to '" + newName + "'");
		edits.forEach((source, list) -> {
			TextFileChange change = new TextFileChange(source.toString(), source.file());
			MultiTextEdit whole = new MultiTextEdit();
			list.forEach(edit -> whole.addChild(new ReplaceEdit(edit.offset(), edit.length(), edit.text())));
			change.setEdit(whole);
			// Saved where it was saved before: what is open and changed stays open and changed.
			change.setSaveMode(TextFileChange.KEEP_SAVE_STATE);
			change.setTextType("s");
			all.add(change);
		});
		return all;
	}
}
