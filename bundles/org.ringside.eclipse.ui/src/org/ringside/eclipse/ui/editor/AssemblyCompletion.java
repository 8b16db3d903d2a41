/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.eclipse.jface.text.templates.DocumentTemplateContext;
import org.eclipse.jface.text.templates.Template;
import org.eclipse.jface.text.templates.TemplateContextType;
import org.eclipse.jface.text.templates.TemplateProposal;
import org.ringside.asm.language.Completion;
import org.ringside.eclipse.ui.model.Icons;

/** Content assist: words that fit where the caret stands, and templates of whole routines. */
public final class AssemblyCompletion implements IContentAssistProcessor {
	@Override
	public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
		IDocument document = viewer.getDocument();
		Completion.Proposals found = Completion.at(Sources.of(document), offset, Sources.otherDefinitions(document));
		List<ICompletionProposal> proposals = new ArrayList<>();
		for (Completion.Proposal proposal : found.proposals()) {
			proposals.add(new WordProposal(proposal, found.start(), offset - found.start()));
		}
		templates(document, found.start(), offset, proposals);
		return proposals.toArray(ICompletionProposal[]::new);
	}

	/** Templates stand at the beginning of a line only, since they are whole lines. */
	private static void templates(IDocument document, int start, int offset, List<ICompletionProposal> proposals) {
		try {
			int lineStart = document.getLineInformationOfOffset(start).getOffset();
			if (!document.get(lineStart, start - lineStart).isBlank()) {
				return;
			}
			String typed = document.get(start, offset - start);
			TemplateContextType type = AssemblyTemplates.contexts().getContextType(AssemblyTemplates.CONTEXT);
			Region region = new Region(lineStart, offset - lineStart);
			for (Template template : AssemblyTemplates.store().getTemplates(AssemblyTemplates.CONTEXT)) {
				if (template.getName().startsWith(typed)) {
					proposals.add(new TemplateProposal(template,
							new DocumentTemplateContext(type, document, region.getOffset(), region.getLength()), region,
							Icons.image("template")));
				}
			}
		} catch (BadLocationException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public char[] getCompletionProposalAutoActivationCharacters() {
		return new char[] { '.' };
	}

	@Override
	public IContextInformation[] computeContextInformation(ITextViewer viewer, int offset) {
		return null;
	}

	@Override
	public char[] getContextInformationAutoActivationCharacters() {
		return null;
	}

	@Override
	public IContextInformationValidator getContextInformationValidator() {
		return null;
	}

	@Override
	public String getErrorMessage() {
		return null;
	}
}
