// For eslint-plugin-import: finds the TypeScript source of a relative import that names its compiled file.
const fs = require('node:fs');
const path = require('node:path');

module.exports = {
  interfaceVersion: 2,
  resolve(specifier, importer) {
    // Packages are not this lint's concern: `null` says that there is no file to follow.
    if (!specifier.startsWith('.')) return { found: true, path: null };
    const named = path.resolve(path.dirname(importer), specifier);
    // Generated files import each other in circles, and nothing else.
    if (named.includes(`${path.sep}proto${path.sep}gen${path.sep}`)) return { found: true, path: null };
    const source = [named.replace(/\.js$/, '.ts'), named].find((file) => fs.existsSync(file));
    return source === undefined ? { found: false } : { found: true, path: source };
  },
};
