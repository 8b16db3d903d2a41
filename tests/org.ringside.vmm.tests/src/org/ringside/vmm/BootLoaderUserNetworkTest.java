/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.vmm.net.NetworkChoice;
import org.ringside.vmm.net.UserNetworkOptions;

/** Debian's U-Boot gets its address and a file over a user-mode network; two of them ping each other over a switch. */
class BootLoaderUserNetworkTest {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");

	@TempDir
	private Path folder;

	private static RunningGuest boot(NetworkChoice network) throws Exception {
		Assumptions.assumeTrue(Files.exists(OPENSBI) && Files.exists(U_BOOT), "needs the packages opensbi and u-boot-qemu");
		RunningGuest guest = new RunningGuest(VmConfig.of(OPENSBI).kernel(U_BOOT).memoryBytes(256L << 20).network(network));
		guest.await("Hit any key");
		guest.command("", "=> ");
		return guest;
	}

	@Test
	void filesAreLoadedFromAFolder() throws Exception {
		byte[] file = new byte[700_001];
		new Random(8).nextBytes(file);
		Files.write(folder.resolve("kernel.img"), file);
		CRC32 sum = new CRC32();
		sum.update(file);
		try (RunningGuest guest = boot(new NetworkChoice.User(UserNetworkOptions.USUAL.withTftp(folder)))) {
			guest.command("setenv autoload no; dhcp", "DHCP client bound to address 10.0.2.15");
			guest.command("ping 10.0.2.2", "host 10.0.2.2 is alive");
			guest.command("tftpboot 0x84000000 10.0.2.2:kernel.img", "Bytes transferred = 700001");
			guest.command("crc32 0x84000000 ${filesize}", String.format("==> %08x", sum.getValue()));
			guest.command("tftpboot 0x84000000 10.0.2.2:../secret", "TFTP error: 'file not found' (1)");
		}
	}

	/** A boot loader answers others only while it waits for somebody itself: so it does, for an address that nobody has. */
	@Test
	void twoPingEachOther() throws Exception {
		NetworkChoice where = NetworkChoice.parse("switch=boot-loaders");
		try (RunningGuest first = boot(where); RunningGuest second = boot(where)) {
			first.command("setenv ipaddr 10.9.8.1; setenv netmask 255.255.255.0", "=> ");
			second.command("setenv ipaddr 10.9.8.2; setenv netmask 255.255.255.0", "=> ");
			pings(first, "10.9.8.2", second);
			pings(second, "10.9.8.1", first);
		}
	}

	private static void pings(RunningGuest asking, String address, RunningGuest answering) throws Exception {
		answering.type("while true; do ping 10.9.8.250; done");
		answering.await("Using virtio-net#");
		asking.command("ping " + address, "host " + address + " is alive");
		answering.command("\003", "=> ");
	}
}
