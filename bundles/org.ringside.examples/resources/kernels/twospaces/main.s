# What happens, in order: ask the firmware, turn paging on, try the page tables, start two
# processes, idle until both are gone, judge.

        .include "constants.inc"

        .text

# kernel_main(a0 hart, a1 device tree).
        .global kernel_main
        .type   kernel_main, @function
kernel_main:
        la      t0, boot_hart
        sd      a0, 0(t0)
        la      t0, kernel_root
        sd      t0, PROC_ROOT(tp)       # process 0 lives in the kernel's address space
        srli    t0, t0, PAGE_SHIFT
        li      t1, SATP_SV39
        or      t0, t0, t1
        sd      t0, PROC_SATP(tp)
        mv      s1, a1
        call    ask_firmware
        lwu     t0, 0(s1)               # the tree's magic number, big-endian
        li      t1, 0xedfe0dd0
        la      a0, text_no_tree
        bne     t0, t1, panic

        call    frames_init
        call    paging_init
        print   text_paging
        call    try_window

        la      t0, free_frames         # at the end as many must be free as now
        ld      s2, 0(t0)
        call    make_seed
        la      a0, process_a
        la      a1, description_a
        call    create_process
        la      a0, process_b
        la      a1, description_b
        call    create_process
        la      a0, seed_frame          # from now on only the two share it
        ld      a0, 0(a0)
        call    release_frame
        call    timer_start

        .global idle_loop
idle_loop:
        call    schedule                # comes back when nobody else is ready
        la      t0, process_a
        ld      t0, PROC_STATE(t0)
        la      t1, process_b
        ld      t1, PROC_STATE(t1)
        li      t2, STATE_EXITED
        bltu    t0, t2, 1f
        bgeu    t1, t2, judge
1:      la      t0, idle_waits
        ld      t1, 0(t0)
        addi    t1, t1, 1
        sd      t1, 0(t0)
        wfi                             # interrupts are off, but a pending one wakes us
        csrsi   sstatus, SSTATUS_SIE    # ... and is taken here
        csrci   sstatus, SSTATUS_SIE
        j       idle_loop

# Both are gone: take their memory back, then compare what there was with what had to be.
        .global judge
judge:
        csrw    sie, zero
        la      a0, process_a
        ld      a0, PROC_ROOT(a0)
        call    destroy_address_space
        la      t0, dirty_a
        sd      a0, 0(t0)
        la      a0, process_b
        ld      a0, PROC_ROOT(a0)
        call    destroy_address_space
        la      t0, dirty_b
        sd      a0, 0(t0)
        li      s3, KSTACK_SIZE
        la      a0, process_a
        ld      a0, PROC_KSTACK(a0)
        sub     a0, a0, s3
        call    release_frame
        la      a0, process_b
        ld      a0, PROC_KSTACK(a0)
        sub     a0, a0, s3
        call    release_frame
        la      t0, free_frames
        ld      t1, 0(t0)
        sub     t1, s2, t1
        la      t0, lost_frames
        sd      t1, 0(t0)
        la      t0, ticks               # how many there were depends on the machine's speed
        ld      t1, 0(t0)
        sltiu   t1, t1, 5
        la      t0, too_few_ticks
        sd      t1, 0(t0)

        la      t0, idle_waits          # likewise, but both have slept at their end
        ld      t1, 0(t0)
        seqz    t1, t1
        la      t0, never_idle
        sd      t1, 0(t0)

        la      s1, checks
        li      s3, 0                   # failures
1:      ld      s4, 0(s1)
        beqz    s4, 4f
        print   text_check
        ld      a0, 16(s1)
        call    print_string
        ld      s4, 0(s4)
        ld      s5, 8(s1)
        addi    s1, s1, 24
        bne     s4, s5, 2f
        print   text_ok
        j       1b
