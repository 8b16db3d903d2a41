# shellcheck shell=bash
# The one library that the command line uses: ASM, with which guest code is translated to Java classes. Without it guests
# are interpreted.

# Kept outside of what a build replaces.
asm_jar=$state/lib/asm.jar

# Copies ASM from Maven's repository on this computer, if it lies there; $1 is its version.
copy_asm() {
	local kept=${HOME:-}/.m2/repository/org/ow2/asm/asm/$1/asm-$1.jar
	[ -s "$kept" ] || return 1
	mkdir -p "${asm_jar%/*}"
	cp "$kept" "$asm_jar.$$" && mv "$asm_jar.$$" "$asm_jar"
}

# Whether ASM is there, or could be got without asking the network.
has_asm() {
	[ -s "$asm_jar" ] || copy_asm "$(asm_version)"
}

# The version that the whole project is built with.
asm_version() {
	sed -n 's/^org\.ow2\.asm:asm:\(.*\)$/\1/p' "$root/target-platform/lock/extra.txt"
}

# Gets ASM by Maven if need be.
require_asm() {
	has_asm && return
	local version maven
	version=$(asm_version)
	maven=$(command -v mvn 2>/dev/null || true)
	if [ -n "$maven" ]; then
		say "getting the library ASM $version"
		mkdir -p "${asm_jar%/*}"
		# Not in the project's folder, whose extensions are for its own build.
		(cd "$state" && "$maven" -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=org.ow2.asm:asm:$version" \
			"-DoutputDirectory=${asm_jar%/*}" -Dmdep.stripVersion=true </dev/null >"$state/lib/log" 2>&1) && [ -s "$asm_jar" ] && return
	fi
	say "guests are interpreted, which is slower: Maven could not get the library ASM $version (org.ow2.asm:asm)"
	return 1
}
