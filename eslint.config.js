import eslint from '@eslint/js';
import importPlugin from 'eslint-plugin-import';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { fileName } from './eslint/file-name.js';
import { folderFace } from './eslint/folder-face.js';

const root = import.meta.dirname;
const ROLES = ['coordinator', 'agent', 'proxy', 'cli'];
const TOP = ['demo', 'bench', 'test'];
// JavaScript without an extension in its name.
const PROGRAMS = ['bin/parikshan', 'scripts/criu-self-test'];

// Intent flows down: proto imports nothing, runtime imports proto, the roles import those two and never
// each other; whatever joins roles together is at the top and is imported by nobody.
const zones = [
  { target: './proto', from: ['runtime', ...ROLES, ...TOP].map((folder) => `./${folder}`) },
  { target: './runtime', from: [...ROLES, ...TOP].map((folder) => `./${folder}`) },
  ...ROLES.map((role) => ({
    target: `./${role}`,
    from: [...ROLES.filter((other) => other !== role), ...TOP].map((folder) => `./${folder}`),
    message: 'Roles talk over gRPC and NATS and never import each other.',
  })),
  // Benches share with the demo, tests with both; never the other way round.
  { target: './demo', from: ['./bench', './test'] },
  { target: './bench', from: ['./test'] },
];

export default tseslint.config(
  globalIgnores(['**/*.d.ts', 'dist/', 'node_modules/', 'coverage/', 'proto/gen/', '.cache/']),
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    plugins: {
      import: importPlugin,
      parikshan: { rules: { 'folder-face': folderFace, 'file-name': fileName } },
    },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: root,
      },
    },
    settings: {
      'import/resolver': { [`${root}/eslint/source-resolver.cjs`]: {} },
      'import/extensions': ['.ts'],
      'import/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'off',
      // Its shortcut over strongly connected components knows only the legacy configuration's parser.
      'import/no-cycle': ['error', { ignoreExternal: true, disableScc: true }],
      'import/no-restricted-paths': ['error', { basePath: root, zones }],
      'parikshan/folder-face': ['error', { root, open: ['proto', 'test'] }],
      'parikshan/file-name': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Handlers are async because their interface is, whether or not this one waits for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests mirror the tree and reach into it.
      'parikshan/folder-face': 'off',
      // Matchers take methods apart from their object, and are typed `any` themselves.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', ...PROGRAMS],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' },
    },
    rules: { 'parikshan/folder-face': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', module: 'writable' } },
  },
);
