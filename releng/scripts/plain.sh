# shellcheck shell=bash
# Runs the command line in a plain JVM. Compiled here with javac and not by Maven: a guest in the terminal needs a JDK and nothing else.

# shellcheck source=releng/scripts/libraries.sh
. "$scripts/libraries.sh"

# In the order of the floors; what the command line needs, and no Eclipse.
plain_bundles=(isa image machine asm devices translator vmm session examples cli)

# The benchmark is no part of the product; it stands in the same jar so that it measures under the same conditions.
benchmark=$root/tests/org.ringside.bench

plain_is_stale() {
	[ -e "$state/plain/ringside.jar" ] || return 0
	# Built without a library that is there now.
	[ ! -e "$state/plain/interpreted" ] || ! has_asm || return 0
	local folders=("$benchmark") bundle
	for bundle in "${plain_bundles[@]}"; do
		folders+=("$root/bundles/org.ringside.$bundle")
	done
	[ -n "$(find "${folders[@]}" -name target -prune -o -type f -newer "$state/plain/ringside.jar" -print -quit)" ]
}

# Copies what is no Java of folder $1 into folder $2.
copy_resources() {
	local file
	while IFS= read -r file; do
		mkdir -p "$2/$(dirname "$file")"
		cp "$1/$file" "$2/$file"
	done < <(cd "$1" && find . -type f ! -name '*.java' -print)
}

# The value of key $2 in build.properties of folder $1, one entry a line.
build_property() {
	awk -v key="$2" '
		{ whole = whole $0 }
		sub(/\\$/, "", whole) { next }
		{
			split_at = index(whole, "=")
			name = substr(whole, 1, split_at - 1)
			gsub(/[ \t]/, "", name)
			if (name == key) {
				value = substr(whole, split_at + 1)
				gsub(/[ \t]/, "", value)
				gsub(/,/, "\n", value)
				print value
			}
			whole = ""
		}' "$1/build.properties"
}

build_plain() {
	local bundle home folder
	mkdir -p "$state"
	# Built aside and moved as a whole: a run beside this one never sees half of it.
	fresh=$(mktemp -d "$state/plain.XXXXXX")
	trap 'rm -rf "$fresh"' EXIT
	mkdir "$fresh/classes"
	# What is changed while javac reads is newer than this, so that the next run builds again.
	touch "$fresh/started"
	require_asm || touch "$fresh/interpreted"
	for bundle in "${plain_bundles[@]}"; do
		home=$root/bundles/org.ringside.$bundle
		[ "$bundle" != translator ] || [ ! -e "$fresh/interpreted" ] || continue
		find "$home/src" -name '*.java' ! -name package-info.java >>"$fresh/sources"
		# A source folder's content stands at the top of a bundle, an included folder under its name: as Eclipse packs it.
		for folder in $(build_property "$home" source..); do
			copy_resources "$home/$folder" "$fresh/classes"
		done
		for folder in $(build_property "$home" bin.includes); do
			case $folder in
			META-INF/) ;;
			*/) copy_resources "$home/$folder" "$fresh/classes/$folder" ;;
			esac
		done
	done
	find "$benchmark/src" -name '*.java' ! -name package-info.java >>"$fresh/sources"
	"$jdk/bin/javac" -J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 -proc:none -encoding UTF-8 --release 21 -g -nowarn \
		-XDignore.symbol.file -cp "$asm_jar" -d "$fresh/classes" "@$fresh/sources" 2>"$fresh/log" || {
		cat "$fresh/log" >&2
		fail "the sources do not compile; what is wrong stands above"
	}
	"$jdk/bin/jar" --create --no-compress --file "$fresh/ringside.jar" -C "$fresh/classes" .
	touch -r "$fresh/started" "$fresh/ringside.jar"
	rm -rf "$fresh/classes" "$fresh/sources" "$fresh/started" "$fresh/log"
	rm -rf "$state/plain"
	mv "$fresh" "$state/plain"
	trap - EXIT
	share_classes
}

# Half of a short run is the JVM reading classes; an archive of them, made once, saves that, and with what a JDK 25 puts into it, which
# methods are hot, the interpreter of guests is compiled sooner. It holds a path and a time of the jar, so it is made where the jar
# stays. Without it everything works, later.
share_classes() {
	local kernel archive=$state/plain/ringside.jsa option=-XX:ArchiveClassesAtExit
	if [ "$jdk_release" -ge 25 ]; then
		archive=$state/plain/ringside.aot option=-XX:AOTCacheOutput
	fi
	kernel=$(find "$root/bundles/org.ringside.examples" -name target -prune -o -name kernel.elf -print -quit)
	"$jdk/bin/java" "$option=$state/plain/fresh" "${plain_options[@]}" -cp "$state/plain/ringside.jar:$asm_jar" \
		org.ringside.cli.Main run "$kernel" --timeout 20 --hot-code off </dev/null >/dev/null 2>&1 || true
	if [ -s "$state/plain/fresh" ]; then
		mv "$state/plain/fresh" "$archive"
	fi
}

# Sets the option that uses what share_classes made with a JDK like this one. It is ignored where it doesn't fit the JVM, and left
# out where the user chose another archive.
use_archive() {
	archive_options=()
	case " ${java_options[*]-} " in
	*" -Xshare"* | *" -XX:AOT"* | *" -XX:SharedArchiveFile"*) ;;
	*)
		if [ "$jdk_release" -ge 25 ]; then
			archive_options=(-XX:AOTCache="$state/plain/ringside.aot" '-Xlog:aot*=off:stderr')
		else
			archive_options=(-XX:SharedArchiveFile="$state/plain/ringside.jsa")
		fi
		;;
	esac
}

# start_plain COMMAND ARGUMENTS...: replaces this process by the JVM.
start_plain() {
	# shellcheck source=releng/scripts/jdk.sh
	. "$scripts/jdk.sh"
	require_jdk
	# A guest's own memory lies outside the heap and one thread allocates little: the simplest collector starts fastest.
	# What the JVM compiles well costs a second processor for as long as a kernel takes to boot, so it does that later than
	# usual: most of a guest's code is not the JVM's to compile.
	plain_options=(-XX:+UseSerialGC -XX:-UsePerfData -XX:Tier4InvocationThreshold=15000 -XX:Tier4MinInvocationThreshold=3000
		-XX:Tier4CompileThreshold=30000 -XX:Tier4BackEdgeThreshold=120000 ${java_options[@]+"${java_options[@]}"})
	if plain_is_stale; then
		say "building the command line"
		build_plain
	fi
	local program=(org.ringside.cli.Main "$@")
	if [ "$1" = bench ]; then
		shift
		program=(org.ringside.bench.Bench --guests "$root/tests/guests/elf" "$@")
	fi
	use_archive
	# What the JVM says of an archive that it cannot use would stand in the guest's console.
	exec "$jdk/bin/java" "${plain_options[@]}" -Xlog:disable -Xlog:all=error:stderr '-Xlog:cds*=off:stderr' \
		${archive_options[@]+"${archive_options[@]}"} \
		-cp "$state/plain/ringside.jar:$asm_jar" "${program[@]}"
}
