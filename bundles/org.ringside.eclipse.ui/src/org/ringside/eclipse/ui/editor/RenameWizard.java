/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.ltk.ui.refactoring.RefactoringWizard;
import org.eclipse.ltk.ui.refactoring.UserInputWizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Asks for the new name, and shows all changes before they are made if the user wants it. */
final class RenameWizard extends RefactoringWizard {
	private final RenameRefactoring refactoring;

	RenameWizard(RenameRefactoring refactoring) {
		super(refactoring, DIALOG_BASED_USER_INTERFACE | PREVIEW_EXPAND_FIRST_NODE);
		this.refactoring = refactoring;
		setDefaultPageTitle("Rename in Assembly Sources");
	}

	@Override
	protected void addUserInputPages() {
		addPage(new NamePage(refactoring));
	}

	private static final class NamePage extends UserInputWizardPage {
		private final RenameRefactoring refactoring;

		NamePage(RenameRefactoring refactoring) {
			super("name");
			this.refactoring = refactoring;
		}

		@Override
		public void createControl(Composite parent) {
			Composite area = new Composite(parent, SWT.NONE);
			GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
			new Label(area, SWT.NONE).setText("New &name:");
			Text name = new Text(area, SWT.BORDER);
			name.setText(refactoring.oldName());
			name.selectAll();
			name.addModifyListener(event -> check(name.getText().strip()));
			GridDataFactory.fillDefaults().grab(true, false).hint(320, SWT.DEFAULT).applyTo(name);
			setControl(area);
			check(name.getText());
			name.setFocus();
		}

		private void check(String name) {
			RefactoringStatus status = refactoring.setNewName(name);
			String message = status.getMessageMatchingSeverity(RefactoringStatus.FATAL);
			setErrorMessage(message == null || message.isEmpty() ? null : message);
			setPageComplete(!status.hasFatalError());
		}
	}
}
