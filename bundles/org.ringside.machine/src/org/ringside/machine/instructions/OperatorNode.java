/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.Zba;
import org.ringside.isa.Zbb;
import org.ringside.isa.Zbc;
import org.ringside.isa.Zbk;
import org.ringside.isa.Zbs;
import org.ringside.isa.Zicond;
import org.ringside.isa.Zkn;
import org.ringside.isa.Zks;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;

/** A node that calls its semantics through an operator: for the extensions that are rarer than the base. */
final class OperatorNode extends ComputeNode {

	private final LongBinaryOperator operator;
	private final boolean immediate;

	private OperatorNode(Decoded raw, Decoded d, long pc, LongBinaryOperator operator) {
		super(raw, d, pc);
		this.operator = operator;
		// The byte select of SM4 is part of the operator.
		this.immediate = !(d.instruction() instanceof Zks) && d.instruction().operands().stream().anyMatch(o -> o.role() == Operand.Role.IMM);
	}

	@Override
	public Node exec(Hart h) {
		set(h, operator.applyAsLong(a(h), immediate ? imm : b(h)));
		return next;
	}

	/** The node of an instruction of Zba, Zbb, Zbc, Zbs, Zicond or scalar cryptography, or {@code null} for any other. */
	static Node build(Decoded raw, Decoded d, long pc) {
		LongBinaryOperator operator = operator(d);
		return operator == null ? null : new OperatorNode(raw, d, pc, operator);
	}

	private static LongBinaryOperator unary(LongUnaryOperator operator) {
		return (a, b) -> operator.applyAsLong(a);
	}

	/** What an instruction computes from two registers, or a register and an immediate. */
	private static LongBinaryOperator operator(Decoded d) {
		Instruction instruction = d.instruction();
		if (instruction instanceof Zba zba) {
			return switch (zba) {
				case ADD_UW -> AddressInstructions::addUw;
				case SH1ADD -> AddressInstructions::sh1add;
				case SH2ADD -> AddressInstructions::sh2add;
				case SH3ADD -> AddressInstructions::sh3add;
				case SH1ADD_UW -> AddressInstructions::sh1addUw;
				case SH2ADD_UW -> AddressInstructions::sh2addUw;
				case SH3ADD_UW -> AddressInstructions::sh3addUw;
				case SLLI_UW -> AddressInstructions::slliUw;
			};
		} else if (instruction instanceof Zbb zbb) {
			return switch (zbb) {
				case ANDN -> BitInstructions::andn;
				case ORN -> BitInstructions::orn;
				case XNOR -> BitInstructions::xnor;
				case CLZ -> unary(BitInstructions::clz);
				case CTZ -> unary(BitInstructions::ctz);
				case CPOP -> unary(BitInstructions::cpop);
				case CLZW -> unary(BitInstructions::clzw);
				case CTZW -> unary(BitInstructions::ctzw);
				case CPOPW -> unary(BitInstructions::cpopw);
				case MAX -> Math::max;
				case MAXU -> BitInstructions::maxu;
				case MIN -> Math::min;
				case MINU -> BitInstructions::minu;
				case SEXT_B -> unary(BitInstructions::sextB);
				case SEXT_H -> unary(BitInstructions::sextH);
				case ZEXT_H -> unary(BitInstructions::zextH);
				case ROL -> BitInstructions::rol;
				case ROR, RORI -> BitInstructions::ror;
				case ROLW -> BitInstructions::rolw;
				case RORW, RORIW -> BitInstructions::rorw;
				case ORC_B -> unary(BitInstructions::orcB);
				case REV8 -> unary(BitInstructions::rev8);
			};
		} else if (instruction instanceof Zbc zbc) {
			return switch (zbc) {
				case CLMUL -> CarrylessInstructions::clmul;
				case CLMULH -> CarrylessInstructions::clmulh;
				case CLMULR -> CarrylessInstructions::clmulr;
			};
		} else if (instruction instanceof Zbs zbs) {
			return switch (zbs) {
				case BCLR, BCLRI -> BitInstructions::bclr;
				case BEXT, BEXTI -> BitInstructions::bext;
				case BINV, BINVI -> BitInstructions::binv;
				case BSET, BSETI -> BitInstructions::bset;
			};
		} else if (instruction instanceof Zicond zicond) {
			return switch (zicond) {
				case CZERO_EQZ -> BitInstructions::czeroEqz;
				case CZERO_NEZ -> BitInstructions::czeroNez;
			};
		}
		return cryptographic(d);
	}

	private static LongBinaryOperator cryptographic(Decoded d) {
		Instruction instruction = d.instruction();
		if (instruction instanceof Zbk zbk) {
			return switch (zbk) {
				case PACK -> PackInstructions::pack;
				case PACKH -> PackInstructions::packh;
				case PACKW -> PackInstructions::packw;
				case BREV8 -> unary(PackInstructions::brev8);
				case XPERM4 -> PackInstructions::xperm4;
				case XPERM8 -> PackInstructions::xperm8;
			};
		} else if (instruction instanceof Zkn zkn) {
			return switch (zkn) {
				case AES64DS -> CipherInstructions::aes64ds;
				case AES64DSM -> CipherInstructions::aes64dsm;
				case AES64IM -> unary(CipherInstructions::aes64im);
				case AES64ES -> CipherInstructions::aes64es;
				case AES64ESM -> CipherInstructions::aes64esm;
				case AES64KS1I -> d.imm() > CipherInstructions.LAST_ROUND ? null : CipherInstructions::aes64ks1i;
				case AES64KS2 -> CipherInstructions::aes64ks2;
				case SHA256SIG0 -> unary(HashInstructions::sha256sig0);
				case SHA256SIG1 -> unary(HashInstructions::sha256sig1);
				case SHA256SUM0 -> unary(HashInstructions::sha256sum0);
				case SHA256SUM1 -> unary(HashInstructions::sha256sum1);
				case SHA512SIG0 -> unary(HashInstructions::sha512sig0);
				case SHA512SIG1 -> unary(HashInstructions::sha512sig1);
				case SHA512SUM0 -> unary(HashInstructions::sha512sum0);
				case SHA512SUM1 -> unary(HashInstructions::sha512sum1);
			};
		} else if (instruction instanceof Zks zks) {
			int select = d.word() >>> 30;
			return switch (zks) {
				case SM4ED -> (a, b) -> CipherInstructions.sm4ed(a, b, select);
				case SM4KS -> (a, b) -> CipherInstructions.sm4ks(a, b, select);
				case SM3P0 -> unary(HashInstructions::sm3p0);
				case SM3P1 -> unary(HashInstructions::sm3p1);
			};
		}
		return null;
	}
}
