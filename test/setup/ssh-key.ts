import ssh2 from 'ssh2';

/** An ed25519 key pair. Of those that ssh2 makes, its own parser refuses about one in three hundred as malformed. */
export function sshKeyPair(): { public: string; private: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
