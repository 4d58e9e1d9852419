// As much of XML as descriptors of disk images hold: elements and text. Pure.

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** All text directly in it, trimmed. */
  readonly text: string;
}

/** Declarations and comments; an end; a beginning with its attributes, which mean nothing here; text. */
const TOKEN =
  /<\?[^]*?\?>|<!--[^]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|([^<]+)/y;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/** The outermost element. Throws SyntaxError; document types and CDATA are no part of this. */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '');
  // What lies around the outermost element.
  const document: Open = { name: '', children: [], text: '' };
  const open: Open[] = [document];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) throw new SyntaxError(`not understood at character ${at}`);
    const [, end, start, empty, words] = token;
    const inside = open.at(-1) ?? document;
    if (words !== undefined) inside.text += words;
    else if (start !== undefined) {
      if (empty === '/') inside.children.push({ name: start, children: [], text: '' });
      else open.push({ name: start, children: [], text: '' });
    } else if (end !== undefined) {
      if (open.length === 1 || inside.name !== end) throw new SyntaxError(`</${end}> at ${at} ends nothing`);
      open.pop();
      (open.at(-1) ?? document).children.push(closed(inside));
    }
  }
  const [root, ...more] = document.children;
  if (open.length > 1) throw new SyntaxError(`<${open.at(-1)?.name}> has no end`);
  if (root === undefined || more.length > 0 || document.text.trim() !== '')
    throw new SyntaxError('not one element');
  return root;
}

/** The element at a path of names below another one, the first at each step, or undefined. */
export function elementAt(root: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  let found: XmlElement | undefined = root;
  for (const name of names) found = found?.children.find((child) => child.name === name);
  return found;
}

function closed({ name, children, text }: Open): XmlElement {
  return { name, children, text: decoded(text).trim() };
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
