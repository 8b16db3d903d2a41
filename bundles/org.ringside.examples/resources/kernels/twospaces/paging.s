# Sv39 page tables: three levels of 512 entries, 4 KiB pages
# (Privileged, "Sv39: Page-Based 39-bit Virtual-Memory System").

        .include "constants.inc"

        .text

# find_pte(a0 root, a1 address, a2 create) -> a0: address of the level 0 entry for the
# address. Where a table on the way is missing: makes it if create is not zero, else
# returns zero.
        .global find_pte
        .type   find_pte, @function
find_pte:
        frame_begin 48
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        sd      s4, 24(sp)
        mv      s1, a1
        mv      s2, a2
        li      s3, 30                  # where VPN[2] begins in the address
1:      srl     t0, s1, s3              # the entry that this level's nine bits choose
        andi    t0, t0, 511
        slli    t0, t0, 3
        add     s4, a0, t0
        li      t0, PAGE_SHIFT
        beq     s3, t0, 3f              # level 0 reached
        ld      t0, 0(s4)
        andi    t1, t0, PTE_V
        bnez    t1, 2f
        li      a0, 0
        beqz    s2, 4f
        call    alloc_frame
        srli    t0, a0, PAGE_SHIFT
        slli    t0, t0, 10
        ori     t0, t0, PTE_V           # no R, W or X: it points to the next table
        sd      t0, 0(s4)
2:      srli    a0, t0, 10              # the page number of the next table
        slli    a0, a0, PAGE_SHIFT
        addi    s3, s3, -9
        j       1b
3:      mv      a0, s4
4:      ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        ld      s4, 24(sp)
        frame_end 48
        ret
        .size   find_pte, . - find_pte

# map_page(a0 root, a1 address, a2 frame, a3 permission bits): writes one leaf entry.
# The caller owes the sfence.vma if the hart may know the address already.
        .global map_page
        .type   map_page, @function
map_page:
        frame_begin 32
        sd      s1, 0(sp)
        srli    s1, a2, PAGE_SHIFT
        slli    s1, s1, 10
        or      s1, s1, a3
        ori     s1, s1, PTE_V
        li      a2, 1
        call    find_pte
        sd      s1, 0(a0)
        ld      s1, 0(sp)
        frame_end 32
        ret
        .size   map_page, . - map_page

# map_identity(a0 first address, a1 end, a2 permission bits): kernel pages, mapped to
# the frames of the same address. They are never paged out or tracked, so A and D are
# set from the start.
        .type   map_identity, @function
map_identity:
        frame_begin 48
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        mv      s1, a0
        mv      s2, a1
        ori     s3, a2, PTE_G | PTE_A | PTE_D
1:      bgeu    s1, s2, 2f
        la      a0, kernel_root
        mv      a1, s1
        mv      a2, s1
        mv      a3, s3
        call    map_page
        li      t0, PAGE_SIZE
        add     s1, s1, t0
        j       1b
2:      ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        frame_end 48
        ret
        .size   map_identity, . - map_identity

# paging_init(): maps the kernel (no page of it both writable and executable), makes the
# window's tables, so that all address spaces share them, and turns paging on.
        .global paging_init
        .type   paging_init, @function
paging_init:
        frame_begin 16
        la      a0, kernel_start
        la      a1, kernel_text_end
        li      a2, PTE_R | PTE_X
        call    map_identity
        la      a0, kernel_text_end
        la      a1, kernel_data
        li      a2, PTE_R
        call    map_identity
        la      a0, kernel_data
        la      a1, kernel_end
        li      a2, PTE_R | PTE_W
        call    map_identity
        la      a0, kernel_root
        li      a1, WINDOW
        li      a2, 1
        call    find_pte

        la      t0, kernel_root         # ASID 0 is the kernel's own address space
        srli    t0, t0, PAGE_SHIFT
        li      t1, SATP_SV39
        or      t0, t0, t1
        .global paging_on
