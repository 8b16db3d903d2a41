/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringside.isa.IsaProfile;

/** The assembler on the command line: options in, files and GNU-style messages out. */
public final class AssemblerCommand {

	/** Everything was written. */
	public static final int OK = 0;
	/** The sources have errors. */
	public static final int ERRORS = 1;
	/** The command line is wrong, or a file cannot be read or written. */
	public static final int USAGE = 2;

	/** What needs no other expansion of pseudo-instructions than GNU as makes by default. */
	public static final IsaProfile DEFAULT_ISA = IsaProfile.parse("rv64gch_svinval_zawrs_zicbom_zicbop_zicboz_zihintpause");

	private static final String HELP = """
			asm [-o OUT] [--link ADDRESS | -T SCRIPT] [--relax] [-I DIR] [-D NAME=VALUE] [-g]
			    [--debug-prefix-map OLD=NEW] [--isa STRING] [-mrelax | -mno-relax] FILE...
			  FILE             a source (.S is preprocessed); when linking also an object (.o) or an
			                   archive of objects (.a), from any assembler or compiler
			  -o OUT           the file to write; without it FILE.o, or a.elf when linking
			  --link ADDRESS   links all files to an executable that begins at this address
			  -T SCRIPT        links all files as this linker script says
			  --relax          when linking, makes code shorter where that can be, as GNU ld does
			  -mrelax, -mno-relax
			                   whether a linker may make the code of objects shorter; without either
			                   it may, as with GNU as, but what is linked here stays as written
			  -I DIR           looks for included files here too
			  -D NAME=VALUE    defines a symbol, and a macro for the preprocessor (1 if VALUE is left
			                   away); what is no number is a macro only
			  -g               adds DWARF line information, for debuggers
			  --debug-prefix-map OLD=NEW
			                   names the folder NEW in debug information where it is OLD, so that what is
			                   built elsewhere is the same
			  --isa STRING     accepts these extensions, such as rv64imac_zicsr_zbb; without it
			                   those of a general-purpose kernel: rv64gch, Svinval, Zicbo*, Zawrs
			""";

	private static final String PREFIX_MAP = "--debug-prefix-map";

	private static final class UsageException extends Exception {

		private static final long serialVersionUID = 1L;

		UsageException(String message) {
			super(message);
		}
	}

	private final List<Path> inputs = new ArrayList<>();
	private final List<Path> includePaths = new ArrayList<>();
	private final Map<String, Long> definitions = new LinkedHashMap<>();
	private final Map<String, String> macros = new LinkedHashMap<>();
	private IsaProfile isa = DEFAULT_ISA;
	private Path output;
	private Path script;
	private Long address;
	private boolean debug;
	private boolean relaxWhenLinking;
	private Boolean relaxable;
	/** What stands for which folder in debug information, the last given first. */
	private final Deque<String[]> debugPrefixes = new ArrayDeque<>();

	private AssemblerCommand() {
	}

	/** Runs the command and answers its exit code: {@link #OK}, {@link #ERRORS} or {@link #USAGE}. */
	public static int run(String[] args, PrintStream out, PrintStream err) {
		if (List.of(args).contains("--help")) {
			out.print(HELP);
			return OK;
		}
		AssemblerCommand command = new AssemblerCommand();
		try {
			command.parse(args);
			return command.run(err);
		} catch (UsageException e) {
			err.println("asm: " + e.getMessage());
			return USAGE;
		}
	}

	private void parse(String[] args) throws UsageException {
		for (int i = 0; i < args.length; i++) {
			String option = args[i];
			if (option.length() > 2 && (option.startsWith("-I") || option.startsWith("-D"))) {
				apply(option.substring(0, 2), option.substring(2));
			} else if (option.startsWith(PREFIX_MAP + "=")) {
				apply(PREFIX_MAP, option.substring(PREFIX_MAP.length() + 1));
			} else if (option.equals("-g")) {
				debug = true;
			} else if (option.equals("--relax")) {
				relaxWhenLinking = true;
			} else if (option.equals("-mrelax") || option.equals("-mno-relax")) {
				relaxable = option.equals("-mrelax");
			} else if (option.startsWith("-") && option.length() > 1) {
				if (!List.of("-o", "--link", "-T", "-I", "-D", "--isa", PREFIX_MAP).contains(option)) {
					throw new UsageException("There is no option '" + option + "'; --help tells those that there are.");
				}
				if (i + 1 == args.length) {
					throw new UsageException("The option " + option + " needs a value.");
				}
				apply(option, args[++i]);
			} else {
				inputs.add(path(option));
			}
		}
		if (inputs.isEmpty()) {
			throw new UsageException("Expected at least one source file; --help tells the options.");
		}
		if (address != null && script != null) {
			throw new UsageException("Either --link or -T can be given, not both.");
		}
	}

	private static Path path(String name) throws UsageException {
		try {
			return Path.of(name);
		} catch (InvalidPathException e) {
			throw new UsageException("'" + name + "' is not the name of a file.");
		}
	}

