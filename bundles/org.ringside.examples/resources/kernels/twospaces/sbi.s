# The calls to the firmware (or to the monitor that plays it).

        .include "constants.inc"

        .text

# sbi_spec_version() -> a0: minor version in bits 23:0, major version above.
        .global sbi_spec_version
        .type   sbi_spec_version, @function
sbi_spec_version:
        sbi_call SBI_BASE, SBI_BASE_SPEC_VERSION
        mv      a0, a1
        ret
        .size   sbi_spec_version, . - sbi_spec_version

# sbi_probe(a0 extension) -> a0: not zero if the extension is there.
        .global sbi_probe
        .type   sbi_probe, @function
sbi_probe:
        sbi_call SBI_BASE, SBI_BASE_PROBE
        snez    a0, a0                  # an error is a no
        addi    a0, a0, -1
        and     a0, a0, a1
        ret
        .size   sbi_probe, . - sbi_probe

# sbi_set_timer(a0 time): the next timer interrupt. Clears the pending one.
        .global sbi_set_timer
        .type   sbi_set_timer, @function
sbi_set_timer:
        sbi_call SBI_TIME, SBI_TIME_SET_TIMER
        ret
        .size   sbi_set_timer, . - sbi_set_timer

# sbi_hart_status(a0 hart) -> a0: an error, or the hart's HSM state.
        .global sbi_hart_status
        .type   sbi_hart_status, @function
sbi_hart_status:
        sbi_call SBI_HSM, SBI_HSM_STATUS
        bltz    a0, 1f
        mv      a0, a1
1:      ret
        .size   sbi_hart_status, . - sbi_hart_status

# sbi_fence_page(a0 address, a1 ASID): sfence.vma for one page of one address space on
# this hart, by way of the firmware, as a kernel would ask it of other harts.
        .global sbi_fence_page
        .type   sbi_fence_page, @function
sbi_fence_page:
        mv      a4, a1                  # ASID
        mv      a2, a0                  # start
        li      a3, PAGE_SIZE           # length
        li      a0, 1                   # hart mask: one hart,
        la      a1, boot_hart           # counted from this one
        ld      a1, 0(a1)
        sbi_call SBI_RFENCE, SBI_RFENCE_SFENCE_ASID
        ret
        .size   sbi_fence_page, . - sbi_fence_page

# sbi_shutdown(a0 reason): 0 = all is well, 1 = system failure. Does not return.
        .global sbi_shutdown
        .type   sbi_shutdown, @function
sbi_shutdown:
        mv      a1, a0
        li      a0, SBI_SRST_SHUTDOWN
        sbi_call SBI_SRST, SBI_SRST_RESET
1:      wfi                             # a firmware without SRST leaves us here
        j       1b
        .size   sbi_shutdown, . - sbi_shutdown

# sbi_console_write(a0 text, a1 length). The text must lie in memory that is mapped to
# itself: DBCN takes guest-physical addresses.
        .global sbi_console_write
        .type   sbi_console_write, @function
sbi_console_write:
        la      t0, console_is_dbcn
        ld      t0, 0(t0)
        beqz    t0, 3f
        mv      t1, a0
        mv      t2, a1
1:      mv      a0, t2                  # length
        mv      a1, t1                  # address, low half
        li      a2, 0                   # address, high half
        sbi_call SBI_DBCN, SBI_DBCN_WRITE
        bnez    a0, 2f
        add     t1, t1, a1              # it may have taken only a part
        sub     t2, t2, a1
        bnez    t2, 1b
2:      ret
3:      mv      t1, a0                  # the legacy way: one call for each byte
        add     t2, a0, a1
4:      bgeu    t1, t2, 5f
        lbu     a0, 0(t1)
        addi    t1, t1, 1
        li      a7, SBI_LEGACY_PUTCHAR
        ecall
        j       4b
5:      ret
        .size   sbi_console_write, . - sbi_console_write

        .data
        .balign 8
        .global boot_hart
boot_hart:                              # id of the hart that started us
        .dword  0
        .global console_is_dbcn
console_is_dbcn:                        # not zero once DBCN has been found
        .dword  0
