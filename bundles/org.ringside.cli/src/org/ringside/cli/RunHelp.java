/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

/** The help of {@code run}. */
final class RunHelp {

	static final String TEXT = """
			usage: ringside run IMAGE [options]

			Runs a guest; its console is the terminal. IMAGE is a 64-bit RISC-V ELF file, a Linux image or a raw binary: firmware,
			kernel or bare-metal program.

			machine
			  --technique NAME       bare (default) or trap-and-emulate
			  --memory SIZE          guest RAM, for example 512M (default 128M)
			  --harts N              1 to 8 (default 1)
			  --isa STRING           for example rv64gc (default), rv64imac, rv64gc_zicntr_zba_zbb_sstc
			  --aia CHOICE           interrupt controllers: none (a PLIC; default), aplic, or aplic-imsic, which gives harts Smaia and
			                         Ssaia; aplic-imsic,guests=N also gives each hart N (0 to 7) interrupt files for guests
			  --kernel FILE          a kernel that the firmware IMAGE starts
			  --initrd FILE          an initial RAM disk for the kernel
			  --append TEXT          the kernel's command line
			  --disk FILE[,WHAT]     a virtio disk, raw or qcow2; repeatable. The file never changes, unless WHAT says write;
			                         it may also say read-only, and backing where a qcow2 image stands upon another file
			  --pflash FILE[,WHAT]   contents of a bank of flash memory, 32 MiB at most; twice for both. WHAT is as for --disk
			  --entropy SEED         a virtio source of random bytes, which follow from the number SEED
			  --balloon SIZE         a virtio balloon that asks the guest to give back SIZE of its RAM
			  --virtio-console       a virtio console; what is typed goes there as soon as a driver is ready for it
			  --legacy-virtio        virtio registers of version 1, for drivers that know no other
			  --net user[,OPTION=VALUE...]
			                         a virtio network card behind this computer, as QEMU's -netdev user: DHCP gives 10.0.2.15, the gateway
			                         10.0.2.2 is this computer, and the guest may open connections to it and to the world. Options:
			                           hostfwd=tcp::PORT-:GUEST-PORT  (or udp) leads connections to the guest; listens on 127.0.0.1
			                                                          unless an address is named (tcp:0.0.0.0:2222-:22); repeatable
			                           restrict=on                    the guest reaches nothing outside; forwarded ports reach it
			                           tftp=DIR, bootfile=NAME        files of DIR for boot loaders, to be read only
			                           resolver=host|none|ADDRESS     where questions to the name server 10.0.2.3 go
			                           net=, host=, dns=, dhcpstart=, hostname=   other addresses and names
			  --net switch=PORT      a virtio network card on a network that all guests of this computer with the same PORT share; nothing
			                         leaves the loopback interface. Runs with a network don't repeat themselves; --net implies --real-time
			  --start-mode MODE      M, S or auto (default)
			  --name TEXT            what messages call the VM (default: the file's name)
			  --parallel             each hart on a thread of its own: faster where there are processors to spare, but no two runs are the
			                         same, and time is the host's; technique bare only
			  --engine NAME          translator (default): what runs often is translated, to host code or Java classes; or interpreter. A guest
			                         computes the same with either
			  --hot-code WHERE       the folder that remembers which code of a guest ran often, so that its next start is faster; off for
			                         none (default: ringside/hot in $XDG_CACHE_HOME or ~/.cache)
			  --real-time            an idle guest sleeps, as it does when a person types; otherwise it goes on to its next timer

			debugging
			  --break SPEC           repeatable; each stop is told on standard error. For example
			                           map_page, map_page+0x10, main.s:42, pc:0x80200000, gpa:0x80200000
			                           "trap:load-page-fault,store-page-fault from=U", trap:interrupt
			                           hypercall:TIME.set_timer, hypercall, "hypercall on=return"
			                           "table-write:0x40000000-0x40200000 effect=map,unmap", table-write
			                         followed by options: at=PLACE vcpu=0 mode=S asid=1 root=ADDRESS hits=3 once disabled action=log
			  --on-break WHAT        continue (default) or stop
			  --symbols FILE         more symbols, repeatable
			  --trace KINDS[:FILE]   traps, hypercalls, table-writes, exits, shadow, address-spaces, instructions or all,
			                         separated by commas; to standard error or to FILE
			  --stats                tell at the end how many instructions and exits it took, what executed them, and the traffic of the network

			conformance suites (ELF files with the symbols tohost and fromhost are served as the suites expect it: verdict, console)
			  --signature FILE       when the guest ends, write its memory from begin_signature to end_signature to FILE, as 32-bit
			                         words in hexadecimal, a line each

			limits
			  --max-instructions N   of all harts together
			  --timeout SECONDS

			keys (when standard input is a terminal)
			  Ctrl-A x               leave
			  Ctrl-A a               a Ctrl-A for the guest
			  Ctrl-A h               show the keys

			exit codes
			  0    the guest says pass (finisher 0x5555, tohost 1, SRST shutdown or reset without failure)
			  N    the guest's own failure code, 1 to 255 (finisher 0x3333, tohost 2 * N + 1); 1 for an SRST shutdown with a failure as its reason
			  64   wrong options                        65   a file or value that cannot be used
			  70   Ringside itself failed               74   the console output or the signature cannot be written
			  120  the instruction limit was reached    121  the time limit was reached
			  122  traps without end                    123  idle for ever: no interrupt can come
			  124  stopped at a breakpoint              125  left with Ctrl-A x
			""";

	private RunHelp() {
	}
}
