/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.isa.Cause;
import org.ringside.isa.Csr;
import org.ringside.isa.CsrField;
import org.ringside.isa.Csrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Registers;
import org.ringside.isa.paging.Pte;

/** Explains the word at a place of a source: what a person reads when the pointer rests on it. */
public final class Explanation {

	/**
	 * An explanation.
	 *
	 * @param token the word that is explained
	 * @param title its first line
	 * @param lines the others
	 */
	public record Text(SourceToken token, String title, List<String> lines) {
		public Text {
			lines = List.copyOf(lines);
		}
	}

	private Explanation() {
	}

	/**
	 * Explains the word at an offset; empty where there is nothing to say.
	 *
	 * @param others definitions of other files of the project
	 */
	public static Optional<Text> at(SourceModel model, int offset, List<Definition> others) {
		Optional<SourceToken> found = model.tokenAt(offset);
		if (found.isEmpty()) {
			return Optional.empty();
		}
		SourceToken token = found.get();
		String word = token.in(model.text());
		return switch (token.role()) {
		case INSTRUCTION, PRIVILEGED, SENSITIVE -> Vocabulary.mnemonic(word)
				.map(known -> instruction(token, known, csrOf(model, token)));
		case DIRECTIVE -> Optional.ofNullable(word.startsWith("%") ? Vocabulary.allModifiers().get(word.substring(1))
				: Vocabulary.allDirectives().get(word))
				.map(help -> new Text(token, help, List.of()));
		case REGISTER -> Optional.of(register(token, word));
		case CSR -> Vocabulary.csr(word).map(csr -> csr(token, csr));
		case NUMBER -> number(model, token, word);
		case LABEL, SYMBOL, MACRO -> symbol(token, model, word, others);
		case STRING, COMMENT -> Optional.empty();
		};
	}

	private static Text instruction(SourceToken token, Vocabulary.Mnemonic mnemonic, Optional<Csr> csr) {
		List<String> lines = new ArrayList<>();
		lines.add(mnemonic.help());
		mnemonic.instruction().ifPresent(row -> facts(row, csr, lines));
		return new Text(token, String.join("  or  ", mnemonic.forms()), lines);
	}

	private static void facts(Instruction row, Optional<Csr> csr, List<String> lines) {
		lines.add("Encoding: " + row.pattern() + " (" + row.length() + " bytes)");
		lines.add("Extension: " + row.extension().spelling() + ", " + row.extension().title());
		if (row.isPrivileged()) {
			lines.add("Privileged: traps in U-mode.");
		}
		if (row.isSensitive()) {
			lines.add("Sensitive: " + row.sensitivity());
		}
		lines.addAll(InstructionCost.of(row, csr));
	}

	/** The CSR that a statement names behind its mnemonic. */
	private static Optional<Csr> csrOf(SourceModel model, SourceToken mnemonic) {
		int line = model.lineOf(mnemonic.offset());
		return model.tokens().stream().filter(token -> token.offset() > mnemonic.offset() && model.lineOf(token.offset()) == line)
				.filter(token -> token.role() == TokenRole.CSR).findFirst().flatMap(token -> Vocabulary.csr(token.in(model.text())));
	}

	private static Text register(SourceToken token, String word) {
		if (Registers.vNumber(word).isPresent()) {
			return new Text(token, word, List.of("vector register; saved by the caller"));
		}
		boolean integer = Registers.xNumber(word).isPresent();
		int number = (integer ? Registers.xNumber(word) : Registers.fNumber(word)).getAsInt();
		String abi = integer ? Registers.x(number) : Registers.f(number);
		return new Text(token, (integer ? "x" : "f") + number + " = " + abi, List.of(saver(abi)));
	}

	/** What the calling convention says of a register, by its ABI name. */
	static String saver(String abi) {
		return switch (abi) {
		case "zero" -> "always zero";
		case "ra" -> "return address; saved by the caller";
		case "sp" -> "stack pointer; kept by the callee";
		case "gp" -> "global pointer; left alone";
		case "tp" -> "thread pointer; left alone";
		default -> abi.startsWith("s") || abi.startsWith("fs") || abi.equals("fp") ? "kept by the callee"
				: abi.startsWith("a") || abi.startsWith("fa") ? "argument, result for a0 and a1; saved by the caller"
						: "temporary; saved by the caller";
		};
	}

