#!/usr/bin/env bash
# Start-up of the published tool beside Apache's: the median of 40 runs of "htpasswd -nbs u pw", in milliseconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish src/HtpasswdAuth.Tool -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -p:PublishSingleFile=true -o "$out" >/dev/null
ln -s "$out/htauth" "$out/htpasswd"

median() {
  for _ in $(seq 40); do
    local start=$EPOCHREALTIME
    "$@" >/dev/null
    local end=$EPOCHREALTIME
    echo $(((${end/./} - ${start/./})))
  done | sort -n | awk '{ v[NR] = $1 } END { printf "%.1f\n", v[int((NR + 1) / 2)] / 1000 }'
}

echo "| program | median ms |"
echo "| --- | --- |"
echo "| htpasswd of Apache | $(median "$(command -v htpasswd)" -nbs u pw) |"
echo "| htauth, ready to run, single file | $(median "$out/htpasswd" -nbs u pw) |"
