# shellcheck shell=bash
# What the software and its tests need from Debian. Each line: package, and a command that shows it is there
# on systems that have no dpkg.
readonly DEBIAN_PACKAGES='
runc             runc
conmon           conmon
nats-server      nats-server
redis-tools      redis-benchmark
xfsprogs         mkfs.xfs
e2fsprogs        mkfs.ext4
gdisk            sgdisk
fdisk            sfdisk
mount            losetup
util-linux       unshare
nftables         nft
iproute2         ip
procps           ps
strace           strace
gdb              gdb
tar              tar
xz-utils         xz
jq               jq
'
# What only the tests need: hosts that are added by ssh, and others who write and read disk images.
readonly TEST_PACKAGES='
openssh-server   /usr/sbin/sshd
openssh-client   ssh-keygen
ploop            ploop
qemu-utils       qemu-img
'
# What only the benches need: other people's ways to do the same.
readonly BENCH_PACKAGES='
podman           podman
wrk              wrk
haproxy          haproxy
nginx            nginx
rsync            rsync
'

# Asked when it is needed: scripts/setup reads this file before its options. The process that installs gets the
# setting by its environment.
wanted_packages() {
  echo "$DEBIAN_PACKAGES"
  [ "${PARIKSHAN_SETUP_FOR_TESTS:-no}" = no ] || echo "$TEST_PACKAGES"
  [ "${PARIKSHAN_SETUP_FOR_BENCH:-no}" = no ] || echo "$BENCH_PACKAGES"
}

is_known_system() {
  [ -r /etc/os-release ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 1
  (
    . /etc/os-release
    # Testing and unstable have no VERSION_ID.
    [ "$ID" = debian ] && [ "${VERSION_ID:-99}" -ge 12 ]
  )
}

# The packages that are not installed (on a system with dpkg), or whose command is not there (elsewhere).
missing_packages() {
  local wanted
  wanted=$(wanted_packages)
  if is_known_system; then
    # dpkg-query fails if there is a package that it has never heard of.
    # shellcheck disable=SC2046 # one word per package
    { dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(awk 'NF { print $1 }' <<<"$wanted") 2>/dev/null || true; } |
      awk 'FNR == NR { if ($1 == "installed") there[$2]; next } NF && !($1 in there) { print $1 }' \
        - <(echo "$wanted")
  else
    local package command
    while read -r package command; do
      # An ordinary user's PATH may lack /usr/sbin. bash also finds files that cannot be run.
      [ -z "$package" ] || [ -x "$(PATH=$PATH:/usr/sbin:/sbin command -v "$command")" ] || echo "$package"
    done <<<"$wanted"
  fi
}

install_packages() {
  local updated=yes
  require_root "Installing Debian packages ($*)"
  require_space /var 400 'Installing Debian packages'
  say "Installing Debian packages: $*"
  forbid_service_starts
  export DEBIAN_FRONTEND=noninteractive
  # A source that cannot be reached may be one that is not needed: what counts is the install.
  system_apt -o APT::Update::Error-Mode=any update >/dev/null 2>&1 </dev/null || updated=no
  if ! quietly 'apt-get install' system_apt install --yes --no-install-recommends "$@"; then
    [ "$updated" = yes ] ||
      fail "apt could not install $*, and could not fetch all of its package lists before." \
        'Check the network and the proxy settings of apt on this machine, and run this again.'
    fail "apt could not install $*." 'The lines above say why. Mend it (apt-get -f install often does) and run this again.'
  fi
  allow_service_starts
  keep_from_starting_at_boot "$@"
}

system_apt() {
  apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# Debian starts a package's service as it installs it, unless this file says no. What was there before is put
# back at the end, at a failure too, and by the next run if this one is killed.
readonly SERVICE_POLICY=/usr/sbin/policy-rc.d
readonly SERVICE_POLICY_SAVED=/usr/sbin/policy-rc.d.before-parikshan
readonly SERVICE_POLICY_MARK='# written by the set-up of Parikshan for the time of an installation'

forbid_service_starts() {
  allow_service_starts
  [ ! -e "$SERVICE_POLICY" ] || mv "$SERVICE_POLICY" "$SERVICE_POLICY_SAVED"
  trap allow_service_starts EXIT
  trap 'exit 130' INT TERM
  printf '#!/bin/sh\n%s\nexit 101\n' "$SERVICE_POLICY_MARK" >"$SERVICE_POLICY"
  chmod 0755 "$SERVICE_POLICY"
}

allow_service_starts() {
  if [ -e "$SERVICE_POLICY" ] && grep -qF "$SERVICE_POLICY_MARK" "$SERVICE_POLICY"; then
    rm -f "$SERVICE_POLICY"
  fi
  if [ -e "$SERVICE_POLICY_SAVED" ]; then mv -f "$SERVICE_POLICY_SAVED" "$SERVICE_POLICY"; fi
}

# Parikshan starts its own nats-server, a bench its own proxies, a test its own sshd; the packages' would take ports from the next boot on.
keep_from_starting_at_boot() {
  local package
  command -v systemctl >/dev/null || return 0
  for package in "$@"; do
    case $package in
      nats-server | haproxy | nginx | rsync) systemctl disable --quiet "$package.service" 2>/dev/null || true ;;
      openssh-server) systemctl disable --quiet ssh.service 2>/dev/null || true ;;
    esac
  done
}
