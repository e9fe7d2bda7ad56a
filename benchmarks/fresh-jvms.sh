#!/usr/bin/env bash
# Starts fresh JVMs, fifty unless told otherwise, that each train the lesson's first network for some epochs, and fails
# if any stays slow: a kernel that the JVM cannot compile well runs ten to a hundred times slower for the whole process,
# which no warm benchmark shows. A JVM is as fast as its fastest epoch, since others may have been disturbed.
#
#   benchmarks/fresh-jvms.sh [COUNT] [EPOCHS] [COMMAND that starts each JVM, as nice -n -20]
set -euo pipefail

readonly count=${1:-50} epochs=${2:-4} through=("${@:3}")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly root

"$root/rhyton" bench --help >/dev/null # builds
jdk=$("$root/rhyton" jdk)
path=$root/benchmarks/target/fast/classes:$(<"$root/benchmarks/target/fast/dependencies")

for ((i = 1; i <= count; i++)); do
    ${through[@]+"${through[@]}"} "$jdk/bin/java" --module-path "$path" \
        --module org.rhyton.benchmarks/org.rhyton.benchmarks.Training "$epochs" 32 2>/dev/null |
        awk '/^epoch/ && (best == "" || $2 < best) { best = $2 } END { if (best == "") exit 1; print best }'
done | sort -n | awk -v count="$count" '
    { steps[NR] = $1 }
    END {
        if (NR < count) { print "only " NR " of " count " JVMs trained"; exit 1 }
        median = steps[int((NR + 1) / 2)]
        printf "%d JVMs, fastest epoch in ms a step: min %.3f, median %.3f, max %.3f\n", NR, steps[1], median, steps[NR]
        if (steps[NR] > 2 * median) { print "at least one stayed slow"; exit 1 }
    }'
