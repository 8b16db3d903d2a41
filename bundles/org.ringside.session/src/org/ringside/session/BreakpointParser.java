/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import org.ringside.isa.Cause;
import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.TableEffect;

/** Reads the language of {@link BreakpointSpec}. */
final class BreakpointParser {

	private static final List<String> KINDS = List.of("trap", "hypercall", "table-write");
	private static final List<String> PREFIXES = List.of("pc", "gva", "gpa", "symbol", "trap", "hypercall", "table-write");
	private static final List<String> COMMON = List.of("vcpu", "mode", "asid", "root", "hits", "once", "disabled", "action");

	private final String whole;
	private final List<String> words;
	private BreakpointOptions options = BreakpointOptions.DEFAULT;

	BreakpointParser(String text) {
		whole = text.strip();
		words = split(whole);
	}

	/** Whether a text without prefix means a symbol. */
	static boolean readsAsSymbol(String text) {
		return !KINDS.contains(text) && text.indexOf(':') < 0 && text.indexOf(' ') < 0 && !text.isEmpty()
				&& Character.digit(text.charAt(0), 10) < 0;
	}

	BreakpointSpec parse() throws SessionException {
		if (words.isEmpty()) {
			throw new SessionException("The breakpoint is empty; expected for example a symbol, pc:0x80200000, trap:page-fault, "
					+ "hypercall:TIME.set_timer or table-write.");
		}
		String head = words.get(0);
		int colon = head.indexOf(':');
		String prefix = colon < 0 ? head : head.substring(0, colon);
		String rest = colon < 0 ? "" : head.substring(colon + 1);
		if (colon >= 0 && rest.isEmpty() && !(prefix.isEmpty())) {
			throw new SessionException("In breakpoint '" + whole + "' something must follow " + head
					+ (PREFIXES.contains(prefix) ? "." : "; a source line is written as FILE:LINE."));
		}
		return switch (prefix) {
			case "trap" -> trap(rest);
			case "hypercall" -> hypercall(rest);
			case "table-write" -> tableWrite(rest);
			case "pc", "gva" -> instruction(colon < 0 ? symbol(head) : new InstructionBreakpoint.Virtual(address(rest)));
			case "gpa" -> instruction(colon < 0 ? symbol(head) : new InstructionBreakpoint.Physical(address(rest)));
			case "symbol" -> instruction(symbol(colon < 0 ? head : rest));
			default -> instruction(location(head, colon));
		};
	}

	private InstructionBreakpoint.Location location(String head, int colon) throws SessionException {
		if (colon < 0) {
			if (Character.digit(head.charAt(0), 10) >= 0) {
				return new InstructionBreakpoint.Virtual(address(head));
			}
			return symbol(head);
		}
		int last = head.lastIndexOf(':');
		OptionalLong line = Numbers.parse(head.substring(last + 1));
		if (line.isEmpty() || line.getAsLong() < 1 || line.getAsLong() > Integer.MAX_VALUE || last == 0) {
			throw new SessionException("The breakpoint '" + whole + "' is of no known kind; expected a symbol, FILE:LINE, "
					+ "pc:ADDRESS, gpa:ADDRESS, trap, hypercall or table-write."
					+ Words.didYouMean(head.substring(0, colon), PREFIXES));
		}
		return new InstructionBreakpoint.Line(head.substring(0, last), (int) line.getAsLong());
	}

	/** The place of the instruction that an event comes from. */
	private InstructionBreakpoint.Location place(Option option) throws SessionException {
		String text = option.value;
		int colon = text.indexOf(':');
		String prefix = colon < 0 ? "" : text.substring(0, colon);
		return switch (prefix) {
			case "pc", "gva" -> new InstructionBreakpoint.Virtual(address(text.substring(colon + 1)));
			case "symbol" -> symbol(text.substring(colon + 1));
			case "gpa" -> throw wrongValue(option, "a guest-virtual address, a symbol or FILE:LINE", "");
			default -> location(text, colon);
		};
	}

	private InstructionBreakpoint.Symbol symbol(String text) throws SessionException {
		int plus = text.lastIndexOf('+');
		if (plus <= 0) {
			return new InstructionBreakpoint.Symbol(text, 0);
		}
		OptionalLong offset = Numbers.parse(text.substring(plus + 1));
		if (offset.isEmpty()) {
			throw new SessionException("In breakpoint '" + whole + "' the offset " + text.substring(plus + 1)
					+ " is no number; expected for example " + text.substring(0, plus) + "+0x10.");
		}
		return new InstructionBreakpoint.Symbol(text.substring(0, plus), offset.getAsLong());
	}

