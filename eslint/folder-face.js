import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * A folder's face is its `mod.ts`: whoever is outside the folder imports that file and nothing else in it.
 * A file may import freely from its own folder and from the folders it lies in. Where a folder inside a
 * foreign folder has a face and the outer one has none (as in runtime), the inner face is the one to use.
 */
export const folderFace = {
  meta: {
    type: 'problem',
    docs: { description: 'import another folder through its face, mod.ts, and never past it' },
    schema: [
      {
        type: 'object',
        properties: { root: { type: 'string' }, open: { type: 'array', items: { type: 'string' } } },
        required: ['root'],
        additionalProperties: false,
      },
    ],
    messages: {
      pastFace: '{{target}} lies behind a face: import {{face}} instead.',
      noFace: '{{target}} lies in another folder, which has no face yet: give {{folder}} a mod.ts.',
    },
  },
  create(context) {
    const { root, open = [] } = context.options[0];
    const importer = path.relative(root, context.filename);

    function check(node) {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const target = path.relative(root, path.resolve(path.dirname(context.filename), source));
      if (open.includes(target.split(path.sep)[0])) return;
      const folders = foreignFolders(importer, target);
      if (folders.length === 0) return;
      const faced = folders.find((folder) => existsSync(path.join(root, folder, 'mod.ts')));
      if (faced === undefined) {
        context.report({ node: node.source, messageId: 'noFace', data: { target, folder: folders[0] } });
        return;
      }
      const face = path.join(faced, 'mod.js');
      if (target !== face)
        context.report({ node: node.source, messageId: 'pastFace', data: { target, face } });
    }

    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** The folders that hold `target` and not `importer`, outermost first; paths relative to the root. */
function foreignFolders(importer, target) {
  const from = path.dirname(importer).split(path.sep);
  const to = path.dirname(target).split(path.sep);
  if (to[0] === '.') return [];
  const shared = to.findIndex((part, index) => part !== from[index]);
  if (shared === -1) return [];
  return to.slice(shared).map((_, index) => to.slice(0, shared + index + 1).join(path.sep));
}
