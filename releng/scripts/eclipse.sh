# shellcheck shell=bash
# The commands that build with Maven: build, test and ide.

command_build() {
	require_jdk
	require_maven
	run_maven verify -DskipTests "$@"
	say "update site: $root/releng/org.ringside.site/target/repository"
	say "product: $(product_folder)"
}

command_test() {
	require_jdk
	require_maven
	if has_display; then
		require_for_tests real
	else
		require_for_tests virtual
		start_virtual_display
	fi
	mkdir -p "$state"
	local started=$state/test-started code=0
	touch "$started"
	# Every module is tried: one failure must not hide another.
	run_maven verify --fail-at-end "$@" || code=$?
	# Only this run's reports: a report of a test that has gone would otherwise count for ever.
	find "$root/tests" -path '*/target/surefire-reports/TEST-*.xml' -newer "$started" -exec cat {} + |
		awk -f "$scripts/count-tests.awk" -v build="$code"
}

# The product of this platform. Those of others may stand beside it (profile all-platforms).
product_folder() {
	local arch platform
	arch=$(uname -m)
	case $arch in
	amd64) arch=x86_64 ;;
	arm64) arch=aarch64 ;;
	esac
	case $(uname -s) in
	Darwin) platform=macosx/cocoa/$arch/Eclipse.app/Contents/Eclipse ;;
	*) platform=linux/gtk/$arch ;;
	esac
	printf '%s' "$root/releng/org.ringside.product/target/products/org.ringside.ide/$platform"
}

# Whether the product is older than anything that goes into it.
product_is_stale() {
	[ -e "$state/product" ] && [ -d "$(product_folder)/plugins" ] || return 0
	[ -n "$(find "$root/pom.xml" "$root/bundles" "$root/features" "$root/releng" "$root/target-platform" \
		-name target -prune -o -type f -newer "$state/product" -print | head -n 1)" ]
}

build_product() {
	product_is_stale || return 0
	say "building Ringside and the IDE; the first time this takes some minutes"
	require_maven
	mkdir -p "$state"
	touch "$state/product.building"
	run_maven -q verify -pl releng/org.ringside.product -am -DskipTests >&2 ||
		fail "the build failed; what is wrong stands above"
	mv "$state/product.building" "$state/product"
}

command_ide() {
	local data='' pictures='' tour=no dark=no more=()
	while [ $# -gt 0 ]; do
		case $1 in
		--data | --pictures)
			[ $# -ge 2 ] || fail "$1 needs a folder"
			if [ "$1" = --data ]; then data=$2; else pictures=$2; fi
			shift
			;;
		--tour) tour=yes ;;
		--dark) dark=yes ;;
		--)
			shift
			more=("$@")
			break
			;;
		*) fail "ide does not know '$1'; it takes --data DIR, --dark, --tour and --pictures DIR" ;;
		esac
		shift
	done
	# Its newest SWT on Maven Central, 3.133.0, lacks what the workbench of the target platform calls (Display.setDarkThemePreferred).
	if on_linux && [ "$(uname -m)" = aarch64 ]; then
		fail "the IDE does not start on Linux on aarch64: Maven Central has no SWT for it that fits; install Ringside from its update site into an Eclipse for aarch64"
	fi
	require_jdk
	has_display || tour=yes
	if [ $tour = yes ] && on_linux; then
		require_graphics virtual
		start_virtual_display
	else
		require_graphics real
	fi
	build_product

	local options=(-Xmx2g -Djava.awt.headless=true -Dringside.example=true ${java_options[@]+"${java_options[@]}"})
	if ! on_linux; then options+=(-XstartOnFirstThread); fi
	local arguments=(-nosplash -consoleLog -perspective org.ringside.eclipse.ui.perspective.guestOS)
	if [ $dark = yes ]; then arguments+=(-cssTheme org.eclipse.e4.ui.css.theme.e4_dark); fi
	local launcher
	launcher=$(echo "$(product_folder)"/plugins/org.eclipse.equinox.launcher_*.jar)

	if [ $tour = no ]; then
		data=${data:-$HOME/ringside-workspace}
		say "workspace: $data"
		"$jdk/bin/java" "${options[@]}" -jar "$launcher" "${arguments[@]}" -data "$data" ${more[@]+"${more[@]}"}
		return
	fi

	pictures=${pictures:-$root/target/tour}
	mkdir -p "$pictures"
	pictures=$(cd "$pictures" && pwd)
	# Old pictures beside new ones would show a session that never was.
	rm -f "$pictures"/[0-9]*.png
	if [ -z "$data" ]; then
		# A tour starts from nothing, as a new user does.
		data=$root/target/tour-workspace
		rm -rf "$data"
	fi
	say "driving the example session on display ${DISPLAY:-of the system}; pictures go to $pictures"
	local code=0
	limit 600 "$jdk/bin/java" "${options[@]}" "-Dringside.tour=$pictures" -jar "$launcher" "${arguments[@]}" -data "$data" \
		${more[@]+"${more[@]}"} || code=$?
	case $code in
	0) say "every stop of the session came; pictures in $pictures" ;;
	124) say "the session did not end within 10 minutes; pictures so far in $pictures" ;;
	*) say "the session failed with code $code; pictures so far in $pictures, the log is $data/.metadata/.log" ;;
	esac
	return $code
}

# limit SECONDS COMMAND...: as timeout(1), which macOS does not have.
limit() {
	if command -v timeout >/dev/null 2>&1; then
		timeout --kill-after=10 "$@"
	else
		shift
		"$@"
	fi
}
