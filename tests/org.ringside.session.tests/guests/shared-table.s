# S-mode: one table of the lowest level that is used in three places. Two of them come to be while paging is on already:
# one through another entry of the same table above, one through a table of its own. The page that is then mapped in it
# is seen at all three.
        .equ    SATP_SV39, 8
        .equ    POINTER, 0x01
        .equ    READ_WRITE, 0xc7

        # An entry of a table, which points to another or maps a frame.
        .macro  entry table, index, frame, bits
        la      t0, \frame
        srli    t0, t0, 2
        ori     t0, t0, \bits
        la      t1, \table
        sd      t0, 8 * \index(t1)
        .endm

        .text
        .global _start
_start: li      t0, 0x200000cf                  # the gigabyte at 0x80000000, for itself
        la      t1, root
        sd      t0, 16(t1)
        entry   root, 1, middle, POINTER
        entry   middle, 0, low, POINTER         # 0x40000000
        la      t0, root
        srli    t0, t0, 12
        li      t1, SATP_SV39
        slli    t1, t1, 60
        or      t0, t0, t1
        csrw    satp, t0
        sfence.vma
        entry   middle, 1, low, POINTER         # 0x40200000
        entry   middle2, 0, low, POINTER        # nothing leads there yet
        entry   root, 7, middle2, POINTER       # 0x1c0000000
        .global write_entry
write_entry:
        entry   low, 0, page, READ_WRITE
        sfence.vma
        li      s0, 0x40000000
        li      s1, 0x40200000
        li      s2, 0x1c0000000
        li      t0, 0x5a
        sd      t0, 0(s0)
        li      a1, 1                           # a failure, unless all three are the same page
        ld      t1, 0(s1)
        bne     t0, t1, finish
        ld      t1, 0(s2)
        bne     t0, t1, finish
        li      a1, 0
finish: li      a0, 0                           # SRST: shut down
        li      a7, 0x53525354
        li      a6, 0
        ecall
        j       .

        .bss
        .balign 4096
root:   .skip   4096
middle: .skip   4096
middle2: .skip  4096
low:    .skip   4096
page:   .skip   4096
