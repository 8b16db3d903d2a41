# shellcheck shell=bash
# Gets a Maven that Tycho accepts (3.9 or newer) and runs it.

maven_version=3.9.16

# Whether the mvn at $1 is 3.9 or newer.
maven_is_new_enough() {
	local version major minor
	version=$("$1" -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9][0-9.]*\).*$/\1/p' | head -n 1)
	major=${version%%.*}
	minor=${version#*.}
	minor=${minor%%.*}
	[ -n "$major" ] || return 1
	[ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "${minor:-0}" -ge 9 ]; }
}

# Sets maven to the program to run.
require_maven() {
	# Maven's own libraries do what newer JDKs warn of; the user can do nothing about that.
	if [ "$jdk_release" -ge 24 ]; then
		export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
	fi
	maven=$(command -v mvn 2>/dev/null || true)
	if [ -n "$maven" ] && maven_is_new_enough "$maven"; then
		return
	fi
	local cache=${XDG_CACHE_HOME:-$HOME/.cache}/ringside
	local kept=$cache/apache-maven-$maven_version
	if [ ! -x "$kept/bin/mvn" ]; then
		if [ -z "$maven" ]; then
			install_packages "Maven" maven
			maven=$(command -v mvn)
			if maven_is_new_enough "$maven"; then
				return
			fi
		fi
		say "getting Maven $maven_version, since $maven is older than 3.9"
		mkdir -p "$cache"
		local fresh
		fresh=$(mktemp -d "$cache/maven.XXXXXX")
		# Unpacked aside and then moved as a whole: whoever finds the folder finds it complete.
		if ! (cd "$fresh" && "$maven" -B -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
			"-Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin" "-DoutputDirectory=$fresh" </dev/null >&2); then
			rm -rf "$fresh"
			fail "could not get Maven $maven_version from Maven Central; put a Maven 3.9 or newer on the PATH"
		fi
		# The zip's permissions do not survive every unpacker.
		chmod +x "$fresh/apache-maven-$maven_version/bin/mvn"
		mv "$fresh/apache-maven-$maven_version" "$kept" 2>/dev/null || true
		rm -rf "$fresh"
		[ -x "$kept/bin/mvn" ] || fail "could not put Maven into $kept"
	fi
	maven=$kept/bin/mvn
}

# Maven in the project's folder, without a question on stdin.
run_maven() {
	(cd "$root" && "$maven" -B "$@" </dev/null)
}
