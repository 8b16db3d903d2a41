# A kernel that turns Sv39 paging on, touches a page that is not mapped,
# maps it in the page-fault handler and goes on.
# The firmware starts it in S-mode, paging off, a0 = hart id, a1 = device tree.

        .equ    PAGE, 4096
        .equ    KERNEL, 0x80000000
        .equ    TEST_ADDRESS, 0x40000000
        .equ    SV39, 8 << 60
        .equ    V, 1 << 0
        .equ    R, 1 << 1
        .equ    W, 1 << 2
        .equ    X, 1 << 3
        .equ    A, 1 << 6
        .equ    D, 1 << 7
        .equ    STORE_PAGE_FAULT, 15

        .section .text.boot, "ax", @progbits
        .global _start
        .type   _start, @function
_start:
        csrw    sie, zero               # no interrupt
        la      sp, stack_top
        la      t0, bss_start           # what the image does not bring is zero
        la      t1, bss_end
1:      bgeu    t0, t1, 2f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       1b
2:      la      t0, trap_entry
        csrw    stvec, t0
        call    enable_paging
        la      a0, paging_is_on
        call    print
        li      t0, TEST_ADDRESS
        li      t1, 42
        sd      t1, 0(t0)               # not mapped yet: faults, and is done again
        ld      a0, 0(t0)
        bne     a0, t1, 3f
        la      a0, page_came
        call    print
3:      li      a0, 0                   # shut down
        li      a1, 0                   # no reason
        li      a6, 0
        li      a7, 0x53525354          # the firmware's system reset
        ecall
1:      wfi
        j       1b
        .size   _start, . - _start

        .text
# Maps the kernel to itself by one entry of 1 GiB and switches satp.
        .type   enable_paging, @function
enable_paging:
        la      t0, root_table
        li      t1, (KERNEL >> 12) << 10 | D | A | X | W | R | V
        sd      t1, 2 * 8(t0)           # entry 2: 0x80000000 to 0xbfffffff
        la      t1, middle_table
        srli    t1, t1, 12
        slli    t1, t1, 10
        ori     t1, t1, V
        sd      t1, 1 * 8(t0)           # entry 1: 0x40000000 to 0x7fffffff
        la      t2, middle_table
        la      t1, last_table
        srli    t1, t1, 12
        slli    t1, t1, 10
        ori     t1, t1, V
        sd      t1, 0(t2)               # its first 2 MiB
        srli    t0, t0, 12
        li      t1, SV39
        or      t0, t0, t1
        csrw    satp, t0
        sfence.vma
        ret
        .size   enable_paging, . - enable_paging

# Maps the page at TEST_ADDRESS when it is written for the first time.
        .balign 4
        .type   trap_entry, @function
trap_entry:
        addi    sp, sp, -32
        sd      t0, 0(sp)
        sd      t1, 8(sp)
        csrr    t0, scause
        li      t1, STORE_PAGE_FAULT
        bne     t0, t1, stop
        la      t0, page
        srli    t0, t0, 12
        slli    t0, t0, 10
        ori     t0, t0, D | A | W | R | V
        la      t1, last_table
        sd      t0, 0(t1)
        sfence.vma
        ld      t0, 0(sp)
        ld      t1, 8(sp)
        addi    sp, sp, 32
        sret                            # to the store, which now succeeds
        .size   trap_entry, . - trap_entry

# A trap that is not expected: a debugger shows scause, stval and sepc.
stop:
        wfi
        j       stop

# Prints the string at a0 by the firmware's console, which takes one character a call.
        .type   print, @function
print:
        mv      t3, a0
1:      lbu     a0, 0(t3)
        beqz    a0, 2f
        li      a6, 2                   # write byte
        li      a7, 0x4442434e          # debug console
        ecall
        addi    t3, t3, 1
        j       1b
2:      ret
        .size   print, . - print

        .section .rodata, "a", @progbits
paging_is_on:
        .asciz  "Paging is on\n"
page_came:
        .asciz  "The page came when it was written\n"

        .bss
        .balign PAGE
root_table:
        .skip   PAGE
middle_table:
        .skip   PAGE
last_table:
        .skip   PAGE
page:
        .skip   PAGE
stack:
        .skip   PAGE
stack_top:
