import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import { folderFace } from '../../../eslint/folder-face.js';

RuleTester.describe = describe;
RuleTester.it = it;

const root = mkdtempSync(path.join(os.tmpdir(), 'folder-face-'));
for (const folder of ['agent/disk', 'agent/network', 'agent/cell', 'runtime/log']) {
  mkdirSync(path.join(root, folder), { recursive: true });
  if (folder !== 'agent/cell') writeFileSync(path.join(root, folder, 'mod.ts'), '');
}
afterAll(() => rmSync(root, { recursive: true }));

const at = (filename: string, code: string) => ({
  filename: path.join(root, filename),
  code,
  options: [{ root, open: ['proto'] }],
});
const pastFace = { errors: [{ messageId: 'pastFace' }] };

new RuleTester().run('folder-face', folderFace, {
  valid: [
    at('agent/main.ts', "import './disk/mod.js'"),
    at('agent/main.ts', "import './errors.js'"),
    at('agent/disk/pool.ts', "import '../errors.js'"),
    at('agent/disk/pool.ts', "import '../network/mod.js'"),
    at('agent/disk/pool.ts', "import '../../runtime/log/mod.js'"),
    at('runtime/log/logger.ts', "import '../../proto/gen/common.js'"),
    at('agent/main.ts', "import 'node:fs'"),
  ],
  invalid: [
    { ...at('agent/main.ts', "import './disk/pool.js'"), ...pastFace },
    { ...at('agent/disk/pool.ts', "export * from '../network/veth.js'"), ...pastFace },
    { ...at('agent/disk/pool.ts', "await import('../../runtime/log/logger.js')"), ...pastFace },
    // What lies below another folder's face is that folder's own affair.
    { ...at('agent/network/veth.ts', "import '../disk/xfs/mod.js'"), ...pastFace },
    { ...at('agent/main.ts', "import './cell/namespace.js'"), errors: [{ messageId: 'noFace' }] },
  ],
});
