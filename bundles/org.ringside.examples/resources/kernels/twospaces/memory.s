# Page frames: a free list, and a count of the mappings that share each frame.

        .include "constants.inc"

        .text

# frames_init(): puts every frame of the pool on the free list.
        .global frames_init
        .type   frames_init, @function
frames_init:
        la      t0, frame_pool
        la      t1, frame_pool_end
        li      t2, 0                   # the list: each free frame holds the next one's address
1:      sd      t2, 0(t0)
        mv      t2, t0
        li      t3, PAGE_SIZE
        add     t0, t0, t3
        bltu    t0, t1, 1b
        la      t0, free_list
        sd      t2, 0(t0)
        la      t0, free_frames
        li      t1, FRAME_COUNT
        sd      t1, 0(t0)
        ret
        .size   frames_init, . - frames_init

# alloc_frame() -> a0: a frame full of zeros that nobody shares. Panics when there is none.
        .global alloc_frame
        .type   alloc_frame, @function
alloc_frame:
        la      t0, free_list
        ld      a0, 0(t0)
        beqz    a0, out_of_frames
        ld      t1, 0(a0)
        sd      t1, 0(t0)
        la      t0, free_frames
        ld      t1, 0(t0)
        addi    t1, t1, -1
        sd      t1, 0(t0)
        la      t0, frame_pool          # count of sharers: one
        sub     t0, a0, t0
        srli    t0, t0, PAGE_SHIFT
        la      t1, frame_sharers
        add     t1, t1, t0
        li      t0, 1
        sb      t0, 0(t1)
        mv      t0, a0                  # no frame tells what its last owner kept in it
        li      t1, PAGE_SIZE
        add     t1, t0, t1
1:      sd      zero, 0(t0)
        sd      zero, 8(t0)
        sd      zero, 16(t0)
        sd      zero, 24(t0)
        addi    t0, t0, 32
        bltu    t0, t1, 1b
        ret
out_of_frames:
        la      a0, text_out_of_frames
        tail    panic
        .size   alloc_frame, . - alloc_frame

# frame_sharers_of(a0 frame) -> a0: address of the frame's count of sharers, or zero for a
# frame that is not of the pool (a part of the kernel's image).
        .global frame_sharers_of
        .type   frame_sharers_of, @function
frame_sharers_of:
        la      t0, frame_pool
        la      t1, frame_pool_end
        bltu    a0, t0, 1f
        bgeu    a0, t1, 1f
        sub     a0, a0, t0
        srli    a0, a0, PAGE_SHIFT
        la      t0, frame_sharers
        add     a0, a0, t0
        ret
1:      li      a0, 0
        ret
        .size   frame_sharers_of, . - frame_sharers_of

# share_frame(a0 frame): one mapping more.
        .global share_frame
        .type   share_frame, @function
share_frame:
        frame_begin 16
        call    frame_sharers_of
        beqz    a0, 1f
        lbu     t0, 0(a0)
        addi    t0, t0, 1
        sb      t0, 0(a0)
1:      frame_end 16
        ret
        .size   share_frame, . - share_frame

# release_frame(a0 frame): one mapping less; the last one frees the frame.
        .global release_frame
        .type   release_frame, @function
release_frame:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        call    frame_sharers_of
        beqz    a0, 1f
        lbu     t0, 0(a0)
        addi    t0, t0, -1
        sb      t0, 0(a0)
        bnez    t0, 1f
        la      t0, free_list
        ld      t1, 0(t0)
        sd      t1, 0(s1)
        sd      s1, 0(t0)
        la      t0, free_frames
        ld      t1, 0(t0)
        addi    t1, t1, 1
        sd      t1, 0(t0)
1:      ld      s1, 0(sp)
        frame_end 32
        ret
        .size   release_frame, . - release_frame

# copy_frame(a0 to, a1 from).
        .global copy_frame
        .type   copy_frame, @function
copy_frame:
        li      t0, PAGE_SIZE
        add     t0, a1, t0
1:      ld      t1, 0(a1)
        ld      t2, 8(a1)
        sd      t1, 0(a0)
        sd      t2, 8(a0)
        addi    a0, a0, 16
        addi    a1, a1, 16
        bltu    a1, t0, 1b
        ret
        .size   copy_frame, . - copy_frame

        .section .rodata
text_out_of_frames:
        .asciz  "out of page frames"

        .bss
        .balign 8
free_list:
        .skip   8
        .global free_frames
free_frames:
        .skip   8
frame_sharers:
        .skip   FRAME_COUNT
        .balign 4096
frame_pool:
        .skip   FRAME_COUNT * PAGE_SIZE
frame_pool_end:
