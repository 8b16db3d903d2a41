/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** What a hart's profile brings, as flags that the hot paths can afford to ask. */
final class ExtensionFlags {

	final boolean s;
	final boolean u;
	final boolean h;
	final boolean c;
	final boolean f;
	final boolean sv48;
	final boolean sv57;
	final boolean svade;
	final boolean svadu;
	final boolean svpbmt;
	final boolean svnapot;
	final boolean sstc;
	final boolean sscofpmf;
	/** Any of the extensions for interrupts and indirect registers. */
	final boolean advanced;
	final boolean smstateen;
	final boolean ssdbltrp;
	final boolean smdbltrp;
	final boolean zicbom;
	final boolean zicboz;

	ExtensionFlags(IsaProfile profile) {
		s = profile.has(Extension.S);
		u = profile.has(Extension.U);
		h = profile.has(Extension.H);
		c = profile.has(Extension.C);
		f = profile.has(Extension.F);
		// A profile that names no paging scheme gets Sv39 and Sv48.
		sv48 = profile.has(Extension.SV48) || !profile.has(Extension.SV39);
		sv57 = profile.has(Extension.SV57);
		svade = profile.has(Extension.SVADE);
		svadu = profile.has(Extension.SVADU);
		svpbmt = profile.has(Extension.SVPBMT);
		svnapot = profile.has(Extension.SVNAPOT);
		sstc = profile.has(Extension.SSTC);
		advanced = profile.has(Extension.SMAIA) || profile.has(Extension.SSAIA) || profile.has(Extension.SMCSRIND);
		smstateen = profile.has(Extension.SMSTATEEN);
		ssdbltrp = profile.has(Extension.SSDBLTRP) && s;
		smdbltrp = profile.has(Extension.SMDBLTRP);
		sscofpmf = profile.has(Extension.SSCOFPMF);
		zicbom = profile.has(Extension.ZICBOM);
		zicboz = profile.has(Extension.ZICBOZ);
	}
}
