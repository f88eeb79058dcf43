// Easy French holds to the rules of « français facile » (features Q2) on every sentence a patient may meet: what it says itself, and what it
// leaves to French. A sentence added in French that is not easy is named here, until fr-simple says it otherwise.

import { glossary } from '@carnet/ui/wording/fr-simple/glossary';
import { kit as easyKit } from '@carnet/ui/wording/fr-simple/kit';
import { kit } from '@carnet/ui/wording/fr/kit';
import { over } from '@carnet/ui/wording/over';
import { otherCatalogue, ownCatalogue } from '@carnet/ui/wording/patient';
import { unreached } from '@carnet/ui/wording/unreached';
import { describe, expect, test } from 'vitest';
import { wholeOf } from '../../support/whole-words.ts';

type Said = ReadonlyMap<string, readonly string[]>;
/** What a page may give a sentence: counts, names, and whether the reader is who acted. */
const given: readonly (readonly unknown[])[] = [
  ['101', '202', '303', '404', '505'],
  ['1', '1', '1', '1', '1'],
  ['101', false, '303', '404', '505'],
];

/** Each sentence with its place, as often as what it is given changes it. */
function sentences(words: unknown): Said {
  const said = new Map<string, readonly string[]>();
  const walk = (value: unknown, place: string): void => {
    if (typeof value === 'string') said.set(place, [value]);
    else if (typeof value === 'function') said.set(place, [...new Set(given.map((one) => String((value as (...all: unknown[]) => unknown)(...one))))]);
    else for (const [key, part] of Object.entries(value as Record<string, unknown>)) walk(part, place === '' ? key : `${place}.${key}`);
  };
  walk(words, '');
  return said;
}

/** Shown to professionals alone, or the tongue of machines; official names that are not ours to change; what helps who looks for an error. */
const notRead = [/^measures\.(?:leadPro|units\.)/, /^types\./, /^expandType$/, /^size\./, /^error\.code$/, /^help\.phoneHref$/, /^card\.current\.imageName$/];
const read = (words: unknown): Said => new Map([...sentences(words)].filter(([place]) => !notRead.some((one) => one.test(place))));

const longest = 15;
/** The name of a page or of a button between quotes, and what stands in brackets after an idea, are read apart. */
const wordsOf = (sentence: string): readonly string[] => sentence.split(/[\s\u00A0]+/).filter((token) => /[\p{L}\d]/u.test(token));
const sentencesOf = (text: string): readonly string[] =>
  text
    .replaceAll(/«[^»]*»/g, 'nom')
    .replaceAll(/\.(?=\p{L}|\d)/gu, '')
    .split(/[.!?…]+/);

