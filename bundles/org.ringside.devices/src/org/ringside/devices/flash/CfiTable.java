/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.flash;

/**
 * What a chip says of itself when it is asked (JEDEC JESD68.01, Common Flash Interface): its commands, voltages, times,
 * size and sectors, then Intel's extension of it. The chip has half of each sector of the bank.
 */
final class CfiTable {

	private static final int CHIPS = 2;
	private static final int SECTORS = CfiFlash.BANK_SIZE / FlashContents.SECTOR;
	private static final int CHIP_SECTOR = FlashContents.SECTOR / CHIPS;
	private static final int CHIP_SIZE_BITS = Integer.numberOfTrailingZeros(CfiFlash.BANK_SIZE / CHIPS);

	private static final int FIRST = 0x10;
	private static final int[] TABLE = {
			// "QRY", command set 0001, extended table at 0x31, no alternative
			'Q', 'R', 'Y', 0x01, 0x00, 0x31, 0x00, 0x00, 0x00, 0x00, 0x00,
			// 4.5 V to 5.5 V, no programming voltage
			0x45, 0x55, 0x00, 0x00,
			// powers of two: microseconds to program a word and a buffer, milliseconds to erase a sector and the chip; then how much longer
			0x07, 0x07, 0x0a, 0x00, 0x04, 0x04, 0x04, 0x00,
			// two to this power bytes, for buses of 8 and 16 bits, 2048 bytes at once
			CHIP_SIZE_BITS, 0x02, 0x00, 0x0b, 0x00,
			// one region of sectors: how many less one, and their size in units of 256 bytes
			0x01, SECTORS - 1 & 0xff, SECTORS - 1 >> 8, CHIP_SECTOR >> 8 & 0xff, CHIP_SECTOR >> 16,
			// "PRI" 1.0, no optional features, no blocks to lock, no protection register but one field for it
			'P', 'R', 'I', '1', '0', 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01};

	private CfiTable() {
	}

	/** @return the byte at an address of the chip, 0 where nothing is told */
	static int at(int address) {
		int index = address - FIRST;
		return index < 0 || index >= TABLE.length ? 0 : TABLE[index];
	}
}
