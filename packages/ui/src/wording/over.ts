// Words over words: what part of a catalogue says otherwise, instead of what the whole one said. A key that the whole one has not does not compile.

/** The same shape, sentence by sentence, as far as it goes; a list is replaced whole. */
export type Some<T> = T extends string | readonly unknown[] | ((...given: never[]) => string) ? T : { readonly [Key in keyof T]?: Some<T[Key]> };

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

export function over<Words>(words: Words, part: Some<NoInfer<Words>>): Words {
  const merged = (base: Tree, other: Tree): Tree => ({
    ...base,
    ...Object.fromEntries(
      Object.entries(other).map(([key, value]) => {
        const before = base[key];
        return [key, isTree(value) && isTree(before) ? merged(before, value) : value];
      }),
    ),
  });
  return merged(words as Tree, part as Tree) as Words;
}
