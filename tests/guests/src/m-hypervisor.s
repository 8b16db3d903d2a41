# M-mode hands over to HS-mode, which is a small hypervisor: it gives a guest in VS-mode memory by tables of the G-stage, answers its
# hypercalls, brings in a page that the guest touches, refuses another, injects interrupts, and tells what it sees.
        .include "support/constants.inc"

        .option push
        .option arch, +h

        .equ    GUEST_RAM,      0x00200000      # guest-physical, where the guest's page lies
        .equ    GUEST_DATA,     0x00201000      # brought in when it is touched
        .equ    GUEST_NOWHERE,  0x00300000
        .equ    CAUSE_ECALL_VS,         10
        .equ    CAUSE_LOAD_GUEST,       21
        .equ    CAUSE_VIRTUAL,          22
        .equ    CAUSE_STORE_GUEST,      23
        .equ    SPV,            1 << 7

        .equ    CALL_PUT,       1               # a1: a character
        .equ    CALL_NUMBER,    2               # a1: a number
        .equ    CALL_SIGNAL,    3               # asks for a software interrupt
        .equ    CALL_END,       4               # a1: 0 for success

        .section .text.start, "ax"
        .global _start
_start:
        csrr    t0, mhartid
        bnez    t0, rest
        la      sp, stack_top
        li      t0, -1                          # memory is everybody's
        srli    t0, t0, 10
        csrw    pmpaddr0, t0
        li      t0, 0x1f
        csrw    pmpcfg0, t0
        la      t0, unexpected
        csrw    mtvec, t0
        li      t0, 0xf0b5ff                    # all that may go to HS-mode
        csrw    medeleg, t0
        li      t0, 0x222
        csrw    mideleg, t0
        li      t0, 7
        csrw    mcounteren, t0
        li      t0, 3 << 11                     # to HS-mode
        csrc    mstatus, t0
        li      t0, 1 << 11
        csrs    mstatus, t0
        la      t0, supervisor
        csrw    mepc, t0
        mret
rest:   wfi
        j       rest
        .balign 4
unexpected:
        csrr    s8, mcause
        csrr    s9, mtval
        li      a0, 0xee
        j       failed

# --- the hypervisor
supervisor:
        la      t0, exits
        csrw    stvec, t0
        set_entry groot, 0, gmiddle, PTE_V
        set_entry gmiddle, 1, glast, PTE_V
        set_entry glast, 0, guest, PTE_V | PTE_R | PTE_X | PTE_U | PTE_A
        la      t0, groot
        srli    t0, t0, 12
        li      t1, (8 << 60) | (5 << 44)       # Sv39x4, VMID 5
        or      t0, t0, t1
        csrw    hgatp, t0
        hfence.gvma
        li      t0, 1 << 2                      # VS-mode handles its software interrupts
        csrw    hideleg, t0
        li      t0, (1 << CAUSE_FETCH_PAGE) | (1 << CAUSE_LOAD_PAGE) | (1 << CAUSE_STORE_PAGE)  # and its page faults
        csrw    hedeleg, t0
        csrw    hcounteren, zero
        csrw    vsatp, zero
        say     "hypervisor: a guest of its own\n"
        li      t0, SPV
        csrs    hstatus, t0
        li      t0, SPP
        csrs    sstatus, t0
        li      t0, GUEST_RAM
        csrw    sepc, t0
        sret

# All exits of the guest. Its registers stay where they are but for t0 to t6, which it does not keep over an exit, and a0, a1.
        .balign 4
exits:
        csrr    t0, hstatus
        andi    t0, t0, SPV
        beqz    t0, wrong
        csrr    t0, scause
        li      t1, CAUSE_ECALL_VS
        beq     t0, t1, hypercall
        li      t1, CAUSE_LOAD_GUEST
        beq     t0, t1, fault
        li      t1, CAUSE_STORE_GUEST
        beq     t0, t1, fault
        li      t1, CAUSE_VIRTUAL
        beq     t0, t1, virtual
wrong:  csrr    s8, scause
        csrr    s9, stval
        li      a0, 0xe0
        j       failed

hypercall:
        csrr    t0, sepc
        addi    t0, t0, 4
        csrw    sepc, t0
        li      t1, CALL_PUT
        beq     a0, t1, 1f
        li      t1, CALL_NUMBER
        beq     a0, t1, 2f
        li      t1, CALL_SIGNAL
        beq     a0, t1, 3f
        mv      a0, a1                          # the end
        bnez    a0, failed
        say     "hypervisor: the guest is content\n"
        j       passed
1:      mv      a0, a1
        call    putchar
        sret
2:      mv      a0, a1
        call    puthex
        sret
3:      say     "hypervisor: injects a software interrupt\n"
        li      t0, 1 << 2
        csrs    hvip, t0
        sret

