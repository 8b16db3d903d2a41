# A kernel that does all by calls to what runs below it: it prints, asks for three
# timer interrupts, sleeps until each comes, and switches the machine off.
# The firmware starts it in S-mode, paging off, a0 = hart id, a1 = device tree.

        .equ    TICKS, 100000           # time between interrupts
        .equ    SIE, 1 << 1             # in sstatus
        .equ    STIE, 1 << 5            # in sie
        .equ    CONSOLE, 0x4442434e     # DBCN
        .equ    TIMER, 0x54494d45       # TIME
        .equ    RESET, 0x53525354       # SRST

# Calls the firmware: extension, function; arguments in a0 to a2, a0 becomes the error and a1 the value.
        .macro  hypercall extension, function
        li      a7, \extension
        li      a6, \function
        ecall
        .endm

        .section .text.boot, "ax", @progbits
        .global _start
        .type   _start, @function
_start:
        csrw    sie, zero               # no interrupt yet
        la      sp, stack_top
        la      t0, bss_start           # what the image does not bring is zero
        la      t1, bss_end
1:      bgeu    t0, t1, 2f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       1b
2:      la      t0, trap_entry
        csrw    stvec, t0
        call    next_tick
        li      t0, STIE
        csrs    sie, t0
        csrsi   sstatus, SIE

        li      s0, 3
wait:
        wfi
        la      t0, ticked
        amoswap.d t1, zero, (t0)
        beqz    t1, wait
        la      a0, tick_text
        la      a1, tick_end
        sub     a1, a1, a0              # its length
        call    print
        addi    s0, s0, -1
        bnez    s0, wait

        li      a0, 0                   # shut down
        li      a1, 0                   # no reason
        hypercall RESET, 0
1:      wfi
        j       1b
        .size   _start, . - _start

        .text
# Prints a1 bytes at a0.
        .type   print, @function
print:
        mv      t0, a0
        mv      a0, a1                  # the number of bytes,
        mv      a1, t0                  # and their guest-physical address
        li      a2, 0
        hypercall CONSOLE, 0
        ret
        .size   print, . - print

# Asks for an interrupt after TICKS.
        .type   next_tick, @function
next_tick:
        rdtime  a0
        li      t0, TICKS
        add     a0, a0, t0
        hypercall TIMER, 0
        ret
        .size   next_tick, . - next_tick

# Takes the timer interrupt; all that it uses is kept.
        .balign 4
        .type   trap_entry, @function
trap_entry:
        addi    sp, sp, -64
        sd      ra, 0(sp)
        sd      t0, 8(sp)
        sd      t1, 16(sp)
        sd      a0, 24(sp)
        sd      a1, 32(sp)
        sd      a6, 40(sp)
        sd      a7, 48(sp)
        csrr    t0, scause
        bgez    t0, stop                # no interrupt
        la      t0, ticked
        li      t1, 1
        sd      t1, 0(t0)
        call    next_tick
        ld      ra, 0(sp)
        ld      t0, 8(sp)
        ld      t1, 16(sp)
        ld      a0, 24(sp)
        ld      a1, 32(sp)
        ld      a6, 40(sp)
        ld      a7, 48(sp)
        addi    sp, sp, 64
        sret
        .size   trap_entry, . - trap_entry

# A trap that is not expected: a debugger shows scause, stval and sepc.
stop:
        wfi
        j       stop

        .section .rodata, "a", @progbits
tick_text:
        .ascii  "tick\n"
tick_end:

        .bss
        .balign 16
ticked:
        .skip   8
        .balign 16
stack:
        .skip   4096
stack_top:
