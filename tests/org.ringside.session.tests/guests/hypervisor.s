# A hypervisor in HS-mode: its guest has the machine's memory, one GiB higher, and calls it once.
        .option norvc
        .text
        .global _start
_start: la      t0, root
        li      t1, 0x200000df          # 0x80000000, one GiB: D A U X W R V
        sd      t1, 24(t0)
        srli    t0, t0, 12
        li      t1, 8
        slli    t1, t1, 60
        or      t0, t0, t1
        csrw    hgatp, t0
        csrw    vsatp, zero
        hfence.gvma
        la      t0, called
        csrw    stvec, t0
        li      t0, 0x80                # SPV
        csrs    hstatus, t0
        li      t0, 0x100               # SPP
        csrs    sstatus, t0
        la      t0, guest
        li      t1, 0x40000000
        add     t0, t0, t1
        csrw    sepc, t0
        sret
        .global guest
guest:  la      t0, word
        ld      a1, 0(t0)
        csrw    sscratch, a1
        ecall
        .balign 4
        .global called
called: csrr    a2, scause
        li      a7, 0x53525354          # system reset: shut down
        li      a6, 0
        li      a0, 0
        li      a1, 0
        ecall
        j       .
        .data
        .balign 8
        .global word
word:   .dword  0x1234
        .balign 16384
root:   .zero   16384
