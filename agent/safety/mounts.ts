import type { Mount } from './facts.js';

const LINE = /^(\d+) (\d+) (\d+:\d+) (\S+) (\S+) \S+ (.*?)- (\S+) /;

/** Reads /proc/PID/mountinfo; proc(5). Pure. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const match = LINE.exec(line);
    if (match === null) return [];
    const [, id, parentId, device = '', root = '', mountPoint = '', tags = '', type = ''] = match;
    const group = (tag: string) => {
      const found = new RegExp(`\\b${tag}:(\\d+)`).exec(tags)?.[1];
      return found === undefined ? undefined : Number(found);
    };
    return [
      {
        id: Number(id),
        parentId: Number(parentId),
        device,
        root: unescaped(root),
        mountPoint: unescaped(mountPoint),
        type,
        sharedGroup: group('shared'),
        masterGroup: group('master'),
      },
    ];
  });
}

/** White space and backslashes stand there as octal numbers. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
