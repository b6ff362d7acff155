#!/usr/bin/env bash
# A fleet on this machine: a PostgreSQL of its own, two nodes, and nginx in front of them. Ctrl+C ends all of it and leaves nothing behind.
#   SITE_PORT, NODE1_PORT, NODE2_PORT   other ports than 5090, 5091 and 5092
#   NO_BUILD=1                          what was built before is run; CONFIGURATION is Release unless you say Debug
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
demo=$root/samples/TwoFactorSite
configuration=${CONFIGURATION:-Release}
site_port=${SITE_PORT:-5090}
node_ports=("${NODE1_PORT:-5091}" "${NODE2_PORT:-5092}")
PATH=$PATH:/usr/sbin:/usr/local/sbin

refuse() {
  echo "$*" >&2
  exit 1
}

server_programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
[[ -x $server_programs/initdb ]] || refuse "PostgreSQL's server is missing: apt install postgresql"
command -v nginx >/dev/null || refuse "nginx is missing: apt install nginx-light"
command -v curl >/dev/null || refuse "curl is missing: apt install curl"
command -v dotnet >/dev/null || refuse "The .NET 10 SDK is missing: https://dot.net"
for port in "$site_port" "${node_ports[@]}"; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    refuse "Something listens on port $port already. End it, or choose others: SITE_PORT=6090 NODE1_PORT=6091 NODE2_PORT=6092 $0"
  fi
done

# PostgreSQL refuses to run as root; Debian's package has made a user for it.
as_server=()
if [[ $EUID == 0 ]]; then
  id -u postgres >/dev/null 2>&1 || refuse "There is no user postgres to run the server as. Run this as somebody else than root."
  as_server=(setpriv --reuid postgres --regid postgres --clear-groups --)
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/fleet-XXXXXX")
started=()
database=

stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# In the order of the requests: nginx first, the database last.
end() {
  trap '' INT TERM
  echo "Ending"
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do stop "${started[i]}"; done
  stop_database
  rm -rf "$work"
}

stop_database() {
  if [[ -n $database ]]; then
    kill -INT "$database" 2>/dev/null || true
    wait "$database" 2>/dev/null || true
    database=
  fi
}

# Only a socket in a directory that nobody else can enter: no password is needed, and none is asked.
start_database() {
  "${as_server[@]}" "$server_programs/postgres" -D "$work/database/data" -k "$work/database" -c listen_addresses= >>"$work/database.log" 2>&1 </dev/null &
  database=$!
  until_true "$work/database.log" "$database" "$server_programs/pg_isready" --quiet --host "$work/database"
}

# Waits for a process until a command succeeds.
until_true() {
  local log=$1 process=$2
  shift 2
  for ((i = 0; i < 600; i++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    if ! kill -0 "$process" 2>/dev/null; then break; fi
    sleep 0.1
  done
  tail -20 "$log" >&2
  refuse "It did not start; these are the last lines it has written."
}

sql() {
  "${as_server[@]}" "$server_programs/psql" --quiet --no-psqlrc --set ON_ERROR_STOP=1 --host "$work/database" --dbname "$@"
}

htauth() {
  HTAUTH_CONNECTION="Host=$work/database;Database=site;Username=site_owner" dotnet "$root/src/HtpasswdAuth.Tool/bin/$configuration/net10.0/htauth.dll" "$@"
}

start_node() {
  local number=$1 port=$2
  mkdir -m 700 "$work/node$number"
  install -m 600 "$demo/demo/users.otp-key" "$work/node$number/users.otp-key"
  ConnectionStrings__htpasswd="Host=$work/database;Database=site;Username=site" dotnet "$here/bin/$configuration/net10.0/Fleet.dll" \
    --contentRoot "$demo" --urls "http://127.0.0.1:$port" --Node "$number" --KeyFile "$work/node$number/users.otp-key" \
    --Logging:LogLevel:Microsoft.AspNetCore Warning >"$work/node$number.log" 2>&1 </dev/null &
  started+=($!)
  until_true "$work/node$number.log" $! curl --fail --silent --noproxy '*' "http://127.0.0.1:$port/healthz"
}

if [[ -z ${NO_BUILD:-} ]]; then
  echo "Building"
  dotnet build "$here" --configuration "$configuration" --nologo --verbosity quiet
  dotnet build "$root/src/HtpasswdAuth.Tool" --configuration "$configuration" --nologo --verbosity quiet
fi

trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "Starting PostgreSQL in $work"
mkdir -m 700 "$work/database"
if [[ $EUID == 0 ]]; then chown postgres "$work/database" && chmod 711 "$work"; fi
"${as_server[@]}" "$server_programs/initdb" --pgdata "$work/database/data" --username postgres --auth trust --encoding UTF8 --no-locale --no-sync >"$work/database.log"
start_database
sql postgres --username postgres --command "CREATE ROLE site_owner LOGIN" --command "CREATE ROLE site LOGIN" --command "CREATE DATABASE site OWNER site_owner"

echo "Making the tables and importing the demo's users"
htauth db migrate
mkdir -m 700 "$work/import"
cp "$demo/users.htpasswd" "$demo"/demo/users.otp* "$work/import"
htauth db import "$work/import/users.htpasswd" 2>/dev/null
sql site --username site_owner <"$here/grants.sql"

for number in 1 2; do
  echo "Starting node $number on port ${node_ports[number - 1]}"
  start_node "$number" "${node_ports[number - 1]}"
done

echo "Starting nginx on port $site_port"
sed -e "s/127\.0\.0\.1:5090/127.0.0.1:$site_port/" -e "s/127\.0\.0\.1:5091/127.0.0.1:${node_ports[0]}/" -e "s/127\.0\.0\.1:5092/127.0.0.1:${node_ports[1]}/" \
  "$here/nginx.conf" >"$work/nginx.conf"
nginx -p "$work" -c "$work/nginx.conf" -e stderr >"$work/nginx.log" 2>&1 </dev/null &
started+=($!)
until_true "$work/nginx.log" $! curl --fail --silent --noproxy '*' "http://127.0.0.1:$site_port/healthz"

cat <<TEXT

The fleet is there: http://localhost:$site_port    node 1: http://localhost:${node_ports[0]}    node 2: http://localhost:${node_ports[1]}
For htauth:         export HTAUTH_CONNECTION='Host=$work/database;Database=site;Username=site_owner'
d and Enter stops the database and starts it again; Ctrl+C ends everything.
TEXT

while read -r line; do
  if [[ $line != d ]]; then continue; fi
  if [[ -n $database ]]; then
    stop_database
    echo "The database is stopped"
  else
    start_database
    echo "The database runs again"
  fi
done

# Nobody types here: until somebody ends it, or one of them ends by itself.
wait -n || true
tail -n 5 "$work"/*.log >&2
refuse "One of the programs has ended by itself; these are the last lines they have written."
