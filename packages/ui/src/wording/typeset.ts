// French typography: the space before : ; ! ? » and after « never breaks. Applied to a whole catalogue, so that sentences are written plainly; to each of
// them when it is first said, a page saying few of those that come with it.

const unbreakable = (text: string): string => text.replaceAll(/ (?=[:;!?»%])/g, '\u00A0').replaceAll('« ', '«\u00A0');

/** The same catalogue, its sentences and what its functions answer typeset. */
export function typeset<Words>(words: Words): Words {
  if (typeof words === 'string') return unbreakable(words) as Words;
  if (typeof words === 'function') {
    const say = words as unknown as (...given: readonly unknown[]) => string;
    return ((...given: readonly unknown[]) => unbreakable(say(...given))) as Words;
  }
  if (Array.isArray(words)) return words.map(typeset) as Words;
  return typeof words === 'object' && words !== null ? (whenSaid(words as Readonly<Record<string, unknown>>) as Words) : words;
}

function whenSaid(words: Readonly<Record<string, unknown>>): object {
  const said = {};
  for (const key of Object.keys(words))
    Object.defineProperty(said, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = typeset(words[key]);
        Object.defineProperty(said, key, { value, enumerable: true });
        return value;
      },
    });
  return said;
}
