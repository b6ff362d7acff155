#!/usr/bin/env bash
# What an idle sample costs: context switches of its threads and processor time, a second, over 20 seconds. Build the samples first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Thread by thread: its id, its name, and how often it was switched to another.
switches() {
  for task in /proc/"$1"/task/*; do
    echo "${task##*/} $(tr ' ' _ <"$task/comm") $(awk '/ctxt_switches/ { sum += $2 } END { print sum }' "$task/status")"
  done | sort
}

ticks() { awk '{ print $14 + $15 }' /proc/"$1"/stat; }

measure() {
  local files pid before after ticks_before ticks_after
  files=$(mktemp -d)
  cp -r samples/"$1"/. "$files"
  dotnet exec samples/"$1"/bin/Release/net10.0/"$1".dll --contentRoot "$files" --urls http://127.0.0.1:0 >/dev/null 2>&1 &
  pid=$!
  sleep 15 # until the runtime has compiled what it runs often
  before=$(switches "$pid") ticks_before=$(ticks "$pid")
  sleep 20
  after=$(switches "$pid") ticks_after=$(ticks "$pid")
  kill "$pid"
  wait "$pid" || true
  rm -r "$files"
  join <(echo "$before") <(echo "$after") | awk -v name="$1" -v ticks=$((ticks_after - ticks_before)) '
    { sum += $5 - $3 }
    $5 > $3 { threads = threads sprintf(" %s %.1f", $2, ($5 - $3) / 20) }
    END { printf "| %s | %.1f | %.1f |%s |\n", name, sum / 20, ticks * 10 / 20, threads }'
}

echo "| sample | switches a second | ms a second | by thread |"
echo "| --- | --- | --- | --- |"
for sample in "${@:-ProtectedSite}"; do
  measure "$sample"
done
