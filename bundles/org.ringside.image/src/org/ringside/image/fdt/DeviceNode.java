/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.fdt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node of a device tree: its name, properties and children, in the order in which they were added. */
public final class DeviceNode {

	private final String name;
	private final Map<String, DeviceProperty> properties = new LinkedHashMap<>();
	private final Map<String, DeviceNode> children = new LinkedHashMap<>();

	DeviceNode(String name) {
		this.name = name;
	}

	/** @return its name with its unit address, such as {@code serial@10000000}; empty for the root */
	public String name() {
		return name;
	}

	/** @return its children */
	public Collection<DeviceNode> children() {
		return List.copyOf(children.values());
	}

	/** @return its properties */
	public Collection<DeviceProperty> properties() {
		return List.copyOf(properties.values());
	}

	/** @return the child of this name, which is made if it is not there */
	public DeviceNode child(String childName) {
		if (childName.isEmpty() || childName.indexOf('/') >= 0 || childName.indexOf(0) >= 0) {
			throw new IllegalArgumentException("no name for a node: " + childName);
		}
		return children.computeIfAbsent(childName, DeviceNode::new);
	}

	/** @return the child of this name; or, if the name has no unit address, the only child that differs by one */
	public Optional<DeviceNode> find(String childName) {
		DeviceNode exact = children.get(childName);
		if (exact != null || childName.indexOf('@') >= 0) {
			return Optional.ofNullable(exact);
		}
		List<DeviceNode> alike = children.values().stream().filter(c -> c.name.startsWith(childName + "@")).toList();
		return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
	}

	boolean hasChild(String childName) {
		return children.containsKey(childName);
	}

	/** @return the property of this name */
	public Optional<DeviceProperty> property(String propertyName) {
		return Optional.ofNullable(properties.get(propertyName));
	}

	/** @return its phandle, if it has a sound one */
	public Optional<Integer> phandle() {
		return property("phandle").filter(p -> p.length() == 4).map(p -> (int) (long) p.cells().get(0));
	}

	/** Sets a property to bytes. */
	public DeviceNode bytes(String propertyName, byte... value) {
		properties.put(propertyName, new DeviceProperty(propertyName, value.clone()));
		return this;
	}

	/** Sets a property without value, whose presence says all. */
	public DeviceNode flag(String propertyName) {
		return bytes(propertyName);
	}

	/** Sets a property to one or several texts. */
	public DeviceNode strings(String propertyName, String... texts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (String text : texts) {
			out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
			out.write(0);
		}
		return bytes(propertyName, out.toByteArray());
	}

	/** Sets a property to 32-bit cells. */
	public DeviceNode cells(String propertyName, int... cells) {
		ByteBuffer out = ByteBuffer.allocate(cells.length * 4);
		for (int cell : cells) {
			out.putInt(cell);
		}
		return bytes(propertyName, out.array());
	}

	/** Sets a property to 64-bit numbers, two cells each; what {@code reg} needs under two address and two size cells. */
	public DeviceNode cells64(String propertyName, long... numbers) {
		ByteBuffer out = ByteBuffer.allocate(numbers.length * 8);
		for (long number : numbers) {
			out.putLong(number);
		}
		return bytes(propertyName, out.array());
	}

	/** Takes a property away. */
	public DeviceNode remove(String propertyName) {
		properties.remove(propertyName);
		return this;
	}

	/** @return all nodes from here downward, this one first, parents before their children */
	public List<DeviceNode> all() {
		List<DeviceNode> found = new ArrayList<>();
		collect(found);
		return found;
	}

	private void collect(List<DeviceNode> found) {
		found.add(this);
		for (DeviceNode child : children.values()) {
			child.collect(found);
		}
	}

	@Override
	public String toString() {
		return name.isEmpty() ? "/" : name;
	}
}