2:      addi    s3, s3, 1
        print   text_got
        mv      a0, s4
        call    print_hex
        print   text_wanted
        mv      a0, s5
        call    print_hex
        print   text_newline
        j       1b
4:      bnez    s3, 5f
        print   text_pass
        li      a0, 0
        tail    sbi_shutdown
5:      print   text_fail
        li      a0, 1
        tail    sbi_shutdown
        .size   kernel_main, . - kernel_main

# ask_firmware(): which SBI, and has it got what we need?
        .type   ask_firmware, @function
ask_firmware:
        frame_begin 32
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        li      a0, SBI_DBCN
        call    sbi_probe
        la      t0, console_is_dbcn
        sd      a0, 0(t0)
        print   text_hello
        print   text_firmware
        call    sbi_spec_version
        mv      s1, a0
        srli    a0, s1, 24
        call    print_decimal
        print   text_dot
        slli    a0, s1, 40
        srli    a0, a0, 40
        call    print_decimal
        la      t0, console_is_dbcn
        ld      t0, 0(t0)
        la      a0, text_legacy
        beqz    t0, 1f
        la      a0, text_dbcn
1:      call    print_string

        la      s1, needed_extensions
2:      lwu     a0, 0(s1)
        beqz    a0, 3f
        addi    s1, s1, 4
        call    sbi_probe
        bnez    a0, 2b
        la      a0, text_missing
        tail    panic
3:      la      a0, boot_hart
        ld      a0, 0(a0)
        call    sbi_hart_status
        li      t0, SBI_HSM_STARTED
        mv      t1, a0
        la      a0, text_not_started
        bne     t1, t0, panic
        ld      s1, 0(sp)
        ld      s2, 8(sp)
        frame_end 32
        ret
        .size   ask_firmware, . - ask_firmware

# try_window(): one frame under a second address, in the upper half. Written there and
# read under its own address; then the window's entry loses W, and a store must fail.
        .global try_window
        .type   try_window, @function
try_window:
        frame_begin 48
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        call    alloc_frame
        mv      s1, a0
        li      s2, WINDOW
        la      a0, kernel_root
        mv      a1, s2
        mv      a2, s1
        li      a3, PTE_R | PTE_W | PTE_A | PTE_D
        call    map_page
        sfence.vma s2, zero
        li      s3, 0x5eed
        .global window_store
window_store:
        sd      s3, 0(s2)
        ld      t0, 0(s1)
        bne     t0, s3, window_failed

        mv      a0, s2
        li      a1, PTE_W
        call    protect_page
        la      t0, fault_resume
        la      t1, window_refused
        sd      t1, 0(t0)
        .global window_store_refused
window_store_refused:
        sd      zero, 0(s2)             # must not get through
window_failed:
        la      a0, text_window_failed
        tail    panic
window_refused:
        ld      t0, 0(s1)
        bne     t0, s3, window_failed
        print   text_window

        la      a0, kernel_root         # unmap it again
        mv      a1, s2
        li      a2, 0
        call    find_pte
        sd      zero, 0(a0)
        sfence.vma s2, zero
        mv      a0, s1
        call    release_frame
        ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        frame_end 48
        ret
        .size   try_window, . - try_window

# make_seed(): the page that both processes find at USER_DATA.
        .type   make_seed, @function
make_seed:
        frame_begin 16
        call    alloc_frame
        la      t0, seed_frame
        sd      a0, 0(t0)
        li      t0, PAGE_SIZE
        add     t0, a0, t0
        li      t1, FNV_BASIS
        li      t2, FNV_PRIME
1:      sd      t1, 0(a0)
        mul     t1, t1, t2
        addi    t1, t1, 1
        addi    a0, a0, 8
        bltu    a0, t0, 1b
        frame_end 16
        ret
        .size   make_seed, . - make_seed

        .section .rodata
        .balign 8
description_a:                          # name, ASID, entry, text page, its image
        .dword  'a', 1, user_main_a, user_a, user_a_image
