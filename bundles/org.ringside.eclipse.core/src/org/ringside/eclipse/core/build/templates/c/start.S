# The first instructions: the firmware starts them in S-mode, paging off, a0 = hart id, a1 = device tree.

        .section .text.boot, "ax", @progbits
        .global _start
        .type   _start, @function
_start:
        csrw    sie, zero               # no interrupt yet
        la      sp, stack_top
        la      t0, bss_start           # what the image does not bring is zero
        la      t1, bss_end
1:      bgeu    t0, t1, 2f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       1b
2:      la      t0, trap_entry
        csrw    stvec, t0
        call    kernel_main             # a0 and a1 are still the firmware's
        j       halt
        .size   _start, . - _start

        .text
# A trap: its cause and value go to C, which does not come back.
        .balign 4
        .type   trap_entry, @function
trap_entry:
        csrr    a0, scause
        csrr    a1, stval
        csrr    a2, sepc
        call    kernel_trap
        .size   trap_entry, . - trap_entry

        .type   halt, @function
halt:
        wfi
        j       halt
        .size   halt, . - halt

        .bss
        .balign 16
        .skip   16384
stack_top:
