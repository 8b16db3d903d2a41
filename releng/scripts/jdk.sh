# shellcheck shell=bash
# Finds a JDK 21 or newer. Sourced by ./ringside, which defines root, state, say and fail.

oldest_java=21

# The feature release (21, 25 …) of the JDK in folder $1, or nothing where there is none with a compiler.
java_release() {
	[ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
	local line version=
	# Each JDK since 9 tells its version in this file, so that no JVM need be started to ask.
	if [ -r "$1/release" ]; then
		while IFS= read -r line || [ -n "$line" ]; do
			case $line in JAVA_VERSION=*) version=${line#JAVA_VERSION=} ;; esac
		done <"$1/release"
	fi
	version=${version//\"/}
	[ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac //p')
	version=${version%%[!0-9]*}
	printf '%s' "$version"
}

# Folders where JDKs usually stand, newest not necessarily first.
jdk_candidates() {
	local javac
	javac=$(command -v javac 2>/dev/null || true)
	if [ -n "$javac" ]; then
		javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
		dirname "$(dirname "$javac")"
	fi
	local folder
	for folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /opt/jdk/* /usr/local/openjdk* \
		"$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
		"$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
		"$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
		[ -d "$folder" ] && printf '%s\n' "$folder"
	done
	return 0
}

# Sets jdk and jdk_release. JAVA_HOME is the user's word and wins where it is new enough; else the newest that is found.
find_jdk() {
	local seen remembered_home remembered_jdk remembered_release
	# The answer of last time, valid while JAVA_HOME says the same: starting a guest must not search the disk.
	if [ -r "$state/jdk" ]; then
		{
			IFS= read -r remembered_home
			IFS= read -r remembered_jdk
			IFS= read -r remembered_release
		} <"$state/jdk" || true
		if [ "$remembered_home" = "${JAVA_HOME:-}" ] && [ -n "${remembered_release:-}" ] && [ -x "$remembered_jdk/bin/javac" ]; then
			jdk=$remembered_jdk jdk_release=$remembered_release
			return
		fi
	fi
	jdk='' jdk_release=0
	local folder release
	if [ -n "${JAVA_HOME:-}" ]; then
		release=$(java_release "$JAVA_HOME")
		if [ "${release:-0}" -ge $oldest_java ]; then
			jdk=$JAVA_HOME jdk_release=$release
		fi
	fi
	if [ -z "$jdk" ]; then
		while IFS= read -r folder; do
			release=$(java_release "$folder")
			if [ "${release:-0}" -ge $oldest_java ] && [ "$release" -gt "$jdk_release" ]; then
				jdk=$folder jdk_release=$release
			fi
		done <<FOLDERS
$(jdk_candidates)
FOLDERS
	fi
	[ -n "$jdk" ] || return 1
	mkdir -p "$state"
	seen=$state/jdk.$$
	printf '%s\n%s\n%s\n' "${JAVA_HOME:-}" "$jdk" "$jdk_release" >"$seen"
	mv "$seen" "$state/jdk"
}

require_jdk() {
	if ! find_jdk; then
		# shellcheck source=releng/scripts/packages.sh
		. "$scripts/packages.sh"
		local package
		for package in openjdk-25-jdk-headless openjdk-21-jdk-headless; do
			if package_exists "$package"; then
				install_packages "a JDK" "$package"
				find_jdk && break
			fi
		done
	fi
	[ -n "$jdk" ] || fail "a JDK 21 or newer is needed and none was found; install one (for example from https://adoptium.net) and set JAVA_HOME to its folder"
	export JAVA_HOME=$jdk
	java_options=()
	# The machine's memory is reached with sun.misc.Unsafe, of which newer JDKs warn.
	if [ "$jdk_release" -ge 23 ]; then
		java_options+=(--sun-misc-unsafe-memory-access=allow)
	fi
	# Guests' code is made into code of this computer, and JDKs warn of a call of such code that nobody permitted.
	java_options+=(--enable-native-access=ALL-UNNAMED)
	local more=()
	if [ -n "${RINGSIDE_JVM_OPTIONS:-}" ]; then
		read -r -a more <<<"$RINGSIDE_JVM_OPTIONS"
		java_options+=("${more[@]}")
	fi
}