/** Words that stop a reader, and the entry of the glossary that explains them. */
const explained: readonly (readonly [RegExp, string])[] = [
  [/aidants?/u, 'aidant'],
  [/allergies?/u, 'allergie'],
  [/analyses?/u, 'analyses'],
  [/assurance maladie/u, 'Assurance Maladie'],
  [/assureurs?/u, 'assureur'],
  [/avis/u, 'avis'],
  [/ayants? droit/u, 'ayant droit'],
  [/(?:dé)?bloqu\p{L}+/u, 'bloquer'],
  [/bris de glace/u, 'bris de glace'],
  [/carte vitale/u, 'carte Vitale'],
  [/centre 15/u, 'centre 15'],
  [/certificats?/u, 'certificat'],
  [/comptes? rendus?/u, 'compte rendu'],
  [/contraste/u, 'contraste'],
  [/curat\p{L}+/u, 'curateur'],
  [/diabète/u, 'diabète'],
  [/directives anticipées/u, 'directives anticipées'],
  [/employeurs?/u, 'employeur'],
  [/glycémie/u, 'glycémie'],
  [/groupe sanguin/u, 'groupe sanguin'],
  [/habilitation familiale/u, 'habilitation familiale'],
  [/identifiants?/u, 'identifiant'],
  [/imagerie/u, 'imagerie'],
  [/implants?/u, 'implant'],
  [/majeure?s?/u, 'majeur'],
  [/médecin du travail/u, 'médecin du travail'],
  [/médecins? traitants?/u, 'médecin traitant'],
  [/mutuelles?/u, 'mutuelle'],
  [/navigateur/u, 'navigateur'],
  [/notifications?/u, 'notification'],
  [/ordonnances?/u, 'ordonnance'],
  [/professionnels?/u, 'professionnel'],
  [/prévention/u, 'prévention'],
  [/rembours\p{L}+/u, 'rembourser'],
  [/représent\p{L}+/u, 'représentant'],
  [/scanners?/u, 'scanner'],
  [/signal(?:er|é|ée|ées|ez|ements?)/u, 'signaler'],
  [/synthèse/u, 'synthèse'],
  [/tension artérielle/u, 'tension artérielle'],
  [/tutelle/u, 'tutelle'],
  [/tut(?:eur|rice)s?/u, 'tuteur'],
  [/télécharg\p{L}+/u, 'télécharger'],
  [/plainte/u, 'porter plainte'],
  [/visio/u, 'visio'],
];
/** Words that easy French does without, whoever knows them. */
const avoided =
  /(?<!\p{L})(?:consult(?:er|e|ent|é|és)|aliment(?:er|e|ent)|habilit(?:é|és)|opposition|oppos(?:er|é|ez)|finalités?|métadonnées?|session|serveur|exploitant|éditeur|logiciels?|dispositif|modalités?|conformément|notamment|préalable(?:ment)?|ultérieure?(?:ment)?|susceptibles?|expressément|exprès|d’emblée|par ailleurs|au préalable|dès lors|ainsi que|à l’origine|consigné|révéler|divulguer|régulateur|traçabilité|accéd(?:er|e|ent)|renseign(?:é|er|ements?)|enregistr(?:er|é|ée|és|ements?)|autoris(?:er|é|és|ée|ées|ations?)|prolong(?:er|é|és)|supports?|terme|échéance|indésirable ultérieur|messagerie|raccordée?|délivr(?:é|és|ance)|coordonnées|proactif|justifié|légitime|destinataire|restreindre)(?!\p{L})/iu;

/** One word for one thing: the second is never said. */
const oneWord: readonly (readonly [said: string, never: RegExp])[] = [
  ['cacher', /masqu\p{L}+/iu],
  ['mail', /courriels?|e-mails?|courriers?(?: électroniques?)?|messagerie/iu],
  ['professionnel', /soignants?|praticiens?/iu],
  ['garder', /sauvegard\p{L}+/iu],
];
const alone = (word: RegExp): RegExp => new RegExp(`(?<!\\p{L})(?:${word.source})(?!\\p{L})`, 'iu');

const acronyms = (text: string): readonly string[] => text.match(/(?<![\p{L}\d.])(?=(?:[a-z]*[A-Z]){2})[A-Za-z]{2,}\d*[A-Za-z]?(?![\p{L}’])/gu) ?? [];
/** Names of insurers, of vaccines and of the rules of accessibility; the French of CDA and FHIR stands beside what it means. Not words to explain. */
const names = new Set(['ENIM', 'MGP', 'MNH', 'CANSSM', 'LMDE', 'ACWY', 'VIH', 'HEIC', 'RGAA', 'WCAG', 'FHIR', 'VRS', 'QR', 'AA', 'COVID', 'SIM']);

