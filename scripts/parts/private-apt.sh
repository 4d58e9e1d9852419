# shellcheck shell=bash
# apt with a state of its own: it downloads what a suite has without looking at, or touching, what is
# installed. Mirrors and settings (proxies, credentials) are the machine's own.

readonly PRIVATE_APT_CACHE=/var/cache/parikshan

# Lines of "URI SUITE COMPONENT", of Debian's own entries in the machine's sources, in either notation.
debian_sources() {
  local known
  known=$(apt-get indextargets --format '$(CREATED_BY) $(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' |
    awk '$1 == "Packages" && $2 == "Debian" { print $3, $4, $5 }')
  if [ -z "$known" ]; then
    # Never updated: nothing tells whose an entry is but the name of the suite.
    known=$(apt-get indextargets --no-release-info --format '$(CREATED_BY) $(REPO_URI) $(RELEASE) $(COMPONENT)' |
      awk -v suite="$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")" \
        '$1 == "Packages" && index($3, suite) == 1 { print $2, $3, $4 }')
  fi
  grep -v '^cdrom:' <<<"$known" | sort -u
}

# The URI where the main archive is mirrored for this machine.
debian_mirror() {
  debian_sources | awk '$3 == "main" && $2 !~ /security|updates|backports/ { print $1; exit }'
}

# private_apt STATE COMMAND…: apt-get with the state in the folder STATE, which holds sources.list and, if
# wanted, preferences.
private_apt() {
  local state=$1
  shift
  mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/none"
  apt-get \
    -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts="$state/none" \
    -o Dir::Etc::preferences="$state/preferences" -o Dir::Etc::preferencesparts="$state/none" \
    -o APT::Default-Release= \
    -o Dir::State="$state" -o Dir::State::lists="$state/lists" -o Dir::State::status=/dev/null \
    -o Dir::State::extended_states="$state/extended_states" \
    -o Dir::Cache="$state" -o Dir::Cache::archives="$state/archives" \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o APT::Update::Error-Mode=any \
    -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 \
    "$@"
}

# private_sources STATE: reads "URI SUITE COMPONENT" lines and makes them the sources of STATE.
private_sources() {
  local state=$1 keyring options=
  for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
    if [ -r "$keyring" ]; then
      options="[signed-by=$keyring] "
      break
    fi
  done
  mkdir -p "$state"
  while read -r uri suite component; do
    echo "deb $options$uri $suite $component"
  done >"$state/sources.list.new"
  # Its time tells whether the lists were fetched from these sources.
  if cmp -s "$state/sources.list.new" "$state/sources.list"; then
    rm "$state/sources.list.new"
  else
    mv "$state/sources.list.new" "$state/sources.list"
  fi
}

# private_download STATE PACKAGE…: prints the files of the packages and of all they depend on.
private_download() {
  local state=$1 listed=yes files
  shift
  # Lists are good for an hour. Without a network, those of an earlier run may do.
  if [ -z "$(find "$state/updated" -newer "$state/sources.list" -mmin -60 2>/dev/null)" ]; then
    if quietly 'apt-get update' private_apt "$state" update; then touch "$state/updated"; else listed=no; fi
  fi
  # What would be fetched into an empty folder is everything; the archives folder may hold other things too.
  files=$(private_apt "$state" -o Dir::Cache::archives="$state/none" install --yes --print-uris "$@" 2>/dev/null |
    sed -n "s|^'.*' \([^ ]*\.deb\) .*|$state/archives/\1|p") || true
  # shellcheck disable=SC2086 # one word per file
  if [ -z "$files" ] || ! stat $files >/dev/null 2>&1; then
    quietly 'apt-get install --download-only' private_apt "$state" install --yes --download-only "$@" ||
      download_failed "$state" "$listed" "$@"
  fi
  echo "$files"
}

download_failed() {
  local mirror listed=$2
  mirror=$(awk '{ print $(NF - 2); exit }' "$1/sources.list")
  shift 2
  [ "$listed" = yes ] ||
    fail "the package lists of $mirror cannot be fetched." \
      'Check the network and the proxy settings of apt on this machine, and run this again.'
  fail "the packages $* cannot be downloaded from $mirror." \
    'The lines above say which and why. Check the names, the network and the room on the disk.'
}