paging_on:
        csrw    satp, t0
        sfence.vma

        li      t1, SATP_ASID_MASK      # how many ASID bits has this machine?
        slli    t1, t1, SATP_ASID_SHIFT
        or      t1, t0, t1
        csrw    satp, t1
        csrr    t2, satp
        csrw    satp, t0
        xor     t2, t2, t0
        srli    t2, t2, SATP_ASID_SHIFT
        la      t1, asid_mask
        sd      t2, 0(t1)
        sfence.vma
        frame_end 16
        ret
        .size   paging_init, . - paging_init

# protect_page(a0 address, a1 bits): takes bits (say, PTE_W) away from a mapped page of
# the current address space, and makes this hart forget what it knew of it.
        .global protect_page
        .type   protect_page, @function
protect_page:
        frame_begin 32
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        mv      s1, a0
        not     s2, a1
        mv      a1, s1
        ld      a0, PROC_ROOT(tp)
        li      a2, 0
        call    find_pte
        ld      t0, 0(a0)
        and     t0, t0, s2
        sd      t0, 0(a0)
        sfence.vma s1, zero
        ld      s1, 0(sp)
        ld      s2, 8(sp)
        frame_end 32
        ret
        .size   protect_page, . - protect_page

# create_address_space() -> a0: a root whose user half is empty and whose kernel half is
# the kernel's: the entries point to the same tables.
        .global create_address_space
        .type   create_address_space, @function
create_address_space:
        frame_begin 16
        call    alloc_frame
        la      t0, kernel_root
        li      t1, PAGE_SIZE
        add     t1, t0, t1
        mv      t2, a0
1:      ld      t3, 0(t0)
        sd      t3, 0(t2)
        addi    t0, t0, 8
        addi    t2, t2, 8
        bltu    t0, t1, 1b
        frame_end 16
        ret
        .size   create_address_space, . - create_address_space

# destroy_address_space(a0 root) -> a0: how many user pages were dirty. Releases the pages,
# the tables and the root. The user's half is what hangs on the root's first entry.
        .global destroy_address_space
        .type   destroy_address_space, @function
destroy_address_space:
        frame_begin 64
        sd      s1, 0(sp)
        sd      s2, 8(sp)
        sd      s3, 16(sp)
        sd      s4, 24(sp)
        sd      s5, 32(sp)
        sd      s6, 40(sp)
        mv      s1, a0
        li      s5, 0                   # dirty pages
        ld      s2, 0(s1)               # the middle table
        andi    t0, s2, PTE_V
        beqz    t0, 6f
        srli    s2, s2, 10
        slli    s2, s2, PAGE_SHIFT
        li      s3, 0                   # index in it, in bytes
1:      add     t0, s2, s3
        ld      s4, 0(t0)               # a table of pages
        andi    t0, s4, PTE_V
        beqz    t0, 5f
        srli    s4, s4, 10
        slli    s4, s4, PAGE_SHIFT
        li      s6, 0                   # index in that
2:      add     t0, s4, s6
        ld      a0, 0(t0)
        andi    t0, a0, PTE_V
        beqz    t0, 4f
        andi    t0, a0, PTE_D
        beqz    t0, 3f
        addi    s5, s5, 1
3:      slli    a0, a0, 10              # drops the bits above the page number
        srli    a0, a0, 20
        slli    a0, a0, PAGE_SHIFT
        call    release_frame
4:      addi    s6, s6, 8
        li      t0, PAGE_SIZE
        bltu    s6, t0, 2b
        mv      a0, s4
        call    release_frame
5:      addi    s3, s3, 8
        li      t0, PAGE_SIZE
        bltu    s3, t0, 1b
        mv      a0, s2
        call    release_frame
6:      mv      a0, s1
        call    release_frame
        sfence.vma
        mv      a0, s5
        ld      s1, 0(sp)
        ld      s2, 8(sp)
        ld      s3, 16(sp)
        ld      s4, 24(sp)
        ld      s5, 32(sp)
        ld      s6, 40(sp)
        frame_end 64
        ret
        .size   destroy_address_space, . - destroy_address_space

        .bss
        .balign 8
        .global asid_mask
asid_mask:                              # the ASID bits that the machine keeps
        .skip   8
        .balign 4096
        .global kernel_root
kernel_root:
        .skip   PAGE_SIZE
