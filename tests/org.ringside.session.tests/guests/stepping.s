# S-mode: something of everything that a step can meet. Calls and recursion, an SBI call, wfi with a timer
# interrupt, a user process with a system call and a page that is mapped at its first touch.
# User code runs at gVA + ALIAS, where the same frames are mapped for U-mode.
        .option norvc
        .equ    ALIAS, 0x40000000
        .equ    DEMAND, 0x40000000

        .macro  function name
        .type   \name, @function
        .global \name
\name:
        .endm
        .macro  end name
        .size   \name, . - \name
        .endm

        .text
        function _start
        la      sp, stack_top
        la      t0, trap_entry
        csrw    stvec, t0
        li      a0, 5
        call    factorial
before_ecall:
        li      a7, 0x10
        li      a6, 0
        .global own_ecall
own_ecall:
        ecall
        .global after_ecall
after_ecall:
        csrr    a0, time
        addi    a0, a0, 200
        call    set_timer
        li      t0, 0x20
        csrs    sie, t0
        csrsi   sstatus, 2
        .global sleep
sleep:  wfi
        .global slept
slept:  nop
        csrci   sstatus, 2
        call    make_tables
        la      t0, root
        srli    t0, t0, 12
        li      t1, 8
        slli    t1, t1, 60
        or      t0, t0, t1
        csrw    satp, t0
        sfence.vma
        la      t0, user_main
        li      t1, ALIAS
        add     t0, t0, t1
        csrw    sepc, t0
        li      t0, 0x100
        csrc    sstatus, t0
        csrw    sscratch, sp
        la      t0, user_stack_top
        add     sp, t0, t1
        .global to_user
to_user:
        sret
        end _start

        function factorial
        addi    sp, sp, -16
        sd      ra, 8(sp)
        sd      a0, 0(sp)
        beqz    a0, 1f
        addi    a0, a0, -1
        .global recurse
recurse:
        call    factorial
        .global recursed
recursed:
        ld      t0, 0(sp)
        mul     a0, a0, t0
        j       2f
1:      li      a0, 1
2:      ld      ra, 8(sp)
        addi    sp, sp, 16
        ret
        end factorial

        function set_timer
        addi    sp, sp, -16
        sd      ra, 8(sp)
        li      a7, 0x54494D45
        li      a6, 0
        ecall
        ld      ra, 8(sp)
        addi    sp, sp, 16
        ret
        end set_timer

        function make_tables
        la      t0, root
        li      t1, 0x200000cf                  # 0x80000000, V R W X A D
        sd      t1, 16(t0)
        li      t1, 0x200000df                  # the same for U
        sd      t1, 24(t0)
        ret
        end make_tables

        function user_main
        li      a0, 1
        .global user_ecall
user_ecall:
        ecall
        .global user_after
user_after:
        li      t0, DEMAND
        .global user_touch
user_touch:
        ld      t1, 0(t0)
        .global user_touched
user_touched:
        addi    t1, t1, 1
        li      a0, 2
        ecall
        end user_main

        function trap_entry
        csrrw   sp, sscratch, sp
        bnez    sp, 1f
        csrr    sp, sscratch                    # from S-mode: sscratch was 0
1:      addi    sp, sp, -32
        sd      t0, 0(sp)
        sd      t1, 8(sp)
        sd      ra, 16(sp)
        call    handle
        .global handled
handled:
        ld      t0, 0(sp)
        ld      t1, 8(sp)
        ld      ra, 16(sp)
        addi    sp, sp, 32
        csrr    t6, sstatus
        andi    t6, t6, 0x100
        bnez    t6, 2f
        csrrw   sp, sscratch, sp                # back to U-mode
2:      sret
        end trap_entry

        function handle
        csrr    t0, scause
        bltz    t0, timer
        li      t1, 8
        beq     t0, t1, system_call
        li      t1, 13
        beq     t0, t1, map_on_demand
        j       finish_fail
timer:  addi    sp, sp, -16
        sd      ra, 8(sp)
        mv      s11, a0
        li      a0, -1
        call    set_timer
        mv      a0, s11
        ld      ra, 8(sp)
        addi    sp, sp, 16
        ret
system_call:
        li      t1, 2
        beq     a0, t1, finish_pass
        csrr    t0, sepc
        addi    t0, t0, 4
        csrw    sepc, t0
        ret
        end handle

        function map_on_demand
        la      t0, root
        li      t1, 0x200000df
        .global the_store
the_store:
        sd      t1, 8(t0)
        sfence.vma
        ret
        end map_on_demand

        function finish_pass
        li      a0, 0
        li      a1, 0
        j       reset
        end finish_pass
        function finish_fail
        li      a0, 0
        li      a1, 1
        end finish_fail
reset:  li      a7, 0x53525354
        li      a6, 0
        ecall
        j       .

        .bss
        .balign 4096
        .global root
root:   .space  4096
        .space  4096
stack_top:
        .space  4096
user_stack_top:
