# Where the firmware hands over: S-mode, paging off, a0 = hart id, a1 = device tree.

        .include "constants.inc"

        .section .text.boot, "ax", @progbits
        .global _start
        .type   _start, @function
_start:
        csrw    sie, zero               # no interrupt before we can take one
        csrw    satp, zero              # addresses are guest-physical for now

        la      t0, bss_start           # what the image does not bring is zero
        la      t1, bss_end
1:      bgeu    t0, t1, 2f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       1b
2:
        la      tp, processes           # process 0 is this thread: it starts the others,
        la      sp, boot_stack_top      # idles while they sleep and judges them at the end
        li      s0, 0                   # the chain of frame pointers ends here
        csrw    sscratch, zero          # zero says: a trap now comes from the kernel
        la      t0, trap_entry
        csrw    stvec, t0
        tail    kernel_main
        .size   _start, . - _start

        .section .bss
        .balign 4096
boot_stack:
        .skip   8192
        .global boot_stack_top
boot_stack_top:
