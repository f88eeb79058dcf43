// What stands beside the documents in a copy, as pages and as rows for a spreadsheet: profile, measures, accesses, family, binders, journal.

import { type Bilingual, actionLabels, depositWording, exportWording as words } from '@carnet/contract/wording';
import { type KeptTrace, meansOf } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import { rowOfKind, type Space } from '@carnet/domain/terminology';
import { fullName } from '../../../application/directory-names.ts';
import type { ExportedAccesses, ExportedRest } from '../../../application/make-export.ts';
import { csvCell } from '../csv-cell.ts';
import { type Markup, dayOf, facts, html, momentOf, said, table } from './html.ts';

export const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map((cell) => (cell === undefined ? '' : csvCell(String(cell)))).join(';')}\r\n`;
/** The mark by which spreadsheets know UTF-8, then the names of the columns in both languages. */
export const csvHead = (columns: readonly Bilingual[]): string => `\uFEFF${csvLine(columns.map(({ fr, en }) => (fr === en ? fr : `${fr} / ${en}`)))}`;
const csvOf = (columns: readonly Bilingual[], rows: readonly (readonly (string | number | undefined)[])[]): string =>
  csvHead(columns) + rows.map(csvLine).join('');

export interface Section {
  readonly title: Bilingual;
  readonly body: Markup;
  readonly csv?: string;
}
const spaceName = (space: Space): string => depositWording.spaces[space];
const orNone = (list: readonly string[]): Markup => (list.length === 0 ? said(words.none) : html`${list.map((one) => html`<div>${one}</div>`)}`);

export function profileSection({ profile }: ExportedRest): Section {
  const listed = (given: 'none' | readonly string[] | undefined): Markup => (given === undefined ? said(words.notSaid) : orNone(given === 'none' ? [] : given));
  return {
    title: words.profile,
    body: html`<p class="quiet">${said(words.declared)}</p>
      ${facts([
        [words.bloodGroup, profile.bloodGroup ?? said(words.notSaid)],
        [words.allergies, listed(profile.allergies)],
        [words.familyHistory, listed(profile.familyHistory)],
        [words.emergencyContacts, listed(profile.emergencyContacts)],
        [words.visionAid, profile.visionAid === undefined ? said(words.notSaid) : said(words.visionAids[profile.visionAid])],
      ])}`,
  };
}

export function measuresSection({ measures }: ExportedRest): Section {
  const { at, kind, value, unit, by, comment } = words.measureColumns;
  const named = (one: (typeof measures)[number]): string => rowOfKind(one.kind).codings[0]?.display ?? one.kind;
  const figure = ({ value: measured, diastolic }: (typeof measures)[number]): string =>
    diastolic === undefined ? String(measured) : `${measured} / ${diastolic}`;
  return {
    title: words.measures,
    body: table(
      words.measures,
      [at, kind, value, by, comment],
      measures.map((one) => [momentOf(one.at), named(one), `${figure(one)} ${rowOfKind(one.kind).unit}`, one.enteredBy.name, one.comment]),
    ),
    csv: csvOf(
      [at, kind, value, words.diastolic, unit, by, comment],
      measures.map((one) => [new Date(one.at).toISOString(), named(one), one.value, one.diastolic, rowOfKind(one.kind).unit, one.enteredBy.name, one.comment]),
    ),
  };
}

export function accessesSection({ accesses }: ExportedRest): Section {
  const { medecinTraitant, administrateurs, history, blocages, masquages, choices } = accesses;
  const { who, since, until, by, last } = words.autorisationColumns;
  const whoOf = ({ beneficiaire }: (typeof history)[number]): string => nameOf(accesses, beneficiaire);
  return {
    title: words.accesses,
    body: html`${facts([
        [words.treating, medecinTraitant === undefined ? said(words.none) : nameOf(accesses, { kind: 'professionnel', id: medecinTraitant })],
        [words.administrateurs, orNone(administrateurs.map(({ professionnel }) => nameOf(accesses, { kind: 'professionnel', id: professionnel })))],
      ])}
      <h2>${said(words.autorisations)}</h2>
      ${
        history.length === 0
          ? html`<p>${said(words.none)}</p>`
          : table(
              words.autorisations,
              [who, since, until, by, last],
              history.map((one) => [
                whoOf(one),
                dayOf(one.declaredAt),
                dayOf(one.withdrawnAt ?? one.expiresAt),
                one.declaredBy,
                one.lastConsultedAt === undefined ? undefined : dayOf(one.lastConsultedAt),
              ]),
            )
      }
      <h2>${said(words.blocked)}</h2>
      <p>${orNone(blocages.map(({ professionnel }) => nameOf(accesses, { kind: 'professionnel', id: professionnel })))}</p>
      <h2>${said(words.masked)}</h2>
      ${
        masquages.length === 0
          ? html`<p>${said(words.none)}</p>`
          : table(
              words.masked,
              [words.maskedWhat, words.maskedFrom],
              masquages.map(({ what, from, document }) => [what.kind === 'space' ? spaceName(what.id) : document?.title, nameOf(accesses, from)]),
            )
      }
      <h2>${said(words.choices)}</h2>
      ${facts(Object.entries(words.choiceNames).map(([name, label]) => [label, said(choices[name as keyof typeof choices] ? words.yes : words.no)] as const))}`,
    csv: csvOf(
      [who, since, until, by, last],
      history.map((one) => [
        whoOf(one),
        new Date(one.declaredAt).toISOString(),
        new Date(one.withdrawnAt ?? one.expiresAt).toISOString(),
        one.declaredBy,
        one.lastConsultedAt === undefined ? undefined : new Date(one.lastConsultedAt).toISOString(),
      ]),
    ),
  };
}

/** Who is no longer in the directory is still named, by their identifier. */
function nameOf(
  { professionnels, structures }: ExportedAccesses,
  one: { readonly kind: 'professionnel' | 'structure' | 'profession'; readonly id: string },
): string {
  if (one.kind === 'structure') return structures.get(one.id)?.name ?? one.id;
  const known = professionnels.get(one.id);
  return known === undefined ? one.id : fullName(known);
}

export function familySection({ representants, aidants }: ExportedRest): Section {
  const { who, spaces, since, until } = words.aidantColumns;
  return {
    title: words.family,
    body: html`<h2>${said(words.representants)}</h2>
      <p>${orNone(representants)}</p>
      <h2>${said(words.aidants)}</h2>
      ${
        aidants.length === 0
          ? html`<p>${said(words.none)}</p>`
          : table(
              words.aidants,
              [who, spaces, since, until],
              aidants.map((one) => [one.names.aidant, one.categories.map(spaceName).join(', '), dayOf(one.invitedAt), dayOf(one.ended?.at ?? one.until)]),
            )
      }`,
  };
}

/** What whoever takes the copy pinned, and their binders; of documents that are in the copy. */
export function bindersSection({ arrangement: { pinned, binders } }: ExportedRest, titles: ReadonlyMap<LogicalId, string>): Section {
  const { binder, document } = words.binderColumns;
  const titlesOf = (documents: readonly LogicalId[]): readonly string[] =>
    documents.flatMap((id) => {
      const title = titles.get(id);
      return title === undefined ? [] : [title];
    });
  const named = binders.map(({ name, documents }) => ({ name, documents: titlesOf(documents) }));
  return {
    title: words.binders,
    body: html`<p class="quiet">${said(words.bindersLead)}</p>
      <h2>${said(words.pinned)}</h2>
      <p>${orNone(titlesOf(pinned))}</p>
      ${named.map(
        ({ name, documents }) =>
          html`<h2>${name}</h2>
            <p>${orNone(documents)}</p>`,
      )}`,
    csv: csvOf(
      [binder, document],
      [...titlesOf(pinned).map((title) => [words.pinned.fr, title]), ...named.flatMap(({ name, documents }) => documents.map((title) => [name, title]))],
    ),
  };
}

const journalColumns = Object.values(words.journalColumns);
export const journalCsvHead = csvHead(journalColumns);
/** As a page shows it, and as a spreadsheet reads it. */
export function journalRow(line: KeptTrace): { readonly cells: readonly (string | Markup | undefined)[]; readonly csv: string } {
  const { at, structureName, service, action, outcome, rule, documentTitle, subject, reason } = line;
  const actorName = service === undefined ? line.actorName : `${line.actorName} (${service})`;
  const what = actionLabels[action];
  const means = meansOf(line);
  const about = [documentTitle, subject?.name].filter((one) => one !== undefined).join(', ');
  return {
    cells: [
      momentOf(at),
      actorName,
      structureName,
      means === undefined ? undefined : said(words.means[means]),
      said(what),
      about,
      said(words[outcome]),
      reason,
    ],
    csv: csvLine([
      new Date(at).toISOString(),
      actorName,
      structureName,
      means === undefined ? undefined : words.means[means].fr,
      what.fr,
      about,
      rule === undefined ? words[outcome].fr : `${words[outcome].fr} (${rule})`,
      reason,
    ]),
  };
}
export const journalTable = (rows: readonly (readonly (string | Markup | undefined)[])[]): Markup => table(words.journal, journalColumns, rows);