function faults(said: Said): readonly string[] {
  return [...said].flatMap(([place, texts]) =>
    texts.flatMap((text) => [
      ...sentencesOf(text)
        .filter((sentence) => wordsOf(sentence).length > longest)
        .map((sentence) => `${place}: ${wordsOf(sentence).length} words: ${sentence.trim()}`),
      ...(/%|pour cent/.test(text) ? [`${place}: a percentage: ${text}`] : []),
      ...explained
        .filter(([word, entry]) => alone(word).test(text) && glossary[entry] === undefined)
        .map(([, entry]) => `${place}: « ${entry} » is not explained`),
      ...acronyms(text)
        .filter((one) => !names.has(one) && glossary[one] === undefined && glossary[`code ${one}`] === undefined)
        .map((one) => `${place}: ${one} is not explained: ${text}`),
      ...(avoided.test(text) ? [`${place}: « ${avoided.exec(text)![0]} »: ${text}`] : []),
      ...oneWord
        .filter(([, never]) => alone(never).test(text))
        .map(([word, never]) => `${place}: say « ${word} », not « ${alone(never).exec(text)![0]} »: ${text}`),
    ]),
  );
}

const french = await wholeOf(ownCatalogue, 'fr');
const frenchOther = await wholeOf(otherCatalogue, 'fr');
const own = await wholeOf(ownCatalogue, 'fr-simple');
const other = await wholeOf(otherCatalogue, 'fr-simple');

describe('every sentence is easy', () => {
  test.each([
    ['of one’s own record', own],
    ['of somebody else’s', other],
    ['of the kit', over(kit, easyKit)],
    ['of what did not arrive', unreached['fr-simple']],
  ])('%s', (_, words) => {
    const said = read(words);
    expect(said.size).toBeGreaterThanOrEqual(4);
    expect(faults(said)).toEqual([]);
  });

  test('a sentence too long, a hard word, a percentage, an acronym, another word for the same thing: each is named', () => {
    const fault = (text: string): number => faults(new Map([['here', [text]]])).length;
    expect(fault('Vous décidez qui lit votre dossier.')).toBe(0);
    expect(fault('Vous décidez avec votre médecin de ce que chacun pourra lire un jour dans ce dossier de santé.')).toBe(1);
    expect(fault('Envoi : 40 %')).toBe(1);
    expect(fault('Votre DMP est ouvert. Voir le ROR.')).toBe(1);
    expect(fault('Il peut consulter le dossier.')).toBe(1);
    expect(fault('Ce document est masqué.')).toBe(1);
  });
});

test('the glossary is easy too, and explains only what is said', () => {
  // What the server says in plain French is explained as well.
  const explaining = Object.entries(glossary).map(([word, meaning]) => [word, [meaning.replaceAll(/On dit aussi : [^.]*\./g, '')]] as const);
  expect(faults(new Map(explaining)).filter((fault) => !/^(?:masqué|courriel): say/.test(fault))).toEqual([]);
  for (const [, entry] of explained) expect(Object.keys(glossary)).toContain(entry);
});

test('every easy sentence keeps what its French is given', () => {
  /** Said without the figure, which is a percentage. */
  const without = ['documents.adding.sending'];
  const marks = ['101', '202', '303', '404', '505'];
  const kept = (words: unknown): ReadonlyMap<string, readonly string[]> =>
    new Map([...sentences(words)].map(([place, texts]) => [place, marks.filter((mark) => texts[0]!.includes(mark))]));
  const compare = (plain: unknown, easy: unknown): void => {
    const said = kept(easy);
    const lost = [...kept(plain)].filter(([place, there]) => said.has(place) && there.some((mark) => !said.get(place)!.includes(mark)));
    expect(lost.map(([place]) => place).filter((place) => !without.includes(place))).toEqual([]);
  };
  compare(french, own);
  compare(frenchOther, other);
  compare(kit, over(kit, easyKit));
});

test('easy French has every sentence of French, and says at least half of the long ones otherwise', () => {
  const plain = sentences(french);
  const easy = sentences(own);
  expect([...plain.keys()].filter((place) => !easy.has(place) && !/\.\d+(?:\.|$)/.test(place))).toEqual([]);
  const long = [...plain].filter(([, [text]]) => wordsOf(text!).length > longest);
  const same = long.filter(([place, [text]]) => easy.get(place)?.[0] === text);
  expect(same.length).toBeLessThan(long.length / 2);
});
