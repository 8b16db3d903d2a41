/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IProject;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.ILaunchConfigurationTab;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.example.ExampleProject;
import org.ringside.eclipse.core.launch.GuestConfiguration;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.image.disk.DiskAccess;
import org.ringside.vmm.DiskChoice;
import org.ringside.vmm.Technique;

/** The tabs of a launch configuration: what they show is what they store, and mistakes are told at once. */
class GuestTabsTest {

	private Shell shell;
	private ILaunchConfigurationWorkingCopy configuration;

	@BeforeEach
	void configure() throws Exception {
		shell = new Shell(PlatformUI.getWorkbench().getDisplay());
		IProject project = ExampleProject.open();
		configuration = DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(GuestLaunchAttributes.TYPE)
				.newInstance(null, "tabs");
		configuration.setAttribute(GuestLaunchAttributes.IMAGE, FileButtons.variable(project.getFile("kernel.elf")));
	}

	@AfterEach
	void close() {
		shell.dispose();
	}

	private <T extends ILaunchConfigurationTab> T show(T tab) {
		tab.createControl(shell);
		tab.initializeFrom(configuration);
		return tab;
	}

	private static <T extends Control> List<T> all(Composite parent, Class<T> type) {
		List<T> found = new ArrayList<>();
		for (Control child : parent.getChildren()) {
			if (type.isInstance(child)) {
				found.add(type.cast(child));
			}
			if (child instanceof Composite composite) {
				found.addAll(all(composite, type));
			}
		}
		return found;
	}

	@Test
	void storingWhatIsShownChangesNothing() throws Exception {
		configuration.setAttribute(GuestLaunchAttributes.MEMORY, "1G");
		configuration.setAttribute(GuestLaunchAttributes.HARTS, 3);
		configuration.setAttribute(GuestLaunchAttributes.TECHNIQUE, "bare");
		configuration.setAttribute(GuestLaunchAttributes.APPEND, "console=ttyS0");
		configuration.setAttribute(GuestLaunchAttributes.START_MODE, "supervisor");
		configuration.setAttribute(GuestLaunchAttributes.MAX_INSTRUCTIONS, "1000000");
		configuration.setAttribute(GuestLaunchAttributes.LINE_END, "cr");
		configuration.setAttribute(GuestLaunchAttributes.AIA, "aplic-imsic");
		Path disk = Files.write(Files.createTempFile("disk", ".img"), new byte[512]);
		disk.toFile().deleteOnExit();
		configuration.setAttribute(GuestLaunchAttributes.DISKS, List.of(disk.toString(), disk + ",read-only"));
		configuration.setAttribute(GuestLaunchAttributes.FLASH, List.of(disk + ",read-only"));
		configuration.setAttribute(GuestLaunchAttributes.ENTROPY, "7");
		configuration.setAttribute(GuestLaunchAttributes.BALLOON, "64M");
		configuration.setAttribute(GuestLaunchAttributes.VIRTIO_CONSOLE, true);
		configuration.setAttribute(GuestLaunchAttributes.LEGACY_VIRTIO, true);
		configuration.setAttribute(GuestLaunchAttributes.NETWORK, "user");
		configuration.setAttribute(GuestLaunchAttributes.FORWARDS, List.of("tcp::2222-:22", "udp::6969-:69"));
		configuration.setAttribute(GuestLaunchAttributes.NETWORK_OPTIONS, "restrict=on");
		GuestConfiguration guest = new GuestConfiguration(configuration);
		var before = guest.launch();
		for (ILaunchConfigurationTab tab : new ILaunchConfigurationTab[] { new ImageTab(), new MachineTab(), new DevicesTab(), new TechniqueTab(),
				new ConsoleTab() }) {
			show(tab);
			assertTrue(tab.isValid(configuration), tab.getName() + ": " + tab.getErrorMessage());
			tab.performApply(configuration);
		}
		assertEquals(before, guest.launch());
		assertEquals(1L << 30, before.memoryBytes());
		assertEquals(3, before.harts());
		assertEquals("aplic-imsic", before.aia().text());
		assertEquals(List.of(new DiskChoice(disk, DiskAccess.OVERLAY, false), new DiskChoice(disk, DiskAccess.READ_ONLY, false)), before.devices().disks());
		assertEquals(List.of(new DiskChoice(disk, DiskAccess.READ_ONLY, false)), before.devices().flash());
		assertEquals(64L << 20, before.devices().balloonBytes().getAsLong());
		assertEquals("user,restrict=on,hostfwd=tcp::2222-:22,hostfwd=udp::6969-:69", before.network().orElseThrow().toString());
		assertEquals(Technique.BARE, before.technique());
		assertEquals("\r", guest.console().lineEnd());
	}

	@Test
	void editsAreStored() throws Exception {
		MachineTab machine = show(new MachineTab());
		all(shell, Text.class).get(0).setText("512M");
		all(shell, Spinner.class).get(0).setSelection(2);
		all(shell, Combo.class).stream().filter(combo -> combo.indexOf("APLIC") >= 0).findFirst().orElseThrow().setText("APLIC");
		assertTrue(machine.isValid(configuration), machine.getErrorMessage());
		machine.performApply(configuration);
		assertEquals(512L << 20, new GuestConfiguration(configuration).memoryBytes());
		assertEquals(2, new GuestConfiguration(configuration).harts());
		assertEquals("aplic", new GuestConfiguration(configuration).launch().aia().text());
	}

	@Test
	void mistakesAreToldInOneSentence() {
		MachineTab machine = show(new MachineTab());
		all(shell, Text.class).get(0).setText("plenty");
		assertFalse(machine.isValid(configuration));
		assertTrue(machine.getErrorMessage().contains("plenty"), machine.getErrorMessage());
		DevicesTab devices = show(new DevicesTab());
		assertTrue(devices.isValid(configuration), devices.getErrorMessage());
		Text disks = all((Composite) devices.getControl(), Text.class).get(0);
		for (String wrong : List.of("/no/such/disk.img", "disk.img,write,read-only", ",write")) {
			disks.setText(wrong);
			assertFalse(devices.isValid(configuration), wrong);
		}
		disks.setText("");
		assertTrue(devices.isValid(configuration), devices.getErrorMessage());
		assertNetworkMistakes(devices);
		ImageTab image = show(new ImageTab());
		assertTrue(image.isValid(configuration), image.getErrorMessage());
		Text field = all((Composite) image.getControl(), Text.class).get(0);
		field.setText("/no/such/kernel.elf");
		assertFalse(image.isValid(configuration));
		assertTrue(image.getErrorMessage().contains("/no/such/kernel.elf"), image.getErrorMessage());
		field.setText("");
		assertFalse(image.isValid(configuration));
	}

	private void assertNetworkMistakes(DevicesTab devices) {
		Combo kind = all((Composite) devices.getControl(), Combo.class).get(0);
		List<Text> fields = all((Composite) devices.getControl(), Text.class);
		Text where = fields.get(1);
		Text forwards = fields.get(2);
		Text options = fields.get(3);
		assertFalse(where.isEnabled() || forwards.isEnabled() || options.isEnabled(), "there is no network");
		kind.select(1);
		assertTrue(devices.isValid(configuration), devices.getErrorMessage());
		assertTrue(forwards.isEnabled() && options.isEnabled() && !where.isEnabled());
		forwards.setText("tcp::2222-:22\ntcp:22");
		assertFalse(devices.isValid(configuration));
		assertTrue(devices.getErrorMessage().contains("tcp:22'"), devices.getErrorMessage());
		forwards.setText("");
		options.setText("restrict=perhaps");
		assertFalse(devices.isValid(configuration));
		assertTrue(devices.getErrorMessage().contains("restrict=perhaps"), devices.getErrorMessage());
		kind.select(2);
		assertFalse(devices.isValid(configuration), "a switch without a name");
		where.setText("70000");
		assertFalse(devices.isValid(configuration));
		assertTrue(devices.getErrorMessage().contains("70000"), devices.getErrorMessage());
		where.setText("lab");
		assertTrue(devices.isValid(configuration), devices.getErrorMessage());
	}
}
