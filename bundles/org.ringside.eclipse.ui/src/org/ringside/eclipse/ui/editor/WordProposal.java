/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension6;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.ringside.asm.language.Completion;

/** One word that content assist offers, in the colour of its role, with what it is behind it. */
final class WordProposal implements ICompletionProposal, ICompletionProposalExtension6 {
	private final Completion.Proposal proposal;
	private final int offset;
	private final int length;

	WordProposal(Completion.Proposal proposal, int offset, int length) {
		this.proposal = proposal;
		this.offset = offset;
		this.length = length;
	}

	@Override
	public void apply(IDocument document) {
		try {
			document.replace(offset, length, proposal.text());
		} catch (BadLocationException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public Point getSelection(IDocument document) {
		return new Point(offset + proposal.text().length(), 0);
	}

	@Override
	public String getDisplayString() {
		return proposal.detail().isEmpty() ? proposal.text() : proposal.text() + "  " + proposal.detail();
	}

	@Override
	public StyledString getStyledDisplayString() {
		StyledString styled = new StyledString(proposal.text(), new StyledString.Styler() {
			@Override
			public void applyStyles(org.eclipse.swt.graphics.TextStyle style) {
				style.foreground = RoleStyle.of(proposal.role()).color();
			}
		});
		return proposal.detail().isEmpty() ? styled : styled.append("  " + proposal.detail(), StyledString.QUALIFIER_STYLER);
	}

	@Override
	public String getAdditionalProposalInfo() {
		return null;
	}

	@Override
	public Image getImage() {
		return null;
	}

	@Override
	public IContextInformation getContextInformation() {
		return null;
	}
}