	private BreakpointSpec instruction(InstructionBreakpoint.Location at) throws SessionException {
		for (Option option : optionWords(List.of())) {
			common(option);
		}
		return new InstructionBreakpoint(at, options);
	}

	private BreakpointSpec trap(String causesText) throws SessionException {
		Set<Long> causes = new TreeSet<>();
		for (String name : items(causesText)) {
			if (name.equals("*")) {
				causes.clear();
				break;
			}
			causes.addAll(causes(name));
		}
		Set<PrivilegeMode> from = Set.of();
		Set<PrivilegeMode> to = Set.of();
		boolean onReturn = false;
		for (Option option : optionWords(List.of("at", "from", "to", "on"))) {
			switch (option.name) {
				case "from" -> from = modes(option);
				case "to" -> to = modes(option);
				case "on" -> onReturn = either(option, "entry", "return");
				default -> common(option);
			}
		}
		return new TrapBreakpoint(causes, from, to, onReturn, options);
	}

	private Set<Long> causes(String name) throws SessionException {
		Set<Long> known = CauseNames.all().get(name.toLowerCase(Locale.ROOT));
		if (known != null) {
			return known;
		}
		boolean interrupt = name.startsWith("interrupt-");
		OptionalLong number = Numbers.parse(interrupt ? name.substring("interrupt-".length()) : name);
		if (number.isPresent() && (number.getAsLong() & ~Cause.INTERRUPT) < 64) {
			return Set.of(number.getAsLong() | (interrupt ? Cause.INTERRUPT : 0));
		}
		throw new SessionException("There is no trap cause called " + name
				+ "; expected a name such as load-page-fault or supervisor-timer, a group such as page-fault, ecall, interrupt "
				+ "or exception, a number below 64, or *." + Words.didYouMean(name, CauseNames.all().keySet()));
	}

	private BreakpointSpec hypercall(String callsText) throws SessionException {
		List<HypercallBreakpoint.Call> calls = new ArrayList<>();
		for (String name : items(callsText)) {
			if (name.equals("*")) {
				calls.clear();
				break;
			}
			calls.add(SbiNames.parse(name));
		}
		boolean onReturn = false;
		for (Option option : optionWords(List.of("at", "on"))) {
			if (option.name.equals("on")) {
				onReturn = either(option, "call", "return");
			} else {
				common(option);
			}
		}
		return new HypercallBreakpoint(calls, onReturn, options);
	}

	private BreakpointSpec tableWrite(String rangeText) throws SessionException {
		Optional<PageTableWriteBreakpoint.Range> range = rangeText.isEmpty() || rangeText.equals("*") ? Optional.empty()
				: Optional.of(range(rangeText));
		Set<TableEffect> effects = EnumSet.noneOf(TableEffect.class);
		Set<Integer> levels = new TreeSet<>();
		for (Option option : optionWords(List.of("at", "effect", "level"))) {
			switch (option.name) {
				case "effect" -> {
					for (String name : items(option.value)) {
						effects.add(effect(name));
					}
				}
				case "level" -> {
					for (String number : items(option.value)) {
						levels.add((int) bounded(option, number, 4));
					}
				}
				default -> common(option);
			}
		}
		return new PageTableWriteBreakpoint(range, effects, levels, options);
	}

	private PageTableWriteBreakpoint.Range range(String text) throws SessionException {
		int dash = text.indexOf('-');
		int plus = text.indexOf('+');
		int split = Math.max(dash, plus);
		if (split < 0) {
			long gva = address(text);
			return new PageTableWriteBreakpoint.Range(gva, gva);
		}
		long first = address(text.substring(0, split));
		long second = address(text.substring(split + 1));
		long last = dash >= 0 ? second - 1 : first + second - 1;
		if (Long.compareUnsigned(last, first) < 0 || dash < 0 && second == 0) {
			throw new SessionException("The range " + text + " of breakpoint '" + whole
					+ "' is empty; its end must lie above its beginning.");
		}
		return new PageTableWriteBreakpoint.Range(first, last);
	}

	private TableEffect effect(String name) throws SessionException {
		List<String> known = new ArrayList<>();
		for (TableEffect effect : TableEffect.values()) {
			known.add(Words.dashed(effect));
			if (Words.dashed(effect).equalsIgnoreCase(name)) {
				return effect;
			}
		}
		throw new SessionException("There is no effect of a page-table write called " + name + "; expected "
				+ Words.choice(known) + "." + Words.didYouMean(name, known));
	}

	private record Option(String name, String value, boolean hasValue) {
	}

