# M-mode: runs for ever. The register a0 counts the rounds.
        .option norvc
        .text
        .global _start
_start: li      a0, 0
        .global round
round:  addi    a0, a0, 1
        j       round
