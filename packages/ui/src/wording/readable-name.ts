// Names as people write them. Civil registers give capitals ("DOMINIQUE PAT-TROIS"), which a screen would shout and a voice may spell.

export const readableName = (name: string): string =>
  name.replaceAll(/\p{L}+/gu, (word) => (word.length > 1 && word === word.toLocaleUpperCase('fr') ? word[0] + word.slice(1).toLocaleLowerCase('fr') : word));

/** The first word of a name: what one is called. */
export const firstName = (name: string): string => readableName(name).split(' ')[0] ?? name;
