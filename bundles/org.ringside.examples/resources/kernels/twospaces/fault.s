# Page faults: what the kernel makes good, and what it refuses.

        .include "constants.inc"

        .text

# handle_page_fault(a0 frame). In this order:
#   1. the page is mapped and shared for copy-on-write, and this is a store: give a copy;
#   2. the page is mapped and the access allowed: the machine leaves it to us to set
#      A and D (Svade), or the fault was stale;
#   3. the page is not mapped, but the address is the heap's or the stack's: map a frame;
#   4. all else is refused.
        .global handle_page_fault
        .type   handle_page_fault, @function
handle_page_fault:
        frame_begin 64
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        sd      s4, 24(sp)
        sd      s5, 32(sp)
        mv      s1, a0
        ld      t0, FRAME_SSTATUS(s1)   # the kernel touches user memory only where it
        andi    t0, t0, SSTATUS_SPP     # has said where to go on if that fails
        beqz    t0, 1f
        la      t0, fault_resume
        ld      t0, 0(t0)
        beqz    t0, fault_refuse
1:      ld      s2, FRAME_STVAL(s1)
        ld      s5, FRAME_SCAUSE(s1)
        li      t0, USER_TOP
        bgeu    s2, t0, fault_refuse    # the kernel's own pages never fault for good
        srli    s2, s2, PAGE_SHIFT
        slli    s2, s2, PAGE_SHIFT

        ld      a0, PROC_ROOT(tp)
        mv      a1, s2
        li      a2, 0
        call    find_pte
        beqz    a0, fault_unmapped
        mv      s3, a0
        ld      s4, 0(s3)
        andi    t0, s4, PTE_V
        beqz    t0, fault_unmapped

        li      t0, CAUSE_STORE_PAGE_FAULT
        beq     s5, t0, fault_store
        li      t0, CAUSE_LOAD_PAGE_FAULT
        li      t1, PTE_R | PTE_U
        li      t2, PTE_A
        beq     s5, t0, fault_accessed
        li      t1, PTE_X | PTE_U       # else a fetch
        j       fault_accessed
fault_store:
        andi    t0, s4, PTE_COW
        bnez    t0, break_cow
        li      t1, PTE_W | PTE_U
        li      t2, PTE_A | PTE_D

# The page is there. t1: permissions that the access needs, t2: bits that it sets.
fault_accessed:
        and     t0, s4, t1
        bne     t0, t1, fault_refuse
        or      s4, s4, t2
        sd      s4, 0(s3)
        sfence.vma s2, zero
        j       fault_done

fault_unmapped:
        li      t0, CAUSE_FETCH_PAGE_FAULT
        beq     s5, t0, fault_refuse    # neither heap nor stack is for execution
        li      t0, USER_HEAP
        li      t1, USER_HEAP_END
        bltu    s2, t0, 1f
        bltu    s2, t1, map_on_demand
1:      li      t0, USER_STACK_LOW
        li      t1, USER_STACK_TOP
        bltu    s2, t0, fault_refuse
        bgeu    s2, t1, fault_refuse

# A and D stay clear: the machine sets them, or asks us to by another fault. The fence is
# for a hart that has kept the invalid entry, which it may.
        .global map_on_demand
map_on_demand:
        call    alloc_frame
        mv      a2, a0
        ld      a0, PROC_ROOT(tp)
        mv      a1, s2
        li      a3, PTE_R | PTE_W | PTE_U
        call    map_page
        sfence.vma s2, zero
        la      t0, count_demand
        ld      t1, 0(t0)
        addi    t1, t1, 1
        sd      t1, 0(t0)
        j       fault_done

# A store to a shared page: the last sharer simply gets it, the others get a copy.
        .global break_cow
break_cow:
        srli    s4, s4, 10
        slli    s4, s4, PAGE_SHIFT      # the shared frame
        mv      a0, s4
        call    frame_sharers_of
        lbu     t0, 0(a0)
        li      t1, 1
        la      t2, count_cow_reuse
        mv      a2, s4
        beq     t0, t1, 2f
        call    alloc_frame
        mv      s5, a0
        mv      a1, s4
        call    copy_frame
        mv      a0, s4
        call    release_frame
        mv      a2, s5
        la      t2, count_cow_copy
2:      ld      t0, 0(t2)
        addi    t0, t0, 1
        sd      t0, 0(t2)
        ld      a0, PROC_ROOT(tp)
        mv      a1, s2
        li      a3, PTE_R | PTE_W | PTE_U
        call    map_page                # another frame, or writable now: the old entry
        sfence.vma s2, zero             # must not live on in the TLB

fault_done:
        ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        ld      s4, 24(sp)
        ld      s5, 32(sp)
        frame_end 64
        ret

fault_refuse:
        mv      a0, s1
        ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        ld      s4, 24(sp)
        ld      s5, 32(sp)
        frame_end 64
        tail    refuse_access
        .size   handle_page_fault, . - handle_page_fault