	private void apply(String option, String value) throws UsageException {
		switch (option) {
			case "-o" -> output = path(value);
			case "-T" -> script = path(value);
			case "-I" -> includePaths.add(path(value));
			case PREFIX_MAP -> {
				int equals = value.indexOf('=');
				if (equals <= 0) {
					throw new UsageException("The option " + PREFIX_MAP + " needs OLD=NEW, but has '" + value + "'.");
				}
				debugPrefixes.push(new String[] {value.substring(0, equals), value.substring(equals + 1)});
			}
			case "--link" -> address = number(value, "--link");
			case "-D" -> {
				int equals = value.indexOf('=');
				String text = equals < 0 ? "1" : value.substring(equals + 1);
				String name = equals < 0 ? value : value.substring(0, equals);
				if (text.matches("-?[0-9]+|0x[0-9a-fA-F]+")) {
					definitions.put(name, number(text, "-D"));
				} else {
					macros.put(name, text);
				}
			}
			default -> {
				try {
					isa = IsaProfile.parse(value);
				} catch (IllegalArgumentException e) {
					throw new UsageException(e.getMessage());
				}
			}
		}
	}

	private static long number(String text, String option) throws UsageException {
		try {
			return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
		} catch (NumberFormatException notANumber) {
			throw new UsageException("The option " + option + " needs a number, but has '" + text + "'.");
		}
	}

	private int run(PrintStream err) throws UsageException {
		boolean linking = address != null || script != null;
		if (relaxWhenLinking && !linking) {
			throw new UsageException("The option --relax is for linking: expected --link or -T, too.");
		}
		AssemblerOptions options = new AssemblerOptions(isa, List.copyOf(includePaths), Map.copyOf(definitions),
				debug ? Optional.of(debugFolder()) : Optional.empty(), relaxable != null ? relaxable : !linking || relaxWhenLinking,
				Map.copyOf(macros));
		List<AssemblyResult> results = new ArrayList<>();
		List<LinkInput> links = new ArrayList<>();
		boolean failed = false;
		for (Path input : inputs) {
			byte[] contents = read(input);
			if (LinkInput.isBinary(contents)) {
				if (!linking) {
					throw new UsageException("'" + input + "' is an object already: expected --link or -T.");
				}
				links.add(binary(input, contents));
				continue;
			}
			AssemblyResult result = Assembler.assemble(input.toString(), contents, options, this::include);
			result.problems().forEach(err::println);
			failed |= !result.succeeded();
			if (result.succeeded()) {
				results.add(result);
				links.add(LinkInput.of(result));
			}
		}
		if (failed) {
			return ERRORS;
		}
		return linking ? link(links, err) : objects(results);
	}

	private static LinkInput binary(Path input, byte[] contents) throws UsageException {
		try {
			return LinkInput.read(input.toString(), contents);
		} catch (IllegalArgumentException e) {
			throw new UsageException(e.getMessage());
		}
	}

	/** The folder in which this runs, as debug information is to name it. */
	private String debugFolder() {
		String folder = Path.of("").toAbsolutePath().toString();
		for (String[] prefix : debugPrefixes) {
			if (folder.startsWith(prefix[0])) {
				return prefix[1] + folder.substring(prefix[0].length());
			}
		}
		return folder;
	}

	private int objects(List<AssemblyResult> results) throws UsageException {
		if (output != null && results.size() > 1) {
			throw new UsageException("With -o only one file can be assembled unless it is linked.");
		}
		for (int i = 0; i < results.size(); i++) {
			String name = inputs.get(i).getFileName().toString();
			Path file = output != null ? output : inputs.get(i).resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".o");
			write(file, results.get(i).toElf().orElseThrow());
		}
		return OK;
	}

	private int link(List<LinkInput> objects, PrintStream err) throws UsageException {
		LinkResult linked = script == null ? Linker.linkInputs(objects, address, relaxWhenLinking)
				: Linker.linkInputs(objects, script.toString(), new String(read(script), StandardCharsets.UTF_8), relaxWhenLinking);
		linked.messages().forEach(err::println);
		if (linked.toElf().isEmpty()) {
			return ERRORS;
		}
		write(output == null ? Path.of("a.elf") : output, linked.toElf().get());
		return OK;
	}

	private Optional<byte[]> include(String name, String from) {
		List<Path> folders = new ArrayList<>();
		Path parent = Path.of(from).getParent();
		folders.add(parent == null ? Path.of("") : parent);
		for (Path input : inputs) {
			folders.add(input.getParent() == null ? Path.of("") : input.getParent());
		}
		folders.add(Path.of(""));
		folders.addAll(includePaths);
		for (Path folder : folders) {
			try {
				Path file = folder.resolve(name);
				if (Files.isRegularFile(file)) {
					return Optional.of(Files.readAllBytes(file));
				}
			} catch (IOException | InvalidPathException unreadable) {
				// The next folder may have it; if none has, the directive is reported.
				continue;
			}
		}
		return Optional.empty();
	}

	private static byte[] read(Path file) throws UsageException {
		try {
			return Files.readAllBytes(file);
		} catch (IOException e) {
			throw new UsageException("The file '" + file + "' cannot be read" + (Files.exists(file) ? "." : ": there is none of this name."));
		}
	}

	private static void write(Path file, byte[] contents) throws UsageException {
		try {
			Files.write(file, contents);
		} catch (IOException e) {
			throw new UsageException("The file '" + file + "' cannot be written.");
		}
	}
}
