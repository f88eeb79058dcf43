// Whether bytes look like a CDA document, before any of it is parsed: what a door asks to choose how to read them.

const byteOrderMark = /^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/;
const rootTag = /^<(?:[A-Za-z_][\w.-]{0,40}:)?ClinicalDocument[\s>/]/;

/** Looks at the first 64 KiB only, past the instructions and comments they open with. UTF-16 is seen by leaving out its zero bytes. */
export function isCda(bytes: Uint8Array): boolean {
  let text = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').replaceAll('\0', '').replace(byteOrderMark, '').trimStart();
  for (;;) {
    const end = text.startsWith('<?') ? text.indexOf('?>') + 2 : text.startsWith('<!--') ? text.indexOf('-->', 4) + 3 : 0;
    if (end === 0) return rootTag.test(text);
    if (end < 4) return false;
    text = text.slice(end).trimStart();
  }
}
