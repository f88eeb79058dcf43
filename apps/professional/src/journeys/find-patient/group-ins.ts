// The matricule as the eye reads it, and as the hand types it: characters kept, the rest dropped.

const groups = [1, 2, 2, 2, 3, 3, 2] as const;
/** The longest the field takes: the 22 digits of a legacy INS-C. */
const maximum = 22;

export const bareIns = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^0-9AB]/g, '')
    .slice(0, maximum);

/** `279035121518989` → `2 79 03 51 215 189 89`; what is beyond stays together. */
export function groupIns(bare: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const size of groups) {
    if (at >= bare.length) break;
    parts.push(bare.slice(at, at + size));
    at += size;
  }
  return [...parts, ...(at < bare.length ? [bare.slice(at)] : [])].join(' ');
}
