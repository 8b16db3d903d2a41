/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;
import org.ringside.asm.Problem;

/** Builds a project of assembly sources with Ringside's own assembler and linker; an image of before stays if there are errors. */
final class AssemblyBuild {
	private static final long START = 0x8020_0000L;
	private static final Pattern LINK_MESSAGE = Pattern.compile("(?:(.+?):(?:(\\d+):(?:\\d+:)?)? )?error: (.*)");

	private final IProject project;

	AssemblyBuild(IProject project) {
		this.project = project;
	}

	void run(SubMonitor monitor) throws CoreException {
		List<IFile> sources = sources();
		SubMonitor each = monitor.split(80).setWorkRemaining(sources.size());
		AssemblerOptions options = new AssemblerOptions(AssemblerOptions.DEFAULT.isa(), List.of(), Map.of(),
				Optional.ofNullable(project.getLocation()).map(Object::toString));
		List<AssemblyResult> results = new ArrayList<>();
		for (IFile source : sources) {
			if (each.isCanceled()) {
				throw new OperationCanceledException();
			}
			AssemblyResult result = Assembler.assemble(source.getProjectRelativePath().toString(), IncludedFiles.bytes(source),
					options, new IncludedFiles(project));
			for (Problem problem : result.problems()) {
				mark(source, problem);
			}
			results.add(result);
			each.worked(1);
		}
		if (!results.isEmpty() && results.stream().allMatch(AssemblyResult::succeeded)) {
			link(results, monitor.split(20));
		}
	}

	/** The sources of the project in a steady order; what is derived or only included is none. */
	private List<IFile> sources() throws CoreException {
		List<IFile> found = new ArrayList<>();
		project.accept(proxy -> {
			if (proxy.isDerived() || proxy.getName().startsWith(".") && proxy.getType() != IResource.PROJECT) {
				return false;
			}
			if (proxy.getType() == IResource.FILE && proxy.getName().matches(".+\\.([sS]|asm)")) {
				found.add((IFile) proxy.requestResource());
			}
			return true;
		}, IResource.NONE);
		found.sort(Comparator.comparing(file -> file.getFullPath().toString()));
		return found;
	}

	private void link(List<AssemblyResult> results, IProgressMonitor monitor) throws CoreException {
		IFile script = project.getFile(GuestBuilder.SCRIPT);
		LinkResult linked = script.exists()
				? Linker.link(results, GuestBuilder.SCRIPT, new String(IncludedFiles.bytes(script), StandardCharsets.UTF_8))
				: Linker.link(results, START);
		for (String message : linked.messages()) {
			mark(message);
		}
		if (linked.toElf().isPresent()) {
			IFile image = project.getFile(GuestBuilder.IMAGE);
			ByteArrayInputStream content = new ByteArrayInputStream(linked.toElf().get());
			if (image.exists()) {
				image.setContents(content, IResource.FORCE, monitor);
			} else {
				image.create(content, IResource.FORCE | IResource.DERIVED, monitor);
			}
		}
	}

	/** A problem stands at the file that has it, which may be an included one. */
	private void mark(IFile source, Problem problem) throws CoreException {
		IFile named = file(problem.location().file()).orElse(source);
		IFile beside = source.getParent().getFile(IPath.fromPortableString(problem.location().file()));
		mark(beside.exists() ? beside : named, problem.location().line(), problem.severity(), problem.message());
	}

	private void mark(String message) throws CoreException {
		Matcher matcher = LINK_MESSAGE.matcher(message);
		if (matcher.matches()) {
			IResource where = Optional.ofNullable(matcher.group(1)).flatMap(this::file).map(IResource.class::cast).orElse(project);
			int line = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
			mark(where, line, Problem.Severity.ERROR, matcher.group(3));
		} else {
			mark(project, 0, Problem.Severity.ERROR, message);
		}
	}

	private Optional<IFile> file(String name) {
		if (name.isEmpty() || !project.getFullPath().isValidPath(name)) {
			return Optional.empty();
		}
		IFile file = project.getFile(name);
		return file.exists() ? Optional.of(file) : Optional.empty();
	}

	private static void mark(IResource where, int line, Problem.Severity severity, String message) throws CoreException {
		Map<String, Object> attributes = new HashMap<>();
		attributes.put(IMarker.MESSAGE, message);
		attributes.put(IMarker.SEVERITY, severity == Problem.Severity.ERROR ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING);
		if (line > 0) {
			attributes.put(IMarker.LINE_NUMBER, line);
		}
		where.createMarker(GuestBuilder.PROBLEM, attributes);
	}
}
