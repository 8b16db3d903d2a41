/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.AssemblyResult;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;
import org.ringside.asm.Problem;

/**
 * Assembles all sources of a project and links them into {@code kernel.elf}: by the project's {@code kernel.ld} if there is
 * one, otherwise from the address on where firmware starts kernels. An image of before stays if there are errors.
 */
public final class GuestBuilder extends IncrementalProjectBuilder {
	/** The builder's identifier. */
	public static final String ID = "org.ringside.eclipse.core.guestBuilder";
	/** The type of its problem markers. */
	public static final String PROBLEM = "org.ringside.eclipse.core.assemblyProblem";
	/** The kernel that is built, at the top of the project. */
	public static final String IMAGE = "kernel.elf";
	/** The linker script, at the top of the project. */
	public static final String SCRIPT = "kernel.ld";

	private static final long START = 0x8020_0000L;
	private static final Pattern LINK_MESSAGE = Pattern.compile("(?:(.+?):(?:(\\d+):(?:\\d+:)?)? )?error: (.*)");

	@Override
	protected IProject[] build(int kind, Map<String, String> arguments, IProgressMonitor monitor) throws CoreException {
		IResourceDelta delta = kind == FULL_BUILD || kind == CLEAN_BUILD ? null : getDelta(getProject());
		if (delta == null || concerns(delta)) {
			build(SubMonitor.convert(monitor, "Building the kernel of " + getProject().getName(), 100));
		}
		return null;
	}

	@Override
	protected void clean(IProgressMonitor monitor) throws CoreException {
		getProject().deleteMarkers(PROBLEM, true, IResource.DEPTH_INFINITE);
		IFile image = getProject().getFile(IMAGE);
		if (image.exists() && image.isDerived()) {
			image.delete(true, monitor);
		}
	}

	/** All but the image and launch configurations may be a source, be included or be linked by. */
	private static boolean concerns(IResourceDelta delta) throws CoreException {
		boolean[] found = new boolean[1];
		delta.accept(change -> {
			IResource resource = change.getResource();
			boolean content = change.getKind() != IResourceDelta.CHANGED || (change.getFlags() & IResourceDelta.CONTENT) != 0;
			found[0] |= resource.getType() == IResource.FILE && content && !resource.getName().equals(IMAGE)
					&& !"launch".equals(resource.getFileExtension());
			return !found[0];
		});
		return found[0];
	}

	private void build(SubMonitor monitor) throws CoreException {
		IProject project = getProject();
		project.deleteMarkers(PROBLEM, true, IResource.DEPTH_INFINITE);
		List<IFile> sources = sources(project);
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

	/** The sources of a project in a steady order; what is derived or only included is none. */
	private static List<IFile> sources(IProject project) throws CoreException {
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
		IFile script = getProject().getFile(SCRIPT);
		LinkResult linked = script.exists()
				? Linker.link(results, SCRIPT, new String(IncludedFiles.bytes(script), StandardCharsets.UTF_8))
				: Linker.link(results, START);
		for (String message : linked.messages()) {
			mark(message);
		}
		if (linked.toElf().isPresent()) {
			IFile image = getProject().getFile(IMAGE);
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
		IFile beside = source.getParent().getFile(org.eclipse.core.runtime.IPath.fromPortableString(problem.location().file()));
		mark(beside.exists() ? beside : named, problem.location().line(), problem.severity(), problem.message());
	}

	private void mark(String message) throws CoreException {
		Matcher matcher = LINK_MESSAGE.matcher(message);
		if (matcher.matches()) {
			IResource where = Optional.ofNullable(matcher.group(1)).flatMap(this::file).map(IResource.class::cast).orElse(getProject());
			int line = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
			mark(where, line, Problem.Severity.ERROR, matcher.group(3));
		} else {
			mark(getProject(), 0, Problem.Severity.ERROR, message);
		}
	}

	private Optional<IFile> file(String name) {
		if (name.isEmpty() || !getProject().getFullPath().isValidPath(name)) {
			return Optional.empty();
		}
		IFile file = getProject().getFile(name);
		return file.exists() ? Optional.of(file) : Optional.empty();
	}

	private static void mark(IResource where, int line, Problem.Severity severity, String message) throws CoreException {
		Map<String, Object> attributes = new java.util.HashMap<>();
		attributes.put(IMarker.MESSAGE, message);
		attributes.put(IMarker.SEVERITY, severity == Problem.Severity.ERROR ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING);
		if (line > 0) {
			attributes.put(IMarker.LINE_NUMBER, line);
		}
		where.createMarker(PROBLEM, attributes);
	}
}
