# The one door into the kernel: every trap from U-mode and from S-mode.

        .include "constants.inc"

# Saves or restores the registers that need no care: all but zero, sp and tp.
        .macro  for_each_register instruction
        \instruction x1, 8(sp)
        \instruction x3, 24(sp)
        \instruction x5, 40(sp)
        \instruction x6, 48(sp)
        \instruction x7, 56(sp)
        \instruction x8, 64(sp)
        \instruction x9, 72(sp)
        \instruction x10, 80(sp)
        \instruction x11, 88(sp)
        \instruction x12, 96(sp)
        \instruction x13, 104(sp)
        \instruction x14, 112(sp)
        \instruction x15, 120(sp)
        \instruction x16, 128(sp)
        \instruction x17, 136(sp)
        \instruction x18, 144(sp)
        \instruction x19, 152(sp)
        \instruction x20, 160(sp)
        \instruction x21, 168(sp)
        \instruction x22, 176(sp)
        \instruction x23, 184(sp)
        \instruction x24, 192(sp)
        \instruction x25, 200(sp)
        \instruction x26, 208(sp)
        \instruction x27, 216(sp)
        \instruction x28, 224(sp)
        \instruction x29, 232(sp)
        \instruction x30, 240(sp)
        \instruction x31, 248(sp)
        .endm

        .text

# In U-mode sscratch holds the current process, in the kernel zero: so one exchange both
# finds the process and tells where the trap came from.
        .balign 4
        .global trap_entry
        .type   trap_entry, @function
trap_entry:
        csrrw   tp, sscratch, tp
        bnez    tp, trap_from_user

trap_from_kernel:                       # stay on the kernel's stack
        csrrw   tp, sscratch, tp        # tp as it was, sscratch zero again
        addi    sp, sp, -FRAME_SIZE
        for_each_register sd
        addi    t0, sp, FRAME_SIZE
        sd      t0, FRAME_SP(sp)
        sd      tp, FRAME_TP(sp)
        j       trap_save_csrs

trap_from_user:                         # change to the process's kernel stack
        sd      sp, PROC_USER_SP(tp)
        ld      sp, PROC_KSTACK(tp)
        addi    sp, sp, -FRAME_SIZE
        for_each_register sd
        ld      t0, PROC_USER_SP(tp)
        sd      t0, FRAME_SP(sp)
        csrrw   t0, sscratch, zero      # the user's tp; from here on we are the kernel
        sd      t0, FRAME_TP(sp)

trap_save_csrs:
        csrr    t0, sepc
        csrr    t1, sstatus
        csrr    t2, scause
        csrr    t3, stval
        sd      t0, FRAME_SEPC(sp)
        sd      t1, FRAME_SSTATUS(sp)
        sd      t2, FRAME_SCAUSE(sp)
        sd      t3, FRAME_STVAL(sp)
        sd      s0, FRAME_LINK_FP(sp)
        addi    s0, sp, FRAME_SIZE
        li      t0, SSTATUS_SUM | SSTATUS_MXR
        csrc    sstatus, t0             # what copy_from_user may, its interrupters may not

        mv      a0, sp
        call    handle_trap

# trap_return: back to what the frame at sp describes. A new process begins here too.
        .global trap_return
trap_return:
        ld      t0, FRAME_SEPC(sp)
        ld      t1, FRAME_SSTATUS(sp)
        csrw    sepc, t0
        csrw    sstatus, t1
        andi    t1, t1, SSTATUS_SPP
        bnez    t1, 1f
        csrw    sscratch, tp            # to U-mode: remember the process
1:      for_each_register ld
        ld      tp, FRAME_TP(sp)
        ld      sp, FRAME_SP(sp)
        sret
        .size   trap_entry, . - trap_entry

# handle_trap(a0 frame): one branch for each cause that can reach us.
        .global handle_trap
        .type   handle_trap, @function
handle_trap:
        ld      t0, FRAME_SCAUSE(a0)
        bltz    t0, 1f                  # bit 63: an interrupt
        li      t1, CAUSE_ECALL_U
        beq     t0, t1, handle_syscall_trap
        li      t1, CAUSE_FETCH_PAGE_FAULT
        beq     t0, t1, handle_page_fault_trap
        li      t1, CAUSE_LOAD_PAGE_FAULT
        beq     t0, t1, handle_page_fault_trap
        li      t1, CAUSE_STORE_PAGE_FAULT
        beq     t0, t1, handle_page_fault_trap
        tail    refuse_access           # an illegal instruction, a misaligned jump ...
1:      slli    t0, t0, 1               # drops bit 63
        srli    t0, t0, 1
        li      t1, CAUSE_TIMER
        beq     t0, t1, handle_timer_trap
        la      a0, text_strange_interrupt
        tail    panic
handle_syscall_trap:
        tail    handle_syscall
handle_page_fault_trap:
        tail    handle_page_fault
handle_timer_trap:
        tail    handle_timer
        .size   handle_trap, . - handle_trap

# panic(a0 text): says what is wrong and where the last trap came from, and ends.
        .global panic
        .type   panic, @function
panic:
        csrw    sie, zero
        mv      s1, a0
        print   text_panic
        mv      a0, s1
        call    print_string
        print   text_cause
        csrr    a0, scause
        call    print_hex
        print   text_at
        csrr    a0, sepc
        call    print_hex
        print   text_value
        csrr    a0, stval
        call    print_hex
        print   text_end
        li      a0, 1
        tail    sbi_shutdown
        .size   panic, . - panic

        .section .rodata
text_panic:             .asciz  "panic: "
text_cause:             .asciz  "\n  last trap: cause "
text_at:                .asciz  " at "
text_value:             .asciz  " value "
text_end:               .asciz  "\nverdict: fail\n"
text_strange_interrupt: .asciz  "an interrupt that nobody asked for"