	private static Text csr(SourceToken token, Csr csr) {
		List<String> lines = new ArrayList<>();
		lines.add(csr.help());
		lines.add("CSR 0x%03x, from %s-mode, %s. %s".formatted(csr.number(), csr.lowestPrivilege(),
				csr.isReadOnly() ? "read-only" : "read and write", csr.source()));
		for (CsrField field : csr.fields()) {
			lines.add("%s  %s: %s".formatted(
					field.high() == field.low() ? "[" + field.low() + "]" : "[" + field.high() + ":" + field.low() + "]",
					field.name(), field.meaning()));
		}
		return new Text(token, csr.name(), lines);
	}

	private static Optional<Text> number(SourceModel model, SourceToken token, String word) {
		Optional<Csr> numbered = isCsrOperand(model, token) ? value(word).filter(value -> value >= 0 && value < 4096)
				.flatMap(value -> Csrs.byNumber(value.intValue())) : Optional.empty();
		if (numbered.isPresent()) {
			return numbered.map(found -> csr(token, found));
		}
		return value(word).map(value -> {
			List<String> lines = new ArrayList<>();
			lines.add("hexadecimal 0x" + Long.toHexString(value));
			lines.add("decimal " + Long.toUnsignedString(value) + (value < 0 ? " or " + value : ""));
			lines.add("binary " + Long.toBinaryString(value));
			lines.add("as a page-table entry: " + Pte.describe(value));
			if (value < 0 && (value & Long.MAX_VALUE) < 64 || value >= 0 && value < 64) {
				lines.add("as scause: " + Cause.describe(value));
			}
			return new Text(token, word, lines);
		});
	}

	/** Whether a number is the CSR of an instruction: behind the register that is read into, or the mnemonic that only writes. */
	private static boolean isCsrOperand(SourceModel model, SourceToken token) {
		int index = model.tokens().indexOf(token);
		for (int back = 1; back <= 2 && index - back >= 0; back++) {
			SourceToken before = model.tokens().get(index - back);
			if (model.lineOf(before.offset()) != model.lineOf(token.offset())) {
				return false;
			}
			String word = before.in(model.text());
			boolean reads = List.of("csrr", "csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci").contains(word);
			boolean writes = List.of("csrw", "csrs", "csrc", "csrwi", "csrsi", "csrci").contains(word);
			if (reads || writes) {
				return reads ? back == 2 : back == 1;
			}
		}
		return false;
	}

	/** The value of a number as it is written in a source. */
	static Optional<Long> value(String word) {
		String lower = word.toLowerCase(java.util.Locale.ROOT);
		try {
			if (lower.startsWith("'")) {
				return lower.length() > 1 && lower.charAt(1) != '\\' ? Optional.of((long) word.charAt(1)) : Optional.empty();
			}
			if (lower.startsWith("0x")) {
				return Optional.of(Long.parseUnsignedLong(lower.substring(2), 16));
			}
			if (lower.startsWith("0b")) {
				return Optional.of(Long.parseUnsignedLong(lower.substring(2), 2));
			}
			boolean octal = lower.length() > 1 && lower.startsWith("0");
			return Optional.of(Long.parseUnsignedLong(lower, octal ? 8 : 10));
		} catch (NumberFormatException e) {
			return Optional.empty();
		}
	}

	private static Optional<Text> symbol(SourceToken token, SourceModel model, String word, List<Definition> others) {
		Optional<Definition> definition = model.definitionOf(token)
				.or(() -> others.stream().filter(other -> other.name().equals(word)).findFirst());
		return definition.map(found -> {
			List<String> lines = new ArrayList<>();
			lines.add("Defined in line " + found.line() + (model.definitions().contains(found) ? "" : " of another file"));
			if (!found.detail().isEmpty()) {
				value(found.detail()).filter(value -> found.kind() == Definition.Kind.CONSTANT)
						.ifPresent(value -> lines.add("= 0x" + Long.toHexString(value) + " = " + value));
			}
			return new Text(token, switch (found.kind()) {
			case LABEL, LOCAL_LABEL -> "label " + found.name();
			case CONSTANT -> found.name() + " = " + found.detail();
			case MACRO -> "macro " + found.name() + " " + found.detail();
			case SECTION -> "section " + found.name();
			}, lines);
		});
	}
}
