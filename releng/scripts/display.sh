# shellcheck shell=bash
# A display to draw on: the user's, or a virtual one where there is none.

has_display() {
	on_linux || return 0
	[ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

virtual_display_pids=()

stop_virtual_display() {
	local pid
	for pid in ${virtual_display_pids[@]+"${virtual_display_pids[@]}"}; do
		kill "$pid" 2>/dev/null || true
	done
	virtual_display_pids=()
}

# Starts Xvfb on a free number and exports DISPLAY. It ends with this script.
start_virtual_display() {
	local folder number='' tries=0
	folder=$(mktemp -d "${TMPDIR:-/tmp}/ringside-display.XXXXXX")
	# With -displayfd the server picks the number itself: two builds at once do not take each other's.
	Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$folder/number" 2>"$folder/log" </dev/null &
	virtual_display_pids+=($!)
	trap stop_virtual_display EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	while [ -z "$number" ] && [ $tries -lt 100 ]; do
		sleep 0.1
		tries=$((tries + 1))
		number=$(cat "$folder/number")
	done
	if [ -z "$number" ]; then
		cat "$folder/log" >&2
		rm -rf "$folder"
		fail "the virtual display (Xvfb) did not start"
	fi
	rm -rf "$folder"
	export DISPLAY=:$number
	unset WAYLAND_DISPLAY
	export GDK_BACKEND=x11
	# A window manager gives windows focus and borders; without one all the same works.
	if command -v openbox >/dev/null 2>&1; then
		openbox >/dev/null 2>&1 </dev/null &
		virtual_display_pids+=($!)
	fi
}
