/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.run;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/**
 * What the application was told on its command line.
 *
 * @param configuration what is to be launched
 * @param seconds after which the guest is ended
 */
record RunArguments(ILaunchConfiguration configuration, long seconds) {

	private static final String USAGE = "usage: IMAGE | -launch NAME, with -technique NAME, -memory SIZE, -harts N, -append TEXT, -max-instructions N, -timeout SECONDS";

	/** Reads {@code IMAGE} or {@code -launch NAME}, and the options that change it. */
	static RunArguments parse(String[] words) throws CoreException {
		ILaunchConfigurationWorkingCopy copy = null;
		long seconds = Long.MAX_VALUE;
		for (int i = 0; i < words.length; i++) {
			String word = words[i];
			if (!word.startsWith("-")) {
				if (copy != null) {
					throw GuestFault.CONFIGURATION.because("\"" + word + "\" is one image too many; " + USAGE + ".");
				}
				copy = ofImage(word);
				continue;
			}
			if (++i == words.length) {
				throw GuestFault.CONFIGURATION.because("The option " + word + " lacks its value; " + USAGE + ".");
			}
			String value = words[i];
			switch (word) {
			case "-launch" -> copy = named(value).getWorkingCopy();
			case "-technique" -> given(copy, word).setAttribute(GuestLaunchAttributes.TECHNIQUE, value);
			case "-memory" -> given(copy, word).setAttribute(GuestLaunchAttributes.MEMORY, value);
			case "-harts" -> given(copy, word).setAttribute(GuestLaunchAttributes.HARTS, (int) number(word, value));
			case "-append" -> given(copy, word).setAttribute(GuestLaunchAttributes.APPEND, value);
			case "-max-instructions" -> given(copy, word).setAttribute(GuestLaunchAttributes.MAX_INSTRUCTIONS, value);
			case "-timeout" -> seconds = number(word, value);
			default -> throw GuestFault.CONFIGURATION.because("There is no option " + word + "; " + USAGE + ".");
			}
		}
		return new RunArguments(given(copy, "IMAGE"), seconds);
	}

	private static ILaunchConfigurationWorkingCopy given(ILaunchConfigurationWorkingCopy copy, String before) throws CoreException {
		if (copy == null) {
			throw GuestFault.CONFIGURATION.because("No image is named" + (before.equals("IMAGE") ? "" : " before " + before) + "; " + USAGE + ".");
		}
		return copy;
	}

	private static long number(String option, String value) throws CoreException {
		try {
			long number = Long.parseLong(value);
			if (number > 0) {
				return number;
			}
		} catch (NumberFormatException e) {
			throw GuestFault.CONFIGURATION.because("The option " + option + " needs a number above 0, not \"" + value + "\".", e);
		}
		throw GuestFault.CONFIGURATION.because("The option " + option + " needs a number above 0, not " + value + ".");
	}

	private static ILaunchConfigurationWorkingCopy ofImage(String image) throws CoreException {
		Path path = Path.of(image);
		String name = path.getFileName() == null ? image : path.getFileName().toString();
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy copy = launches.getLaunchConfigurationType(GuestLaunchAttributes.TYPE).newInstance(null,
				launches.generateLaunchConfigurationName(name));
		copy.setAttribute(GuestLaunchAttributes.IMAGE, (Files.exists(path) ? path.toAbsolutePath() : path).toString());
		return copy;
	}

	private static ILaunchConfiguration named(String name) throws CoreException {
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		for (ILaunchConfiguration configuration : launches.getLaunchConfigurations(launches.getLaunchConfigurationType(GuestLaunchAttributes.TYPE))) {
			if (configuration.getName().equals(name)) {
				return configuration;
			}
		}
		throw GuestFault.CONFIGURATION.because("There is no launch configuration \"" + name + "\" of the type Guest OS in the workspace.");
	}
}
