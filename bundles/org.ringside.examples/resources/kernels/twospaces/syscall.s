# System calls of the processes.

        .include "constants.inc"

        .equ    CHUNK, 64               # bytes that write copies at a time

        .text

# handle_syscall(a0 frame): number in the user's a7, result to the user's a0.
        .global handle_syscall
        .type   handle_syscall, @function
handle_syscall:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        ld      t0, FRAME_SEPC(s1)
        addi    t0, t0, 4               # go on behind the ecall
        sd      t0, FRAME_SEPC(s1)
        ld      t0, FRAME_A7(s1)
        ld      a0, FRAME_A0(s1)
        ld      a1, FRAME_A1(s1)
        li      t1, SYS_EXIT
        bgtu    t0, t1, sys_unknown
        slli    t0, t0, 3
        la      t1, syscall_table
        add     t1, t1, t0
        ld      t1, 0(t1)
        jalr    t1
        sd      a0, FRAME_A0(s1)
        ld      s1, 0(sp)
        frame_end 32
        ret
sys_unknown:
        li      a0, EINVAL
        sd      a0, FRAME_A0(s1)
        ld      s1, 0(sp)
        frame_end 32
        ret
        .size   handle_syscall, . - handle_syscall

sys_none:
        li      a0, EINVAL
        ret

# write: chunk by chunk to the console and into the process's checksum.
        .global sys_write
        .type   sys_write, @function
sys_write:
        frame_begin 48
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        sd      s4, 24(sp)
        mv      s1, a0
        mv      s2, a1
        mv      s3, a1                  # bytes left
1:      beqz    s3, 3f
        li      s4, CHUNK
        bgeu    s3, s4, 2f
        mv      s4, s3
2:      la      a0, write_buffer
        mv      a1, s1
        mv      a2, s4
        call    copy_from_user
        bnez    a0, 4f
        la      a0, write_buffer
        mv      a1, s4
        call    hash_output
        la      a0, write_buffer
        mv      a1, s4
        call    sbi_console_write
        add     s1, s1, s4
        sub     s3, s3, s4
        j       1b
3:      mv      a0, s2
4:      ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        ld      s4, 24(sp)
        frame_end 48
        ret
        .size   sys_write, . - sys_write

# hash_output(a0 bytes, a1 length): FNV-1a over what the process writes.
        .type   hash_output, @function
hash_output:
        ld      t0, PROC_HASH(tp)
        li      t1, FNV_PRIME
1:      beqz    a1, 2f
        lbu     t2, 0(a0)
        xor     t0, t0, t2
        mul     t0, t0, t1
        addi    a0, a0, 1
        addi    a1, a1, -1
        j       1b
2:      sd      t0, PROC_HASH(tp)
        ret
        .size   hash_output, . - hash_output

        .global sys_yield
        .type   sys_yield, @function
sys_yield:
        frame_begin 16
        call    schedule
        li      a0, 0
        frame_end 16
        ret
        .size   sys_yield, . - sys_yield

        .global sys_ticks
        .type   sys_ticks, @function
sys_ticks:
        la      a0, ticks
        ld      a0, 0(a0)
        ret
        .size   sys_ticks, . - sys_ticks

        .global sys_sleep
        .type   sys_sleep, @function
sys_sleep:
        frame_begin 16
        la      t0, ticks
        ld      t0, 0(t0)
        add     t0, t0, a0
        sd      t0, PROC_WAKE(tp)
        li      t0, STATE_ASLEEP
        sd      t0, PROC_STATE(tp)
        call    schedule
        li      a0, 0
        frame_end 16
        ret
        .size   sys_sleep, . - sys_sleep

# seal: only for pages that the heap has got already. Other harts would have to forget
# the writable page too; there are none, but the firmware is asked all the same.
        .global sys_seal
        .type   sys_seal, @function
sys_seal:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        li      t0, USER_HEAP
        li      t1, USER_HEAP_END
        bltu    a0, t0, 1f
        bgeu    a0, t1, 1f
        mv      a1, a0
        ld      a0, PROC_ROOT(tp)
        li      a2, 0
        call    find_pte
        beqz    a0, 1f
        ld      t0, 0(a0)
        andi    t0, t0, PTE_V
        beqz    t0, 1f
        mv      a0, s1
        li      a1, PTE_W
        call    protect_page
        mv      a0, s1
        ld      a1, PROC_ASID(tp)
        call    sbi_fence_page          # its error is the result
        j       2f
1:      li      a0, EINVAL
2:      ld      s1, 0(sp)
        frame_end 32
        ret
        .size   sys_seal, . - sys_seal

        .global sys_forgive
        .type   sys_forgive, @function
sys_forgive:
        sd      a0, PROC_FORGIVE(tp)
        li      a0, 0
        ret
        .size   sys_forgive, . - sys_forgive

        .global sys_exit
        .type   sys_exit, @function
sys_exit:
        sd      a0, PROC_EXIT(tp)
        li      t0, STATE_EXITED
        sd      t0, PROC_STATE(tp)
        tail    schedule                # never comes back
        .size   sys_exit, . - sys_exit

        .section .rodata
        .balign 8
syscall_table:
        .dword  sys_none
        .dword  sys_write
        .dword  sys_yield
        .dword  sys_ticks
        .dword  sys_sleep
        .dword  sys_seal
        .dword  sys_forgive
        .dword  sys_exit

        .bss
write_buffer:
        .skip   CHUNK
