/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * RISC-V as data: instruction rows, operands, CSRs and their fields, causes, register names; decode, encode and
 * disassemble. Runs nothing and uses nothing but {@code java.base}.
 *
 * <p>Start reading at {@link org.ringside.isa.Instruction} (what a row says), then {@link org.ringside.isa.RvI} (rows
 * as they are written), {@link org.ringside.isa.Operand} (how a field is taken from a word) and
 * {@link org.ringside.isa.Decoder}.
 */
package org.ringside.isa;
