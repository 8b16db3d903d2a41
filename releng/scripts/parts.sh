# shellcheck shell=bash
# Benchmarks of single parts with JMH, which generates code for them: so Maven builds these.

# bench_parts ARGUMENTS...: those of JMH, for example a pattern of names, or -h.
bench_parts() {
	# shellcheck source=releng/scripts/jdk.sh
	. "$scripts/jdk.sh"
	# shellcheck source=releng/scripts/packages.sh
	. "$scripts/packages.sh"
	# shellcheck source=releng/scripts/maven.sh
	. "$scripts/maven.sh"
	require_jdk
	require_maven
	local module=tests/org.ringside.bench.parts
	run_maven -q verify -pl "$module" -am -DskipTests >&2 || fail "the benchmarks do not compile; what is wrong stands above"
	exec "$jdk/bin/java" ${java_options[@]+"${java_options[@]}"} -cp "$root/$module/target/classes:$root/$module/target/libraries/*" \
		org.openjdk.jmh.Main "$@"
}