# Brings in the one page that there is; what lies elsewhere is refused with a page fault of the guest's own.
fault:  csrr    s0, htval
        srli    s0, s0, 10                      # the page's number
        csrr    s1, stval
        csrr    s2, scause
        say     "hypervisor: guest-page fault "
        mv      a0, s2
        call    puthex
        say     " at guest-virtual "
        mv      a0, s1
        call    puthex
        say     ", guest-physical page "
        slli    a0, s0, 12
        call    puthex
        li      t0, GUEST_DATA >> 12
        bne     s0, t0, 1f
        say     ": brought in\n"
        set_entry glast, 1, data, PTE_RW | PTE_U
        hfence.gvma
        sret
1:      say     ": refused\n"
        addi    t0, s2, 13 - CAUSE_LOAD_GUEST   # as hardware does in VS-mode: 13 or 15, with the address
        csrw    vscause, t0
        csrw    vstval, s1
        csrr    t0, sepc
        csrw    vsepc, t0
        csrr    t1, vsstatus                    # SPP = 1, SPIE = SIE, SIE = 0
        andi    t2, t1, 2
        slli    t2, t2, 4
        andi    t1, t1, ~0x22
        ori     t1, t1, SPP
        or      t1, t1, t2
        csrw    vsstatus, t1
        csrr    t0, vstvec
        csrw    sepc, t0
        sret

# What VS-mode may not do: the hypervisor looks at the word with hlvx and skips it.
virtual:
        csrr    s0, sepc
        hlvx.hu s1, (s0)
        addi    t0, s0, 2
        hlvx.hu s2, (t0)
        slli    s2, s2, 16
        or      s1, s1, s2
        say     "hypervisor: virtual instruction "
        mv      a0, s1
        call    puthex
        li      a0, '\n'
        call    putchar
        addi    s0, s0, 4
        csrw    sepc, s0
        sret

# --- the guest: a page that is executed at GUEST_RAM, position-independent, without a stack
        .macro  hypercall number
        li      a0, \number
        ecall
        .endm

        .section .text.guest, "ax"
        .balign 4096
guest:
        la      t0, guest_trap                  # relative to pc, so that it is right here
        csrw    stvec, t0
        li      a1, 'g'
        hypercall CALL_PUT
        li      a1, '\n'
        hypercall CALL_PUT
        li      s6, 0
        li      s4, GUEST_DATA                  # untranslated: the page is brought in
        li      s5, 0x1234
        sd      s5, 8(s4)
        ld      a1, 8(s4)
        hypercall CALL_NUMBER
        li      a1, '\n'
        hypercall CALL_PUT
        csrr    t0, hgatp                       # not for VS-mode
        rdcycle t0                              # nor this, as hcounteren says
        li      s4, GUEST_NOWHERE               # refused
        ld      t0, 0(s4)
        li      a1, 2
        li      t1, 1
        bne     s6, t1, guest_end               # one trap, a load page fault
        li      t1, CAUSE_LOAD_PAGE
        bne     s7, t1, guest_end
        csrr    t0, stval
        bne     t0, s4, guest_end

        li      s4, GUEST_DATA                  # tables of its own: the page that it got is its root and what follows
        li      t0, (GUEST_DATA >> 2) | PTE_V
        sd      t0, 0(s4)
        li      t0, (GUEST_RAM >> 2) | PTE_RWX
        sd      t0, 8(s4)                       # at level 1 its RAM, to itself
        li      t0, (GUEST_DATA >> 12) | (8 << 60)
        csrw    satp, t0
        sfence.vma
        ld      t1, 8(s4)
        li      a1, 3
        li      t0, (GUEST_RAM >> 2) | PTE_RWX
        bne     t0, t1, guest_end
        li      t0, 0x40000000                  # its own tables have nothing there: the hypervisor hears nothing of it
        li      s6, 0
        sd      t0, 0(t0)
        li      a1, 5
        li      t1, 1
        bne     s6, t1, guest_end
        li      t1, CAUSE_STORE_PAGE
        bne     s7, t1, guest_end

        csrsi   sstatus, 2                      # interrupts on, of which one is asked for
        li      t0, 2
        csrs    sie, t0
        li      s6, 0
        hypercall CALL_SIGNAL
        nop
        li      a1, 4
        li      t1, 1
        bne     s6, t1, guest_end
        li      t1, (1 << 63) | 1
        bne     s7, t1, guest_end
        li      a1, 'i'
        hypercall CALL_PUT
        li      a1, '\n'
        hypercall CALL_PUT
        li      a1, 0
guest_end:
        hypercall CALL_END

        .balign 4
guest_trap:                                     # counts in s6, cause in s7; skips an instruction that faulted
        addi    s6, s6, 1
        csrr    s7, scause
        csrci   sip, 2
        bltz    s7, 1f
        csrr    t3, sepc
        addi    t3, t3, 4
        csrw    sepc, t3
1:      sret
        .balign 4096
        .option pop

        .bss
        .balign 16384
groot:  .skip   16384
gmiddle: .skip  4096
glast:  .skip   4096
data:   .skip   4096
