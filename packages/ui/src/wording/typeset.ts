// French typography: the space before : ; ! ? » and after « never breaks. Applied once to a whole catalogue, so that sentences are written plainly.

const unbreakable = (text: string): string => text.replaceAll(/ (?=[:;!?»%])/g, '\u00A0').replaceAll('« ', '«\u00A0');

/** The same catalogue, its sentences and what its functions answer typeset. */
export function typeset<Words>(words: Words): Words {
  if (typeof words === 'string') return unbreakable(words) as Words;
  if (typeof words === 'function') {
    const say = words as unknown as (...given: readonly unknown[]) => string;
    return ((...given: readonly unknown[]) => unbreakable(say(...given))) as Words;
  }
  if (Array.isArray(words)) return words.map(typeset) as Words;
  if (typeof words === 'object' && words !== null) return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeset(value)])) as Words;
  return words;
}
