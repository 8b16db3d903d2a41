/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.elf.ElfFile;

/** The command line: what is written where, and one sentence for each mistake. */
class AssemblerCommandTest {

	@TempDir
	private Path folder;

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(String... args) {
		err.reset();
		return AssemblerCommand.run(args, new PrintStream(new ByteArrayOutputStream()), new PrintStream(err));
	}

	private String messages() {
		return err.toString(StandardCharsets.UTF_8).strip();
	}

	private String source(String name, String text) throws IOException {
		return Files.writeString(folder.resolve(name), text).toString();
	}

	@Test
	void writesAnObjectBesideTheSource() throws Exception {
		assertEquals(AssemblerCommand.OK, run(source("a.s", "nop\n")), messages());
		assertTrue(Files.isRegularFile(folder.resolve("a.o")));
	}

	@Test
	void linksAtAnAddressWithDefinitionsAndIncludes() throws Exception {
		source("n.inc", ".equ N, GIVEN + 1\n");
		String main = source("main.s", ".include \"n.inc\"\n.global _start\n_start: li a0, N\ncall far\n");
		String far = source("far.S", "#define RESULT 7\n.global far\nfar: li a1, RESULT\nret\n");
		String out = folder.resolve("out.elf").toString();
		assertEquals(AssemblerCommand.OK, run("-g", "-DGIVEN=41", "--link", "0x80000000", "-o", out, main, far), messages());
		ElfFile elf = ElfFile.read(Path.of(out));
		assertEquals(0x80000000L, elf.entry());
	}

	@Test
	void namesAnotherFolderInDebugInformation() throws Exception {
		String main = source("main.s", "nop\n");
		Path out = folder.resolve("out.elf");
		String here = Path.of("").toAbsolutePath().toString();
		assertEquals(AssemblerCommand.OK, run("-g", "--link", "0", "-o", out.toString(), main), messages());
		assertTrue(Files.readString(out, StandardCharsets.ISO_8859_1).contains(here + "\0"), "the folder is not named");
		assertEquals(AssemblerCommand.OK, run("-g", "--debug-prefix-map=" + here + "=/elsewhere", "--link", "0", "-o", out.toString(), main), messages());
		String image = Files.readString(out, StandardCharsets.ISO_8859_1);
		assertTrue(image.contains("\0/elsewhere\0") && !image.contains("\0" + here + "\0"), "the other folder is not named instead");
	}

	@Test
	void tellsMistakesInTheSource() throws Exception {
		String file = source("bad.s", "nop\nfoo\n");
		assertEquals(AssemblerCommand.ERRORS, run(file));
		assertTrue(messages().startsWith(file + ":2:1: error: There is no instruction or macro 'foo'."), messages());
	}

	@Test
	void tellsMistakesOfTheCommandLine() throws Exception {
		assertEquals(AssemblerCommand.USAGE, run());
		assertEquals("asm: Expected at least one source file; --help tells the options.", messages());
		assertEquals(AssemblerCommand.USAGE, run("--what", "a.s"));
		assertEquals("asm: There is no option '--what'; --help tells those that there are.", messages());
		assertEquals(AssemblerCommand.USAGE, run("-o"));
		assertEquals("asm: The option -o needs a value.", messages());
		assertEquals(AssemblerCommand.USAGE, run("--link", "here", "a.s"));
		assertEquals("asm: The option --link needs a number, but has 'here'.", messages());
		assertEquals(AssemblerCommand.USAGE, run("--isa", "rv32i", "a.s"));
		assertEquals("asm: The ISA string 'rv32i' must begin with rv64.", messages());
		assertEquals(AssemblerCommand.USAGE, run("--debug-prefix-map", "here", "a.s"));
		assertEquals("asm: The option --debug-prefix-map needs OLD=NEW, but has 'here'.", messages());
		String missing = folder.resolve("none.s").toString();
		assertEquals(AssemblerCommand.USAGE, run(missing));
		assertEquals("asm: The file '" + missing + "' cannot be read: there is none of this name.", messages());
	}

	@Test
	void linksObjectsAndRelaxesOnRequest() throws Exception {
		String main = source("main.s", ".global _start\n_start: call far\nj _start\n");
		String far = source("far.s", ".global far\nfar: ret\n");
		assertEquals(AssemblerCommand.OK, run(far), messages());
		String object = folder.resolve("far.o").toString();
		Path plain = folder.resolve("plain.elf");
		Path relaxed = folder.resolve("relaxed.elf");
		assertEquals(AssemblerCommand.OK, run("--link", "0x80000000", "-o", plain.toString(), main, object), messages());
		assertEquals(AssemblerCommand.OK, run("--relax", "--link", "0x80000000", "-o", relaxed.toString(), main, object), messages());
		long longer = ElfFile.read(plain).section(".text").orElseThrow().size();
		assertEquals(longer - 4, ElfFile.read(relaxed).section(".text").orElseThrow().size(), "a call becomes one jump");
		assertEquals(AssemblerCommand.USAGE, run("--relax", main));
		assertEquals("asm: The option --relax is for linking: expected --link or -T, too.", messages());
		assertEquals(AssemblerCommand.USAGE, run(object));
		assertEquals("asm: '" + object + "' is an object already: expected --link or -T.", messages());
		Files.write(Path.of(object), new byte[] {0x7f, 'E', 'L', 'F'});
		assertEquals(AssemblerCommand.USAGE, run("--link", "0", main, object));
		assertEquals("asm: The file " + object + " is no relocatable ELF file for 64-bit RISC-V.", messages());
	}

	@Test
	void objectsTellWhetherTheyMayBeMadeShorter() throws Exception {
		String main = source("main.s", "_start: call _start\n");
		assertEquals(AssemblerCommand.OK, run(main), messages());
		long relaxable = Files.size(folder.resolve("main.o"));
		assertEquals(AssemblerCommand.OK, run("-mno-relax", main), messages());
		assertTrue(Files.size(folder.resolve("main.o")) < relaxable, "a relocation less");
	}

	@Test
	void macrosOfThePreprocessorCanBeTexts() throws Exception {
		String main = source("main.S", "#if COUNT == 3\nli REG, COUNT\n#else\n#error no count\n#endif\n");
		assertEquals(AssemblerCommand.OK, run("-DREG=a0", "-D", "COUNT=3", main), messages());
		assertEquals(AssemblerCommand.ERRORS, run("-DREG=a0", "-D", "COUNT=4", main));
	}
}
