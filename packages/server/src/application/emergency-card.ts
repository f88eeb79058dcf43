// The emergency card (features A190): the patient, or who represents them, chooses what is on it from what they may see, and it is their own act;
// whoever holds it opens the minimum, and with its code the rest. Each opening is Carnet's act, decided by the same table, traced and told.

import { type CardOffer, cardKinds, chosenFor, offerCard } from '@carnet/domain/emergency';
import { displayName } from '@carnet/domain/identity';
import type { DossierId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { CardContent, DossierKey, EmergencyCard, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { fullName } from './directory-names.ts';
import { readEach, summaryOf } from './read-clinical.ts';
import { type Allowed, withAccess } from './with-access.ts';

/** 5 of 10^4: one chance in two thousand for whoever has found a card of four digits. */
const codeTries = 5;
/** Pages are opened again: one notice for the openings of one emergency. */
const toldTogetherMs = 600_000;
const directivesType = 'EXPPAT_3';

export interface OfferedCard extends CardOffer, Pick<CardContent, 'name' | 'birthDate' | 'sexe' | 'bloodGroup'> {}

/** What could be on the card. Each document a line comes from is traced as read. */
export const offeredCard = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<OfferedCard>> =>
  withAccess(ports, caller, { action: 'read-profile', dossier }, offerFrom);

export function ownCard(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<EmergencyCard | undefined>> {
  return withAccess(ports, caller, { action: 'read-profile', dossier }, async ({ permit, tx }) => ok(await tx.cards.own(permit)));
}

export interface AskedCard {
  /** Of offered lines; `none/<part>`; `bloodGroup`. What is no longer offered is left out. */
  readonly keys: readonly string[];
  readonly code?: string;
  readonly days: number;
}

/** Refuses a card that holds more than the minimum and has no code. */
export function makeCard(ports: Ports, caller: Caller, dossier: DossierKey, { keys, code, days }: AskedCard): Promise<Result<EmergencyCard>> {
  return withAccess(ports, caller, { action: 'write-profile', dossier, subject: { act: 'card-made' } }, async (allowed) => {
    const { permit, tx, at, also } = allowed;
    const read = await also({ action: 'read-profile', dossier: { id: permit.dossier.id } });
    if (!read.ok) return read;
    const offered = await offerFrom({ ...allowed, permit: read.value });
    if (!offered.ok) return offered;
    const { name, birthDate, sexe, bloodGroup } = offered.value;
    const rest = chosenFor(offered.value, keys, false);
    const holdsMore = rest.lines.length + rest.none.length > 0;
    if (holdsMore && code === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'code', rule: 'CHAMP_ABSENT' }]);
    const content: CardContent = {
      name,
      birthDate,
      sexe,
      ...(bloodGroup !== undefined && keys.includes('bloodGroup') ? { bloodGroup } : {}),
      minimum: chosenFor(offered.value, keys, true),
      ...(holdsMore ? { rest } : {}),
    };
    return ok(await tx.cards.make(permit, { content, until: plusDays(at, days), tries: codeTries, ...(holdsMore ? { code: code! } : {}) }));
  });
}

export const withdrawCard = (ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<undefined>> =>
  withAccess(ports, caller, { action: 'write-profile', dossier, subject: { act: 'card-withdrawn' } }, async ({ permit, tx }) =>
    (await tx.cards.withdraw(permit)) ? ok(undefined) : refuse('DOCUMENT_INEXISTANT'),
  );

async function offerFrom({ permit, tx, at, also }: Allowed<'read-profile'>): Promise<Result<OfferedCard>> {
  const dossier = { id: permit.dossier.id };
  const documents = await also({ action: 'list-documents', dossier });
  if (!documents.ok) return documents;
  const said = await tx.profiles.read(permit);
  const { traits } = await tx.dossiers.identity(permit);
  const { medecinTraitant } = permit.dossier;
  const { facts, absent } = summaryOf((await tx.clinical.find(documents.value, { kinds: cardKinds })).documents, cardKinds);
  const directives = await tx.documents.list(documents.value, { types: [directivesType], limit: 1 });
  const doctor = medecinTraitant === undefined ? undefined : await tx.directory.professionnel(medecinTraitant);
  const offer = offerCard({ facts, absent, said, directives: directives.total > 0, at, ...(doctor === undefined ? {} : { doctor: fullName(doctor) }) });
  const used = facts.filter(({ fact, source }) => offer.lines.some(({ key }) => key === `${source.logicalId}/${fact.place}`));
  const read = await readEach(also, dossier.id, used);
  if (!read.ok) return read;
  const { birthDate, sexe } = traits;
  return ok({ ...offer, name: displayName(traits), birthDate, sexe, ...(said.bloodGroup === undefined ? {} : { bloodGroup: said.bloodGroup }) });
}

/** Withdrawn, over, of a record that is closed, or never a card: told alike. */
const noSuchCard = refuse('CARTE_URGENCE_INVALIDE');

export interface OpenedCard extends Omit<EmergencyCard, 'token'> {}

/** The minimum, for whoever holds the card. */
export async function openCard(ports: Ports, caller: Caller, token: string): Promise<Result<OpenedCard>> {
  const found = await ports.transactions.run((tx) => tx.cards.find(token, ports.clock.now()));
  if (found === undefined) return noSuchCard;
  const asked = { action: 'show-card', dossier: { id: found.dossier }, subject: { act: 'card-opened' } } as const;
  const opened = await withAccess(ports, caller, asked, async ({ permit, tx, at }) => {
    const card = await tx.cards.open(permit, found.personne);
    if (card === undefined) return noSuchCard;
    if (await tx.cards.tell(permit, found.personne, toldTogetherMs)) await tellOpened(ports, { tx, at }, found.dossier, caller);
    const { token: _token, content, ...rest } = card;
    const { rest: _behindCode, ...open } = content;
    return ok({ ...rest, content: open });
  });
  return opened.ok ? opened : noSuchCard;
}

export type CodeOutcome = { readonly right: true; readonly rest: CardOffer } | { readonly right: false; readonly triesLeft: number };

/** The rest, for whoever has its code too. A wrong one is counted, traced and told as well. */
export async function openWholeCard(ports: Ports, caller: Caller, token: string, code: string): Promise<Result<CodeOutcome>> {
  const tried = await ports.transactions.run(async (tx) => {
    const found = await tx.cards.find(token, ports.clock.now());
    return found && { found, outcome: await tx.cards.tryCode(found, code) };
  });
  if (tried === undefined) return noSuchCard;
  const { found, outcome } = tried;
  const act = outcome === 'right' ? 'card-opened-whole' : 'card-code-refused';
  const opened = await withAccess(ports, caller, { action: 'show-card', dossier: { id: found.dossier }, subject: { act } }, async ({ permit, tx, at }) => {
    const card = await tx.cards.open(permit, found.personne);
    if (card === undefined) return noSuchCard;
    if (outcome !== 'closed') await tellOpened(ports, { tx, at }, found.dossier, caller);
    const { rest } = card.content;
    return ok<CodeOutcome>(outcome === 'right' && rest !== undefined ? { right: true, rest } : { right: false, triesLeft: card.triesLeft });
  });
  return opened.ok ? opened : noSuchCard;
}

const tellOpened = ({ newId }: Ports, { tx, at }: { readonly tx: Stores; readonly at: Instant }, dossier: DossierId, { context }: Caller): Promise<void> =>
  tx.notices.raise({ id: newId(), dossier, kind: 'carte-ouverte', at, actorName: context.actorName });