# refuse_access(a0 frame): an access that must not be. In the kernel it is its end, unless
# it said where to go on (fault_resume). A process hears of it on the console; if it is
# forgiven, the instruction is skipped, else the process is killed.
        .global refuse_access
        .type   refuse_access, @function
refuse_access:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        ld      t0, FRAME_SSTATUS(s1)
        andi    t0, t0, SSTATUS_SPP
        beqz    t0, 1f
        la      t0, fault_resume
        ld      t1, 0(t0)
        beqz    t1, refuse_kernel
        sd      zero, 0(t0)
        sd      t1, FRAME_SEPC(s1)
        j       2f
refuse_kernel:
        la      a0, text_kernel_fault
        tail    panic

1:      ld      t0, PROC_REFUSED(tp)
        addi    t0, t0, 1
        sd      t0, PROC_REFUSED(tp)
        mv      a0, s1
        call    report_refusal
        ld      t0, PROC_FORGIVE(tp)
        beqz    t0, kill_current
        addi    t0, t0, -1
        sd      t0, PROC_FORGIVE(tp)

# Skips the instruction. To know its length we must read it, and user text is
# execute-only: so SUM lets us at the user's page and MXR lets us read it.
        ld      t0, FRAME_SEPC(s1)
        li      t1, SSTATUS_SUM | SSTATUS_MXR
        csrs    sstatus, t1
        lhu     t2, 0(t0)
        csrc    sstatus, t1
        addi    t0, t0, 2
        andi    t2, t2, 3
        addi    t2, t2, -3              # the low bits 11 mark four bytes
        bnez    t2, 3f
        addi    t0, t0, 2
3:      sd      t0, FRAME_SEPC(s1)
2:      ld      s1, 0(sp)
        frame_end 32
        ret

kill_current:
        ld      t0, FRAME_SCAUSE(s1)
        sd      t0, PROC_EXIT(tp)
        li      t0, STATE_KILLED
        sd      t0, PROC_STATE(tp)
        call    schedule                # never comes back
        .size   refuse_access, . - refuse_access

# report_refusal(a0 frame): "[b] refused: load at 0x...".
        .type   report_refusal, @function
report_refusal:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        la      a0, text_bracket_open
        call    print_string
        ld      a0, PROC_NAME(tp)
        call    print_char
        print   text_refused
        ld      t0, FRAME_SCAUSE(s1)
        la      a0, text_fetch
        li      t1, CAUSE_FETCH_PAGE_FAULT
        beq     t0, t1, 1f
        la      a0, text_load
        li      t1, CAUSE_LOAD_PAGE_FAULT
        beq     t0, t1, 1f
        la      a0, text_store
        li      t1, CAUSE_STORE_PAGE_FAULT
        beq     t0, t1, 1f
        la      a0, text_other
1:      call    print_string
        ld      a0, FRAME_STVAL(s1)
        call    print_hex
        print   text_newline
        ld      s1, 0(sp)
        frame_end 32
        ret
        .size   report_refusal, . - report_refusal

# copy_from_user(a0 to, a1 user's address, a2 length) -> a0: 0 or EFAULT. Does not believe
# the address: it must lie in the user's half, and a fault that cannot be made good
# leads to copy_failed.
        .global copy_from_user
        .type   copy_from_user, @function
copy_from_user:
        li      t0, USER_TOP
        bgeu    a1, t0, copy_failed
        sub     t0, t0, a1
        bltu    t0, a2, copy_failed
        la      t0, fault_resume
        la      t1, copy_failed
        sd      t1, 0(t0)
        li      t2, SSTATUS_SUM
        csrs    sstatus, t2
1:      beqz    a2, 2f
        lbu     t3, 0(a1)               # may fault, and be mapped on demand
        sb      t3, 0(a0)
        addi    a0, a0, 1
        addi    a1, a1, 1
        addi    a2, a2, -1
        j       1b
2:      csrc    sstatus, t2
        sd      zero, 0(t0)
        li      a0, 0
        ret
copy_failed:
        li      t2, SSTATUS_SUM
        csrc    sstatus, t2
        li      a0, EFAULT
        ret
        .size   copy_from_user, . - copy_from_user

        .section .rodata
text_bracket_open:      .asciz  "["
text_refused:           .asciz  "] refused: "
text_fetch:             .asciz  "fetch from "
text_load:              .asciz  "load from "
text_store:             .asciz  "store to "
text_other:             .asciz  "exception, value "
text_newline:           .asciz  "\n"
text_kernel_fault:      .asciz  "the kernel itself has trapped"

        .bss
        .balign 8
        .global fault_resume
fault_resume:                           # where the kernel goes on after a refused access
        .skip   8
        .global count_demand
count_demand:                           # pages mapped on demand
        .skip   8
        .global count_cow_copy
count_cow_copy:                         # shared pages copied
        .skip   8
        .global count_cow_reuse
count_cow_reuse:                        # shared pages left to their last sharer
        .skip   8
