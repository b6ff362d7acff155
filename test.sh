#!/usr/bin/env bash
# Builds everything and runs every test project. Needs the .NET 10 SDK and nothing else: the programs that the interop tests
# measure us against are installed where that is possible (Debian, as root). Without them those tests are skipped and named;
# with CI set they fail instead.
#
#   --long   a million random comparisons with the C libraries' hashes, and a million random Digest headers, instead of some
#            thousand: minutes more
#
# Whatever else is given goes to each test project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if [ "${1-}" = --long ]; then
  export HTPASSWDAUTH_LONG=1
  shift
fi

peers=(apache2 apache2-utils nginx-light caddy curl fail2ban oathtool zbar-tools e2fsprogs chromium postgresql codespell systemd
  strace bindfs pgbouncer util-linux sqlite3 pcre2-utils)

missing_peers() {
  for package in "${peers[@]}"; do
    dpkg-query --show --showformat='${Status}\n' "$package" 2>/dev/null | grep -q 'install ok installed' || printf '%s\n' "$package"
  done
}

install_peers() {
  if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: tests against ${peers[*]} run only where these are found."
    return
  fi
  local missing
  mapfile -t missing < <(missing_peers)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "Tests that need them are skipped; install first, as root: apt-get install ${missing[*]}"
    return
  fi
  echo "Installing ${missing[*]}"
  # No service of theirs is to start: the tests run their own, on ports of their own.
  local quiet=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1)
  { "${quiet[@]}" apt-get update -qq && "${quiet[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null ||
    echo "Installing failed; tests that need ${missing[*]} are skipped, or fail with CI set."
}

install_peers
dotnet build HtpasswdAuth.sln --configuration Release --nologo --verbosity quiet

# A project that hangs names its test after a minute, and is ended with the processes it started; so is one that is interrupted.
limit=$((15 * 60))
[ -z "${HTPASSWDAUTH_LONG-}" ] || limit=$((3 * 60 * 60))
trap 'kill $(jobs -p) 2>/dev/null; exit 130' INT TERM

run_project() {
  timeout --kill-after=60 "$limit" dotnet "tests/$1/bin/Release/net10.0/$1.dll" -noColor -longRunning 60 "${@:3}" 2>&1 |
    tee "$2" | grep --line-buffered -vE '^ +(Discovering|Discovered|Starting|Finished):' &
  wait "$!" || true
}

passed=0 failed=0 skipped=0 broken=0
for project in tests/*.Tests/; do
  name=$(basename "$project")
  echo "== $name"
  log=$(mktemp) started=$SECONDS
  run_project "$name" "$log" "$@"
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
  rm -f "$log"
  if [ -z "$summary" ]; then
    echo "$name did not finish$([ $((SECONDS - started)) -lt "$limit" ] || echo " in $((limit / 60)) minutes")"
    broken=$((broken + 1))
    continue
  fi
  read -r total errors failures skips < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/' <<<"$summary")
  passed=$((passed + total - failures - skips))
  failed=$((failed + failures + errors))
  skipped=$((skipped + skips))
done

failed=$((failed + broken))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