description_b:
        .dword  'b', 2, user_main_b, user_b, user_b_image
        .global user_library_page
user_library_page:
        .dword  user_library
        .global user_rodata_page
user_rodata_page:
        .dword  user_rodata

# Where the value is, what it must be, what to call it.
checks:
        .dword  process_a + PROC_STATE,   STATE_EXITED,          text_a_exited
        .dword  process_a + PROC_EXIT,    0x427da3acc422404e,    text_a_result
        .dword  process_a + PROC_HASH,    0x9ee37705edc8149a,    text_a_output
        .dword  process_a + PROC_REFUSED, 1,                     text_a_refused
        .dword  dirty_a,                  24,                    text_a_dirty
        .dword  process_b + PROC_STATE,   STATE_KILLED,          text_b_killed
        .dword  process_b + PROC_EXIT,    CAUSE_LOAD_PAGE_FAULT, text_b_cause
        .dword  process_b + PROC_HASH,    0x23082c75f4fbcdbb,    text_b_output
        .dword  process_b + PROC_REFUSED, 2,                     text_b_refused
        .dword  dirty_b,                  6,                     text_b_dirty
        .dword  count_demand,             28,                    text_demand
        .dword  count_cow_copy,           1,                     text_cow_copy
        .dword  count_cow_reuse,          1,                     text_cow_reuse
        .dword  too_few_ticks,            0,                     text_ticks
        .dword  never_idle,               0,                     text_idle
        .dword  lost_frames,              0,                     text_frames
        .dword  0

needed_extensions:
        .word   SBI_TIME, SBI_RFENCE, SBI_HSM, SBI_SRST, 0

text_hello:             .asciz  "twospaces: two processes in two address spaces\n"
text_firmware:          .asciz  "firmware: SBI "
text_dot:               .asciz  "."
text_legacy:            .asciz  ", console by the legacy call\n"
text_dbcn:              .asciz  ", console by DBCN\n"
text_missing:           .asciz  "the firmware lacks TIME, RFENCE, HSM or SRST"
text_not_started:       .asciz  "the firmware does not know that this hart runs"
text_no_tree:           .asciz  "a1 does not point to a device tree"
text_paging:            .asciz  "paging: Sv39\n"
text_window:            .asciz  "window: a store after W was taken away is refused\n"
text_window_failed:     .asciz  "the window does not show the frame or is still writable"
text_check:             .asciz  "check: "
text_ok:                .asciz  ": ok\n"
text_got:               .asciz  ": is "
text_wanted:            .asciz  ", must be "
text_newline:           .asciz  "\n"
text_pass:              .asciz  "verdict: pass\n"
text_fail:              .asciz  "verdict: fail\n"
text_a_exited:          .asciz  "a has exited"
text_a_result:          .asciz  "a's result"
text_a_output:          .asciz  "a's output"
text_a_refused:         .asciz  "a's refused accesses"
text_a_dirty:           .asciz  "a's dirty pages"
text_b_killed:          .asciz  "b was killed"
text_b_cause:           .asciz  "b's last cause"
text_b_output:          .asciz  "b's output"
text_b_refused:         .asciz  "b's refused accesses"
text_b_dirty:           .asciz  "b's dirty pages"
text_demand:            .asciz  "pages mapped on demand"
text_cow_copy:          .asciz  "shared pages copied"
text_cow_reuse:         .asciz  "shared pages kept by the last sharer"
text_ticks:             .asciz  "timer ticks"
text_idle:              .asciz  "waits for interrupts"
text_frames:            .asciz  "all page frames are free again"

        .bss
        .balign 8
        .global seed_frame
seed_frame:
        .skip   8
dirty_a:
        .skip   8
dirty_b:
        .skip   8
idle_waits:
        .skip   8
never_idle:
        .skip   8
lost_frames:
        .skip   8
too_few_ticks:
        .skip   8
