# shellcheck shell=bash
# Packages of the system: installed for root on Debian and Ubuntu, otherwise named in one line to type.

apt_lists_fresh=no

# Whether the lists of packages know $1; fetches the lists where a fresh container has none.
package_exists() {
	command -v apt-cache >/dev/null 2>&1 || return 1
	if ! apt-cache show "$1" >/dev/null 2>&1; then
		[ "$(id -u)" -eq 0 ] && [ $apt_lists_fresh = no ] || return 1
		apt_lists_fresh=yes
		apt-get update -q </dev/null >&2 || return 1
		apt-cache show "$1" >/dev/null 2>&1 || return 1
	fi
	# A name that only other packages stand for (libgtk-3-0 on newer releases) has no version to show, and can be installed.
	return 0
}

# install_packages WHAT PACKAGE...: all or nothing. Does not return where the packages could not be had.
install_packages() {
	local what=$1
	shift
	if ! command -v apt-get >/dev/null 2>&1; then
		fail "$what is missing; install what your system calls: $*"
	fi
	local line="apt-get install -y --no-install-recommends $*"
	if [ "$(id -u)" -ne 0 ]; then
		fail "$what is missing; type: sudo $line"
	fi
	say "$what is missing; installing: $*"
	# Everything is fetched before anything is unpacked, so a broken network leaves nothing half installed.
	export DEBIAN_FRONTEND=noninteractive
	if ! apt-get install -q -y --no-install-recommends --download-only "$@" </dev/null >&2; then
		apt-get update -q </dev/null >&2 || true
		apt-get install -q -y --no-install-recommends --download-only "$@" </dev/null >&2 ||
			fail "could not fetch $*; when the network is there, type: $line"
	fi
	apt-get install -q -y --no-install-recommends "$@" </dev/null >&2 || fail "could not install $*; type: $line"
}

on_linux() { [ "$(uname -s)" = Linux ]; }

has_gtk() {
	local folder
	for folder in /usr/lib/*-linux-gnu /usr/lib64 /usr/lib /lib64; do
		[ -e "$folder/libgtk-3.so.0" ] && return 0
	done
	return 1
}

# Names what the IDE lacks to draw with; only Linux brings it separately. $1 = virtual: on a display of its own.
missing_graphics() {
	on_linux || return 0
	has_gtk || printf 'libgtk-3-0 '
	if [ "$1" = virtual ] && ! command -v Xvfb >/dev/null 2>&1; then printf 'xvfb '; fi
}

# Names what tests compare with and does not find. Without it those tests are skipped.
missing_test_programs() {
	on_linux || return 0
	command -v qemu-system-riscv64 >/dev/null 2>&1 || printf 'qemu-system-misc '
	command -v riscv64-unknown-elf-gcc >/dev/null 2>&1 || printf 'gcc-riscv64-unknown-elf '
	command -v gdb-multiarch >/dev/null 2>&1 || printf 'gdb-multiarch '
	command -v qemu-img >/dev/null 2>&1 || printf 'qemu-utils '
	[ -e /sbin/mke2fs ] || printf 'e2fsprogs '
	command -v dtc >/dev/null 2>&1 || printf 'device-tree-compiler '
	[ -e /usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf ] || printf 'opensbi '
	[ -e /usr/lib/u-boot/qemu-riscv64_smode/uboot.elf ] || printf 'u-boot-qemu '
}

require_graphics() {
	local missing
	read -r -a missing <<<"$(missing_graphics "$1")"
	[ ${#missing[@]} -eq 0 ] || install_packages "what the IDE draws with" "${missing[@]}"
}

# As require_graphics, and what tests compare with: for that, not being allowed to install it is no failure.
require_for_tests() {
	local needed wanted
	read -r -a needed <<<"$(missing_graphics "$1")"
	read -r -a wanted <<<"$(missing_test_programs)"
	if [ ${#wanted[@]} -gt 0 ] && [ ${#needed[@]} -eq 0 ] && { [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; }; then
		say "tests that compare with ${wanted[*]} are skipped; for them, type: sudo apt-get install -y --no-install-recommends ${wanted[*]}"
	elif [ $((${#wanted[@]} + ${#needed[@]})) -gt 0 ]; then
		install_packages "something that tests need" ${needed[@]+"${needed[@]}"} ${wanted[@]+"${wanted[@]}"}
	fi
}
