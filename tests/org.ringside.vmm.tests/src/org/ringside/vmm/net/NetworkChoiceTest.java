/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks are read as they are written, and what is wrong is told in a sentence that names it. */
class NetworkChoiceTest {

	@ParameterizedTest
	@ValueSource(strings = {"user", "switch=1234", "switch=lab.2-b", "user,restrict=on", "user,hostfwd=tcp::2222-:22,hostfwd=udp:0.0.0.0:69-10.0.2.15:69",
			"user,net=192.168.64.0/20,host=192.168.64.9,dhcpstart=192.168.70.1,hostname=lab,resolver=9.9.9.9:5353,tftp=a,,b,bootfile=x", "user,resolver=none"})
	void whatIsWrittenIsRead(String text) {
		assertEquals(text, NetworkChoice.parse(text).toString());
	}

	@Test
	void theUsualValuesAreThoseOfQemu() {
		UserNetworkOptions usual = ((NetworkChoice.User) NetworkChoice.parse("user")).options();
		assertEquals(List.of("10.0.2.0/24", "10.0.2.2", "10.0.2.3", "10.0.2.15"), List.of(usual.net().toString(), Ipv4Address.text(usual.host()),
				Ipv4Address.text(usual.dns()), Ipv4Address.text(usual.firstGuest())));
		UserNetworkOptions other = ((NetworkChoice.User) NetworkChoice.parse("user,net=172.16.5.0,hostfwd=::80-:8080,tftp=a,,b")).options();
		assertEquals("172.16.5.2", Ipv4Address.text(other.host()));
		assertEquals(new PortForward(PortForward.Protocol.TCP, PortForward.LOOPBACK, 80, 0, 8080), other.forwards().get(0));
		assertEquals("172.16.5.15", Ipv4Address.text(other.guestOf(other.forwards().get(0))));
		assertEquals(Path.of("a,b"), other.tftp().orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "switch", "switch=", "switch=0", "switch=65536", "switch=-x", "switch=a b", "bridge=eth0", "users", "user,bridge=eth0",
			"user,net=10.0.2.1/24", "user,net=10.0.0.0/28", "user,host=gateway", "user,restrict=maybe", "user,resolver=dns.example", "user,tftp=",
			"user,hostfwd=tcp::0-:22", "user,hostfwd=tcp::22-:65536", "user,hostfwd=sctp::1-:1", "user,hostfwd=tcp:localhost:1-:1", "user,hostname=a b"})
	void whatIsWrongIsNamed(String wrong) {
		String sentence = assertThrows(IllegalArgumentException.class, () -> NetworkChoice.parse(wrong)).getMessage();
		String named = wrong.startsWith("user,") ? wrong.substring(wrong.startsWith("user,hostfwd=") ? 13 : 5) : wrong;
		assertTrue(sentence.contains("'" + named + "'") && sentence.endsWith("."), sentence);
	}

	@ParameterizedTest
	@ValueSource(strings = {"user,host=10.0.3.2", "user,dns=10.0.2.2", "user,dhcpstart=10.0.2.250", "user,host=10.0.2.20", "user,hostfwd=tcp::1-10.0.3.1:1",
			"user,hostfwd=tcp::1-10.0.2.2:1"})
	void addressesMustFitTheNetwork(String wrong) {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> NetworkChoice.parse(wrong)).getMessage().endsWith("."));
	}
}
