# shellcheck shell=bash
# Node itself, and the packages that package-lock.json names.

readonly NODE_AT_LEAST=20.19

check_node() {
  command -v node >/dev/null ||
    fail 'node is not installed.' "Install Node.js $NODE_AT_LEAST or newer, with npm, and run this again."
  local found
  found=$(node --version)
  printf '%s\n' "$NODE_AT_LEAST" "${found#v}" | sort -V -C ||
    fail "Node.js ${found#v} is too old." "Install Node.js $NODE_AT_LEAST or newer and run this again."
}

readonly NPM_STAMP=node_modules/.parikshan-stamp

# The packages depend on the lock file, and some of them on Node's version and the kind of machine.
npm_fingerprint() {
  cat package-lock.json <(node -p 'process.platform + process.arch + process.versions.modules') | cksum
}

node_packages_match() {
  [ -r "$NPM_STAMP" ] && [ "$(cat "$NPM_STAMP")" = "$(npm_fingerprint)" ]
}

install_node_packages() {
  command -v npm >/dev/null || fail 'npm is not installed.' 'Install npm (it comes with Node.js) and run this again.'
  # npm ci empties the folder first, which would be somebody else's.
  [ ! -L node_modules ] ||
    fail 'node_modules is a symbolic link, and what it leads to does not match package-lock.json.' \
      'Remove the link, or run this in the folder it belongs to.'
  require_space . 400 'Installing npm packages'
  say 'Installing npm packages (npm ci).'
  quietly 'npm ci' npm ci --no-audit --no-fund --loglevel=error --fetch-retries=2 --fetch-retry-maxtimeout=10000 ||
    fail 'the npm packages could not be installed.' \
      'The lines above say why; most often the npm registry cannot be reached. Mend it and run this again.'
  npm_fingerprint >"$NPM_STAMP"
}
