# shellcheck shell=bash
# What the packages' maintainer scripts would have done, as far as a container that runs one program needs it.
# Nothing from inside the folder is run.

# Packages unpack through these links: /bin and its like lie in /usr, /var/run and /var/lock in /run. All are
# relative, an absolute one would lead out of the folder.
make_links() {
  local root=$1 name
  mkdir -p "$root"/usr/{bin,sbin,lib} "$root/run/lock" "$root/var"
  for name in bin sbin lib; do ln -s "usr/$name" "$root/$name"; done
  # The dynamic loader of 64-bit systems is named by this path in every program.
  mkdir -p "$root/usr/lib64"
  ln -s usr/lib64 "$root/lib64"
  ln -s ../run "$root/var/run"
  ln -s ../run/lock "$root/var/lock"
}

# unpack_into FOLDER FILE: documentation and translations stay out, they are most of many packages.
unpack_into() {
  dpkg-deb --fsys-tarfile "$2" | tar -x -p --numeric-owner --keep-directory-symlink -C "$1" \
    --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/info/*' \
    --exclude='./usr/share/locale/*' --exclude='./usr/share/lintian/*'
}

finish_root_filesystem() {
  local root=$1
  make_folders "$root"
  make_accounts "$root"
  make_name_service "$root"
  make_certificates "$root"
  make_web_site "$root"
  ldconfig -r "$root"
}

make_folders() {
  local root=$1
  mkdir -p "$root"/{dev,proc,sys,etc,home,mnt,opt,srv,var/lib,var/log,var/cache,etc/ssl/certs,etc/ssl/private}
  mkdir -p "$root"/{tmp,var/tmp,root}
  chmod 1777 "$root/tmp" "$root/var/tmp"
  chmod 0700 "$root/root"
  [ -e "$root/bin/sh" ] || ln -s dash "$root/usr/bin/sh"
}

# Debian's own master files have root, nobody, www-data and the like. Users that packages make for their
# service get fixed numbers here, and the folders named after them.
readonly SERVICE_USERS='redis memcache mysql postgres mongodb rabbitmq'

make_accounts() {
  local root=$1 name id=101 folder
  sed 's/^\([^:]*\):\*:/\1:x:/' "$root/usr/share/base-passwd/passwd.master" >"$root/etc/passwd"
  [ -e "$root/bin/bash" ] || sed -i 's|:/bin/bash$|:/bin/sh|' "$root/etc/passwd"
  cp "$root/usr/share/base-passwd/group.master" "$root/etc/group"
  for name in $SERVICE_USERS; do
    echo "$name:x:$id:$id::/var/lib/$name:/usr/sbin/nologin" >>"$root/etc/passwd"
    echo "$name:x:$id:" >>"$root/etc/group"
    if [ -d "$root/etc/$name" ] || [ -d "$root/var/lib/$name" ]; then
      for folder in "$root"/{etc,var/lib,var/log,run}/"$name"; do
        mkdir -p "$folder"
        chown -R "$id:$id" "$folder"
      done
    fi
    id=$((id + 1))
  done
  sed 's/:.*/:*:19000:0:99999:7:::/' "$root/etc/passwd" >"$root/etc/shadow"
  chmod 0640 "$root/etc/shadow"
  chown 0:42 "$root/etc/shadow"
}

make_name_service() {
  local root=$1
  [ -e "$root/etc/hosts" ] || printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
  [ -e "$root/etc/hostname" ] || echo container >"$root/etc/hostname"
  [ -e "$root/etc/resolv.conf" ] || : >"$root/etc/resolv.conf"
  [ -e "$root/etc/nsswitch.conf" ] ||
    printf 'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"
}

make_certificates() {
  local root=$1 bundle=$1/etc/ssl/certs/ca-certificates.crt
  [ -d "$root/usr/share/ca-certificates" ] || return 0
  find "$root/usr/share/ca-certificates" -name '*.crt' -exec cat {} + >"$bundle"
}

# nginx comes with a site that its maintainer script enables.
make_web_site() {
  local root=$1
  [ -e "$root/etc/nginx/sites-available/default" ] || return 0
  mkdir -p "$root/etc/nginx/sites-enabled" "$root/var/www/html" "$root/var/lib/nginx" "$root/var/log/nginx"
  ln -sfn ../sites-available/default "$root/etc/nginx/sites-enabled/default"
  [ ! -e "$root/usr/share/nginx/html/index.html" ] ||
    cp -n "$root/usr/share/nginx/html/index.html" "$root/var/www/html/index.html"
}
