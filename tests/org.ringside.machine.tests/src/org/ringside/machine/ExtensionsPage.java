/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ringside.isa.Extension;

/**
 * The help page that lists the extensions: its table is made from {@link Extension} and the names of the tests here. The
 * main method writes it anew; {@link ExtensionsPageTest} fails when that was forgotten.
 */
final class ExtensionsPage {

	static final Path FILE = Path.of("..", "..", "bundles", "org.ringside.doc", "html", "reference", "extensions.html");
	static final String BEGIN = "<!-- made by ExtensionsPage: begin -->\n";
	static final String END = "<!-- made by ExtensionsPage: end -->\n";

	/** What the assembler knows and harts do not execute. */
	static final Set<Extension> NOT_EXECUTED = EnumSet.noneOf(Extension.class);

	private static final String QEMU = "DifferentialTest";
	private static final String EXACT = "FloatReferenceTest";
	private static final String CHAPTER = "IntegerReferenceTest";
	private static final String SMALL = "ExtensionTest";
	private static final Map<Extension, List<String>> TESTS = new EnumMap<>(Extension.class);

	static {
		all(List.of(QEMU), Extension.I, Extension.M, Extension.A, Extension.C, Extension.ZICSR, Extension.S, Extension.U, Extension.ZBA,
				Extension.ZBC, Extension.ZBS, Extension.ZBKB, Extension.ZBKC, Extension.ZBKX, Extension.ZKN, Extension.ZKND, Extension.ZKNE,
				Extension.ZKNH, Extension.ZKS, Extension.ZKSED, Extension.ZKSH, Extension.SVINVAL);
		all(List.of(QEMU, SMALL), Extension.ZBB);
		all(List.of(QEMU, EXACT), Extension.F, Extension.D, Extension.ZFH, Extension.ZFHMIN);
		all(List.of(EXACT, "AdditionalFloatTest"), Extension.ZFA);
		all(List.of(CHAPTER, SMALL), Extension.ZICOND, Extension.ZACAS);
		all(List.of(CHAPTER), Extension.ZCB, Extension.ZABHA, Extension.ZIMOP, Extension.ZCMOP);
		all(List.of(SMALL), Extension.ZICBOM, Extension.ZICBOP, Extension.ZICBOZ, Extension.ZIHINTPAUSE, Extension.ZIHINTNTL, Extension.ZAWRS);
		all(List.of("RetiredCountTest"), Extension.ZICNTR, Extension.ZKT, Extension.ZVKT);
		all(List.of("GuestProgramsTest"), Extension.ZIFENCEI);
		all(List.of(QEMU, "TranslationTest"), Extension.SV39, Extension.SV48, Extension.SV57, Extension.SVNAPOT, Extension.SVPBMT);
		all(List.of("TranslationTest"), Extension.SVADE, Extension.SVADU);
		all(List.of(QEMU, "SupervisorTimerTest"), Extension.SSTC);
		all(List.of("counters.S"), Extension.ZIHPM, Extension.SSCOFPMF, Extension.SMCNTRPMF);
		all(List.of("counter-delegation.S"), Extension.SMCDELEG, Extension.SSCCFG);
		all(List.of("triggers.S"), Extension.SDTRIG);
		all(List.of("protection.S", "PmpTest"), Extension.SMEPMP);
		all(List.of("state-enable.S"), Extension.SMSTATEEN, Extension.SSSTATEEN);
		all(List.of("AdvancedInterruptTest", "InterruptFileTest", "QemuInterruptsTest"), Extension.SMAIA);
		all(List.of("AdvancedInterruptTest", "InterruptFileTest", "QemuInterruptsTest", "GuestInterruptFileTest"), Extension.SSAIA);
		all(List.of("InterruptFileTest"), Extension.SMCSRIND, Extension.SSCSRIND);
		all(List.of("double-trap.S"), Extension.SMDBLTRP, Extension.SSDBLTRP);
		all(List.of("entropy.S"), Extension.ZKR);
		all(List.of(QEMU, "TwoStageTranslationTest", "VirtualInstructionTest", "GuestInterruptTest", "GuestProgramsTest"), Extension.H);
		all(List.of(QEMU, "VectorTest"), Extension.V, Extension.ZVE32X, Extension.ZVE32F, Extension.ZVE64X, Extension.ZVE64F, Extension.ZVE64D,
				Extension.ZVFHMIN, Extension.ZVFH);
		all(List.of("VectorCryptographyTest"), Extension.ZVKG, Extension.ZVKN, Extension.ZVKNC, Extension.ZVKNED, Extension.ZVKNG,
				Extension.ZVKNHA, Extension.ZVKNHB, Extension.ZVKS, Extension.ZVKSC, Extension.ZVKSED, Extension.ZVKSG, Extension.ZVKSH);
		all(List.of("BrainFloatTest"), Extension.ZFBFMIN, Extension.ZVFBFMIN, Extension.ZVFBFWMA);
		all(List.of("VectorTest"), Extension.ZVKB, Extension.ZVBB, Extension.ZVBC, Extension.ZVL32B, Extension.ZVL64B, Extension.ZVL128B, Extension.ZVL256B, Extension.ZVL512B,
				Extension.ZVL1024B);
	}

	private ExtensionsPage() {
	}

	private static void all(List<String> tests, Extension... extensions) {
		for (Extension extension : extensions) {
			TESTS.put(extension, tests);
		}
	}

	/** The names of a test's file without its folder, or an empty list for an extension that has none. */
	static List<String> tests(Extension extension) {
		return TESTS.getOrDefault(extension, List.of());
	}

	static String table() {
		StringBuilder html = new StringBuilder(BEGIN);
		html.append("<table>\n<tr><th>Extension</th><th>Version</th><th>What it brings</th><th>Specification</th><th>Tests</th></tr>\n");
		for (Extension extension : Extension.values()) {
			if (!NOT_EXECUTED.contains(extension)) {
				html.append("<tr><td>").append(extension.title()).append("</td><td>").append(extension.version()).append("</td><td>")
						.append(extension.about()).append("</td><td>").append(extension.specification()).append("</td><td>")
						.append(String.join(", ", tests(extension))).append("</td></tr>\n");
			}
		}
		return html.append("</table>\n").append(END).toString();
	}

	/** Writes the table into the page; to be started in the folder of these tests. */
	public static void main(String[] arguments) throws IOException {
		String page = Files.readString(FILE);
		Files.writeString(FILE, page.substring(0, page.indexOf(BEGIN)) + table() + page.substring(page.indexOf(END) + END.length()));
	}
}
