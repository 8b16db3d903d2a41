# The smallest kernel: it writes to the serial port and switches the machine off.
# The firmware starts it in S-mode, paging off, a0 = hart id, a1 = device tree.

        .equ    UART, 0x10000000        # the serial port's transmit register
        .equ    UART_STATUS, 5
        .equ    UART_READY, 1 << 5

        .section .text.boot, "ax", @progbits
        .global _start
        .type   _start, @function
_start:
        csrw    sie, zero               # no interrupt
        la      sp, stack_top
        la      t0, bss_start           # what the image does not bring is zero
        la      t1, bss_end
1:      bgeu    t0, t1, 2f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       1b
2:      la      a0, greeting
        call    print
        li      a0, 0                   # shut down
        li      a1, 0                   # no reason
        li      a6, 0
        li      a7, 0x53525354          # the firmware's system reset
        ecall
1:      wfi
        j       1b
        .size   _start, . - _start

        .text
# Prints the string at a0.
        .type   print, @function
print:
        li      t0, UART
1:      lbu     t1, 0(a0)
        beqz    t1, 3f
2:      lbu     t2, UART_STATUS(t0)
        andi    t2, t2, UART_READY
        beqz    t2, 2b
        sb      t1, 0(t0)
        addi    a0, a0, 1
        j       1b
3:      ret
        .size   print, . - print

        .section .rodata, "a", @progbits
greeting:
        .asciz  "Hello from S-mode\n"

        .bss
        .balign 16
stack:
        .skip   4096
stack_top:
