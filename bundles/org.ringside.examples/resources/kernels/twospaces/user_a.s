# Process a. Its text is mapped in address space 1 only.

        .include "constants.inc"

        .equ    SIEVE,       USER_HEAP + 0x10000
        .equ    SIEVE_SIZE,  16384

        .section .user.a, "ax", @progbits
        .global user_a
user_a:
        .global user_main_a
        .type   user_main_a, @function
user_main_a:
        la      a0, a_hello
        call    u_print

# One address, two pages. Both processes find the same numbers at USER_DATA; each writes
# its letter there, and reads its own letter back after the other has written too.
        li      s1, USER_DATA
        mv      a0, s1
        li      a1, PAGE_SIZE / 8
        call    u_sum
        mv      s2, a0                  # s2: the result of this process
        call    u_yield
        li      s3, 'a'
        .global a_store_shared
a_store_shared:
        sd      s3, 0(s1)               # breaks the sharing
        call    u_yield
        call    u_yield
        ld      t0, 0(s1)
        la      a0, a_not_private
        bne     t0, s3, u_fail
        la      a0, a_private
        call    u_print

# The heap: eight pages that do not exist until they are touched.
        li      a0, USER_HEAP
        li      a1, 8 * PAGE_SIZE / 8
        li      a2, 0x0a0a0a0a0a0a0a0a
        call    u_fill
        li      a0, USER_HEAP
        li      a1, 8 * PAGE_SIZE / 8
        call    u_sum
        xor     s2, s2, a0

# Seal the first of them, and try to write to it all the same.
        li      a0, USER_HEAP
        call    u_seal
        mv      t0, a0
        la      a0, a_not_sealed
        bnez    t0, u_fail
        li      a0, 1
        call    u_forgive
        li      s1, USER_HEAP
        ld      s3, 0(s1)
        .global a_store_sealed
a_store_sealed:
        sd      zero, 0(s1)             # reported by the kernel, and skipped
        ld      t0, 0(s1)
        la      a0, a_not_sealed
        bne     t0, s3, u_fail

# The stack grows by itself.
        li      a0, 80
        call    u_descend
        la      t0, a_depth
        mv      a1, a0
        mv      a0, t0
        add     s2, s2, a1
        call    u_report

# Primes, by the sieve of Eratosthenes, in four more pages of the heap.
        call    a_sieve
        add     s2, s2, a0
        mv      a1, a0
        la      a0, a_primes
        call    u_report

        li      a0, 3                   # long enough to be interrupted
        call    u_work
        li      a0, 2                   # then a while of nothing: wfi
        call    u_sleep
        la      a0, a_done
        mv      a1, s2
        call    u_report
        mv      a0, s2
        call    u_exit
        .size   user_main_a, . - user_main_a

# a_sieve() -> a0: how many primes there are below SIEVE_SIZE.
        .type   a_sieve, @function
a_sieve:
        li      t0, SIEVE
        li      t1, SIEVE_SIZE
        li      t2, 2                   # candidate
        li      a0, 0
1:      add     t3, t0, t2
        lbu     t4, 0(t3)
        bnez    t4, 3f
        addi    a0, a0, 1
        li      t4, 1
        slli    t5, t2, 1               # strike out its multiples
2:      bgeu    t5, t1, 3f
        add     t6, t0, t5
        sb      t4, 0(t6)
        add     t5, t5, t2
        j       2b
3:      addi    t2, t2, 1
        bltu    t2, t1, 1b
        ret
        .size   a_sieve, . - a_sieve

        .section .user.rodata, "a", @progbits
a_hello:        .asciz  "[a] hello from address space 1\n"
a_private:      .asciz  "[a] what I wrote at 0x100000 is still there\n"
a_not_private:  .asciz  "[a] somebody wrote to my page\n"
a_not_sealed:   .asciz  "[a] the sealed page is not sealed\n"
a_depth:        .asciz  "[a] 1 + 2 + ... + 80 on a growing stack: "
a_primes:       .asciz  "[a] primes below 16384: "
a_done:         .asciz  "[a] done, result "
