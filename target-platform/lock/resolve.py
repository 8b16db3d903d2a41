#!/usr/bin/env python3
"""Move the lock to what is newest: resolve roots.txt with Maven and write lock.txt.

The Eclipse platform publishes bundles one by one, and an unchanged bundle's POM names the versions of its day. So each bundle
of the closure is asked for in its newest version, again and again until no new bundle comes in. Run generate.py afterwards, then
the whole build: Maven's POMs tell of required bundles only, and what else a bundle imports has to be added to extra.txt by hand.
"""
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
# Bundles whose newest version is wanted, whatever the POMs say.
NEWEST = ("org.eclipse.platform:", "org.eclipse.ecf:")
# Compile-time annotations; no bundle needs them at run time.
DROPPED = {"org.osgi:osgi.annotation", "org.osgi:org.osgi.namespace.implementation", "org.codehaus.mojo:animal-sniffer-annotations"}

# SWT's POM brings the fragment of the platform that resolves; natives.txt names those of all.
NATIVE = re.compile(r"org\.eclipse\.platform:org\.eclipse\.swt\.(gtk|win32|cocoa)\.")


def dependency(name, version):
    group, artifact = name.split(":")
    return (
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version></dependency>"
    )


def resolve(roots, managed, folder):
    """Returns {group:artifact: version} of the closure."""
    pom = folder / "pom.xml"
    classpath = folder / "classpath.txt"
    pom.write_text(
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>lock</groupId><artifactId>lock</artifactId><version>1</version><dependencyManagement><dependencies>"
        + "".join(dependency(name, "LATEST") for name in sorted(managed))
        + "</dependencies></dependencyManagement><dependencies>"
        + "".join(dependency(name, "LATEST") for name in roots)
        + "</dependencies></project>"
    )
    subprocess.run(
        ["mvn", "-B", "-q", "-f", pom, PLUGIN, f"-Dmdep.outputFile={classpath}", "-DincludeScope=runtime"], check=True
    )
    closure = {}
    for jar in classpath.read_text().strip().split(":"):
        *group, artifact, version, _ = jar.split("/repository/")[1].split("/")
        closure[".".join(group) + ":" + artifact] = version
    return closure


def main():
    roots = (HERE / "roots.txt").read_text().split()
    managed = set()
    with tempfile.TemporaryDirectory() as folder:
        while True:
            closure = resolve(roots, managed, pathlib.Path(folder))
            newest = {name for name in closure if name.startswith(NEWEST)}
            if newest <= managed:
                break
            managed |= newest
    lines = [f"{name}:{version}" for name, version in sorted(closure.items()) if name not in DROPPED and not NATIVE.match(name)]
    (HERE / "lock.txt").write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} bundles locked")


if __name__ == "__main__":
    main()