	private List<Option> optionWords(List<String> own) throws SessionException {
		List<Option> found = new ArrayList<>();
		List<String> known = new ArrayList<>(own);
		known.addAll(COMMON);
		for (String word : words.subList(1, words.size())) {
			if (word.equals("if")) {
				continue;
			}
			int equals = word.indexOf('=');
			String name = equals < 0 ? word : word.substring(0, equals);
			boolean flag = name.equals("once") || name.equals("disabled");
			if (!known.contains(name)) {
				throw new SessionException("In breakpoint '" + whole + "' the option " + word + " is not known; expected "
						+ Words.choice(known) + "." + Words.didYouMean(name, known));
			}
			if (flag != equals < 0 || equals == word.length() - 1) {
				throw new SessionException("In breakpoint '" + whole + "' the option " + name
						+ (flag ? " takes no value." : " needs a value: " + name + "=…"));
			}
			found.add(new Option(name, equals < 0 ? "" : word.substring(equals + 1), equals >= 0));
		}
		return found;
	}

	private Set<Integer> vcpus(Option option) throws SessionException {
		Set<Integer> vcpus = new TreeSet<>();
		for (String number : items(option.value)) {
			vcpus.add((int) bounded(option, number, 4095));
		}
		return vcpus;
	}

	private void common(Option option) throws SessionException {
		options = switch (option.name) {
			case "at" -> options.withAt(Optional.of(place(option)));
			case "vcpu" -> options.withVcpus(vcpus(option));
			case "mode" -> options.withModes(modes(option));
			case "asid" -> options.withAsid(OptionalInt.of((int) bounded(option, option.value, 0xffff)));
			case "root" -> options.withRoot(OptionalLong.of(address(option.value)));
			case "hits" -> options.withHits(Math.max(1, bounded(option, option.value, Long.MAX_VALUE)));
			case "once" -> options.withOnce(true);
			case "disabled" -> options.withEnabled(false);
			case "action" -> options.withAction(action(option));
			default -> throw new IllegalStateException("The option " + option.name + " is listed and not read");
		};
	}

	private BreakpointAction action(Option option) throws SessionException {
		List<String> known = new ArrayList<>();
		for (BreakpointAction action : BreakpointAction.values()) {
			known.add(action.word());
			if (action.word().equals(option.value)) {
				return action;
			}
		}
		throw wrongValue(option, Words.choice(known), Words.didYouMean(option.value, known));
	}

	private boolean either(Option option, String no, String yes) throws SessionException {
		if (!option.value.equals(no) && !option.value.equals(yes)) {
			throw wrongValue(option, no + " or " + yes, Words.didYouMean(option.value, List.of(no, yes)));
		}
		return option.value.equals(yes);
	}

	private Set<PrivilegeMode> modes(Option option) throws SessionException {
		Set<PrivilegeMode> modes = EnumSet.noneOf(PrivilegeMode.class);
		for (String name : items(option.value)) {
			Optional<PrivilegeMode> mode = PrivilegeMode.named(name);
			if (mode.isEmpty()) {
				throw wrongValue(option, "U, S, M, HS, VU or VS", "");
			}
			modes.add(mode.get());
		}
		return modes;
	}

	private long bounded(Option option, String text, long most) throws SessionException {
		OptionalLong number = Numbers.parse(text);
		if (number.isEmpty() || Long.compareUnsigned(number.getAsLong(), most) > 0) {
			throw wrongValue(option, most == Long.MAX_VALUE ? "a number" : "a number from 0 to " + most, "");
		}
		return number.getAsLong();
	}

	private SessionException wrongValue(Option option, String expected, String hint) {
		return new SessionException("In breakpoint '" + whole + "' the option " + option.name + " cannot be " + option.value
				+ "; expected " + expected + "." + hint);
	}

	private long address(String text) throws SessionException {
		OptionalLong number = Numbers.parse(text);
		if (number.isEmpty()) {
			throw new SessionException("In breakpoint '" + whole + "' " + (text.isEmpty() ? "an address is missing" : text
					+ " is no address") + "; expected a number of up to 64 bits such as 0x80200000.");
		}
		return number.getAsLong();
	}

	private static List<String> items(String list) {
		List<String> items = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= list.length(); i++) {
			if (i == list.length() || list.charAt(i) == ',') {
				if (i > start) {
					items.add(list.substring(start, i));
				}
				start = i + 1;
			}
		}
		return items;
	}

	/** At spaces, except those after a backslash (paths of source files). */
	private static List<String> split(String text) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
				word.append(text.charAt(++i));
			} else if (Character.isWhitespace(c)) {
				if (!word.isEmpty()) {
					words.add(word.toString());
					word.setLength(0);
				}
			} else {
				word.append(c);
			}
		}
		if (!word.isEmpty()) {
			words.add(word.toString());
		}
		return words;
	}
}
