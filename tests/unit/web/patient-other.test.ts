// Acting for somebody else, no sentence takes the reader for the person the record is about: in each language, and in easy French, on every page under /pour/.

import { ownCatalogue, otherCatalogue } from '@carnet/ui/wording/patient';
import { expect, test } from 'vitest';
import { wholeOf } from '../../support/whole-words.ts';

/** Every sentence with its place; functions are called with what a page would give them. */
function sentences(words: unknown, place = ''): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words === 'function') return [[place, String((words as (...given: unknown[]) => unknown)('Dr X', false, 'Y', 'Z'))]];
  return Object.entries(words as Record<string, unknown>).flatMap(([key, value]) => sentences(value, place === '' ? key : `${place}.${key}`));
}

/** Pages of the reader's own account or before signing in, which /pour/ never shows. */
const elsewhere = [
  'title',
  'account',
  'myAccount',
  'passkeys',
  'opening',
  'opposition',
  'closing',
  'help',
  'sessionOver',
  'siteMap',
  'accessibility',
  'arriving',
  'discover',
  'create',
  'signIn',
  'rights',
  'more',
  'look',
  'easy',
];
/** Shown on one's own record only, beside their other form (`titleOf`, `leadOf`, `emptyOther`, `noneOf`), or said by the reader of themselves. */
const ownOnly = [
  /^nav\.(?:health|healthFull|identity)$/,
  /^home\.(?:title|lastVisit|firstVisit|nothingNew|spacesTitle|views\.own|viewsHelp\.own|empty\..+)$/,
  /^notices\.kinds\.(?:majorite|fin-representation)\./,
  /^notices\.markedAll$/,
  /^preferences\.(?:save|saved|unchanged)$/,
  // The reader's own address and devices, whoever the record is about.
  /^devices\./,
  /^health\.(?:title|lead)$/,
  /^measures\.mine$/,
  /^card\.title$/,
  /^identity\.(?:title|lead)$/,
  /^documents\.(?:own|empty\.own\..+)$/,
  /^documents\.detail\.secretNotice$/,
  /^documents\.mask\.undo$/,
  /^documents\.adding\.(?:limits|secret|secretHelp)$/,
  /^accesses\.(?:title|lead|leadOf|authoriseDialog\.title|agreement\.help)$/,
  /^accesses\.never\./,
  /^seeAs\.title$/,
  /^inEmergency\.saved$/,
  /^journal\.(?:lead|leadOf)$/,
  /^reports\.unknownPerson(?:Of)?$/,
  /^family\.(?:strip|ties|notOpen|home|title|nav|lead|records|attached|invitation)(?:\.|$)/,
  /^services\.(?:lead$|question\.)/,
  /^export\.(?:title|beforeClosing)$/,
  /^family\.aidants\.(?:title|none\..+|inviteDialog\.nameHelp)$/,
];

const french = /(?<!\p{L})(?:votre|vos|mon|ma|mes|moi|je|j’|m’)(?!\p{L})/iu;
test.each([
  ['fr', french],
  ['fr-simple', french],
  ['en', /\b(?:your|yours|my|mine|I|me)\b/i],
] as const)('%s', async (language, mine) => {
  const words = async (catalogue: typeof ownCatalogue): Promise<readonly (readonly [string, string])[]> => sentences(await wholeOf(catalogue, language));
  const said = (await words(otherCatalogue)).filter(([place]) => !elsewhere.includes(place.split('.')[0]!) && !ownOnly.some((own) => own.test(place)));
  expect(said.length).toBeGreaterThan(400);
  expect(said.filter(([, text]) => mine.test(text))).toEqual([]);
  // The words of one's own record do say it: what is looked for is there to be found.
  expect((await words(ownCatalogue)).filter(([, text]) => mine.test(text)).length).toBeGreaterThan(50);
});
