// Tests of instructions in the manner of suites of small cases that macros make.
#define SEXT_IMM(x) ((x) | (-(((x) >> 11) & 1) << 11))
#define TESTNUM gp
#define TEST_CASE(testnum, testreg, correctval, code...) \
test_ ## testnum: \
    li  TESTNUM, testnum; \
    code; \
    li  x7, correctval; \
    bne testreg, x7, fail;
#define TEST_IMM_OP(testnum, inst, result, val1, imm) \
    TEST_CASE(testnum, x14, result, \
      li  x13, val1; \
      inst x14, x13, SEXT_IMM(imm); \
    )
#define TEST_RR_OP(testnum, inst, result, val1, val2) \
    TEST_CASE( testnum, x14, result, \
      li  x11, val1; \
      li  x12, val2; \
      inst x14, x11, x12; \
    )
#define TEST_LD_OP( testnum, inst, result, offset, base ) \
    TEST_CASE( testnum, x14, result, \
      li  x15, result; la  x2, base; \
      inst x14, offset(x2); \
    )
#define RVTEST_CODE_BEGIN \
        .section .text.init; .align  6; .weak mtvec_handler; .globl _start; \
_start: j reset_vector; .align 2; \
trap_vector: csrr t5, mcause; li t6, 8; beq t5, t6, write_tohost; \
        la t5, mtvec_handler; beqz t5, 1f; jr t5; 1: ori TESTNUM, TESTNUM, 1337; \
write_tohost: sw TESTNUM, tohost, t5; sw zero, tohost + 4, t5; j write_tohost; \
reset_vector: INIT_XREG; la t0, trap_vector; csrw mtvec, t0
#define INIT_XREG li x1, 0; li x2, 0; li x31, 0
#define RVTEST_PASS fence; li TESTNUM, 1; li a7, 93; li a0, 0; ecall
RVTEST_CODE_BEGIN
  TEST_IMM_OP( 2,  addi, 0x00000000, 0x00000000, 0x000 );
  TEST_IMM_OP( 3,  addi, 0xfffffffffffff800, 0x0000000000000000, 0x800 );
  TEST_IMM_OP( 4,  addi, 0x0000000080000000, 0x000000007fffffff, 0x001 );
  TEST_RR_OP( 5,  add, 0xffffffff80000000, 0xffffffff80000000, 0 );
  TEST_RR_OP( 6,  mulhu, 0x000000000001fefe, 0xaaaaaaaaaaaaaaab, 0x000000000002fe7d );
  TEST_LD_OP( 7, ld, 0x00ff00ff00ff00ff, 0, tdat );
  TEST_CASE( 8, x14, 1, li x14, 1; beqz x0, 1f; li x14, 2; 1: )
  j pass
fail: fence; 1: beqz TESTNUM, 1b; sll TESTNUM, TESTNUM, 1; or TESTNUM, TESTNUM, 1; ecall
pass: RVTEST_PASS
unimp
  .data
  .pushsection .tohost,"aw",@progbits; .align 6; .global tohost; tohost: .dword 0; .size tohost, 8; .align 6; .global fromhost; fromhost: .dword 0; .size fromhost, 8; .popsection
  .align 4; .global begin_signature; begin_signature:
tdat: .dword 0x00ff00ff00ff00ff
  .dword 0xff00ff00ff00ff00
  .align 4; .global end_signature; end_signature:
