# Processes: made, switched, and woken by the timer.

        .include "constants.inc"

        .text

# create_process(a0 process, a1 description). A description (see main.s) holds: name,
# ASID, entry point, address and image of its text page.
        .global create_process
        .type   create_process, @function
create_process:
        frame_begin 48
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        mv      s1, a0
        mv      s2, a1

        ld      t0, 0(s2)
        sd      t0, PROC_NAME(s1)
        ld      t0, 8(s2)
        sd      t0, PROC_ASID(s1)
        li      t0, FNV_BASIS
        sd      t0, PROC_HASH(s1)
        call    create_address_space
        sd      a0, PROC_ROOT(s1)
        mv      s3, a0

        srli    t0, s3, PAGE_SHIFT      # satp = mode, ASID, root's page number
        li      t1, SATP_SV39
        or      t0, t0, t1
        ld      t1, PROC_ASID(s1)
        la      t2, asid_mask
        ld      t2, 0(t2)
        and     t1, t1, t2
        slli    t1, t1, SATP_ASID_SHIFT
        or      t0, t0, t1
        sd      t0, PROC_SATP(s1)

        mv      a0, s3                  # its own text: execute-only
        ld      a1, 24(s2)
        ld      a2, 32(s2)
        li      a3, PTE_X | PTE_U
        call    map_page
        mv      a0, s3                  # the common routines: the same frame in both
        la      t0, user_library_page
        ld      a1, 0(t0)
        la      a2, user_library_image
        li      a3, PTE_X | PTE_U
        call    map_page
        mv      a0, s3                  # the constants
        la      t0, user_rodata_page
        ld      a1, 0(t0)
        la      a2, user_rodata_image
        li      a3, PTE_R | PTE_U
        call    map_page
        la      a0, seed_frame          # the data page: shared until somebody writes
        ld      a0, 0(a0)
        call    share_frame
        mv      a0, s3
        li      a1, USER_DATA
        la      a2, seed_frame
        ld      a2, 0(a2)
        li      a3, PTE_R | PTE_U | PTE_COW
        call    map_page

        call    alloc_frame             # the kernel stack, with a trap frame on it
        li      t0, KSTACK_SIZE         # that "returns" to the entry point
        add     t0, a0, t0
        sd      t0, PROC_KSTACK(s1)
        addi    t0, t0, -FRAME_SIZE
        ld      t1, 16(s2)
        sd      t1, FRAME_SEPC(t0)
        li      t1, SSTATUS_SPIE        # SPP = 0: to U-mode, with interrupts
        sd      t1, FRAME_SSTATUS(t0)
        li      t1, USER_STACK_TOP
        sd      t1, FRAME_SP(t0)
        sd      t0, PROC_SP(s1)
        la      t0, trap_return
        sd      t0, PROC_RA(s1)
        li      t0, STATE_READY
        sd      t0, PROC_STATE(s1)

        ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        frame_end 48
        ret
        .size   create_process, . - create_process

# schedule(): gives the hart to the next ready process, round robin; to process 0 when
# there is none. Returns when the caller's turn comes again.
        .global schedule
        .type   schedule, @function
schedule:
        la      t0, processes
        la      t2, processes_end
        li      t3, STATE_READY
        li      t4, PROC_OTHERS         # so many to ask, the caller last
        mv      a0, tp
        mv      a1, tp
1:      addi    a1, a1, PROC_SIZE       # the one behind it, the first behind the last;
        bltu    a1, t2, 2f
        addi    a1, t0, PROC_SIZE       # process 0 is not in the round
2:      ld      t1, PROC_STATE(a1)
        beq     t1, t3, switch_to
        addi    t4, t4, -1
        bnez    t4, 1b
        mv      a1, t0
        # falls into switch_to

# switch_to(a0 from, a1 to): the callee-saved registers and the address space. The
# kernel is mapped in all of them, so the next instruction is there in the new one too.
        .global switch_to
        .type   switch_to, @function
switch_to:
        beq     a0, a1, 2f
        sd      ra, PROC_RA(a0)
        sd      sp, PROC_SP(a0)
        sd      s0, PROC_S0 + 0(a0)
        sd      s1, PROC_S0 + 8(a0)
        sd      s2, PROC_S0 + 16(a0)
        sd      s3, PROC_S0 + 24(a0)
        sd      s4, PROC_S0 + 32(a0)
        sd      s5, PROC_S0 + 40(a0)
        sd      s6, PROC_S0 + 48(a0)
        sd      s7, PROC_S0 + 56(a0)
        sd      s8, PROC_S0 + 64(a0)
        sd      s9, PROC_S0 + 72(a0)
        sd      s10, PROC_S0 + 80(a0)
        sd      s11, PROC_S0 + 88(a0)

        mv      tp, a1
        ld      t0, PROC_SATP(a1)
        .global switch_address_space
switch_address_space:
        csrw    satp, t0
        la      t0, asid_mask           # with ASIDs the TLB keeps the spaces apart,
        ld      t0, 0(t0)
        bnez    t0, 1f
        sfence.vma                      # without them it must be emptied
1:
        ld      ra, PROC_RA(a1)
        ld      sp, PROC_SP(a1)
        ld      s0, PROC_S0 + 0(a1)
        ld      s1, PROC_S0 + 8(a1)
        ld      s2, PROC_S0 + 16(a1)
        ld      s3, PROC_S0 + 24(a1)
        ld      s4, PROC_S0 + 32(a1)
        ld      s5, PROC_S0 + 40(a1)
        ld      s6, PROC_S0 + 48(a1)
        ld      s7, PROC_S0 + 56(a1)
        ld      s8, PROC_S0 + 64(a1)
        ld      s9, PROC_S0 + 72(a1)
        ld      s10, PROC_S0 + 80(a1)
        ld      s11, PROC_S0 + 88(a1)
2:      ret
        .size   switch_to, . - switch_to

# timer_start(): the first tick is one quantum away.
        .global timer_start
        .type   timer_start, @function
timer_start:
        frame_begin 16
        rdtime  a0
        li      t0, QUANTUM
        add     a0, a0, t0
        call    sbi_set_timer
        li      t0, SIE_STIE
        csrs    sie, t0
        frame_end 16
        ret
        .size   timer_start, . - timer_start

# handle_timer(a0 frame): counts the tick, asks for the next one, wakes sleepers, and
# takes the hart away from a process that was running.
        .global handle_timer
        .type   handle_timer, @function
handle_timer:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        rdtime  a0
        li      t0, QUANTUM
        add     a0, a0, t0
        call    sbi_set_timer
        la      t0, ticks
        ld      t1, 0(t0)
        addi    t1, t1, 1
        sd      t1, 0(t0)

        la      t2, processes
        la      t3, processes_end
        li      t4, STATE_ASLEEP
        li      t6, STATE_READY
1:      ld      t5, PROC_STATE(t2)
        bne     t5, t4, 2f
        ld      t5, PROC_WAKE(t2)
        bgtu    t5, t1, 2f
        sd      t6, PROC_STATE(t2)
2:      addi    t2, t2, PROC_SIZE
        bltu    t2, t3, 1b

        ld      t0, FRAME_SSTATUS(s1)   # the idle loop schedules by itself
        andi    t0, t0, SSTATUS_SPP
        bnez    t0, 3f
        call    schedule
3:      ld      s1, 0(sp)
        frame_end 32
        ret
        .size   handle_timer, . - handle_timer

        .bss
        .balign 8
        .global ticks
ticks:                                  # timer interrupts since timer_start
        .skip   8
        .global processes
processes:                              # process 0 (the kernel's own thread), a, b
        .skip   PROC_SIZE
        .global process_a
process_a:
        .skip   PROC_SIZE
        .global process_b
process_b:
        .skip   PROC_SIZE
processes_end:
