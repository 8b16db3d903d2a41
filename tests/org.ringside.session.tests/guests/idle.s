# M-mode: waits for an interrupt that nobody will ever send.
        .text
        .global _start
_start: wfi
        j       _start
