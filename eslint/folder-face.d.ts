import type { Rule } from 'eslint';

export const folderFace: Rule.RuleModule;
