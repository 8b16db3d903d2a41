# Sums the <testsuite> elements of JUnit reports. build is the exit code of the build that wrote them.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only where something ran and nothing failed.

function attribute(name) {
	return match($0, "[ \t]" name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
}

# The head of a <testsuite> can stand on several lines.
/<testsuite[ \t>]/ { inside = 1 }
inside {
	tests += attribute("tests")
	failed += attribute("failures") + attribute("errors")
	skipped += attribute("skipped")
	if ($0 ~ />/) inside = 0
}

END {
	passed = tests - failed - skipped
	code = 0
	if (failed > 0 || build != 0) code = 1
	if (tests - skipped == 0) {
		print "ringside: no test ran at all"
		code = 1
	} else if (build != 0 && failed == 0) {
		print "ringside: the build failed, what is wrong stands above"
	}
	printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
	exit code
}
