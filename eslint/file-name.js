import path from 'node:path';

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|property\.test|config))?(\.c?[jt]s)?$/;
// Names that say nothing about what a file holds, and so attract everything.
const SAYS_NOTHING = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager']);

/** A file is named, in kebab-case, after the one thing it exports. */
export const fileName = {
  meta: {
    type: 'problem',
    docs: { description: 'kebab-case file names that say what the file holds' },
    schema: [],
    messages: {
      notKebabCase: '{{name}}: file names are kebab-case.',
      saysNothing: '{{name}}: name the file after what it exports.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = path.basename(context.filename);
        const data = { name };
        if (!KEBAB_CASE.test(name)) context.report({ node, messageId: 'notKebabCase', data });
        else if (SAYS_NOTHING.has(name.split('.')[0]))
          context.report({ node, messageId: 'saysNothing', data });
      },
    };
  },
};
