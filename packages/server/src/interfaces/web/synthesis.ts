// The volet de synthèse médicale as the professional app writes it: what it is begun with, in lines; and its deposit, as a CDA that goes through the
// deposit of every door. The document is in French, whatever the language of the screen.

import { declaredOf, parseCdaHeader, synthesisBody, synthesisLines, toTheSecond, writeCda } from '@carnet/codecs/cda';
import {
  type DepositSynthesis,
  type DocumentDetail,
  type SynthesisDraft as Draft,
  type SynthesisDraftLine,
  type SynthesisLine as SaidLine,
  depositSynthesisSchema,
} from '@carnet/contract';
import { synthesisWording } from '@carnet/contract/wording';
import { type ClinicalTime, type Concept, type GlanceLine, type MedicationFact, type ObservationFact, conceptOf, deviationOf } from '@carnet/domain/clinical';
import { type DocumentEntry, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import { type Result, civilDateInParis, invariant, ok, refuse } from '@carnet/domain/kernel';
import { type Synthesis, mayBeQuoted, synthesisFaults } from '@carnet/domain/synthesis';
import { type SynthesisPart, classOfType, documentTypes, synthesisParts, systemOfType } from '@carnet/domain/terminology';
import type { FastifyInstance } from 'fastify';
import { createHmac } from 'node:crypto';
import { depositDocuments } from '../../application/deposit-documents.ts';
import { carnetSourceId, consultations } from '../../application/own-set.ts';
import { readDocument } from '../../application/read-document.ts';
import { type SynthesisFrame, beginSynthesis, frameSynthesis, synthesisType } from '../../application/synthesis.ts';
import type { Ports } from '../../ports/index.ts';
import { showDocument } from './documents.ts';
import type { Calls, Limiting } from './door.ts';
import { presentSource, saidBy } from './glance.ts';
import { parseInput } from './parse-input.ts';
import type { DossierCall, WebDeps } from './web-deps.ts';

/** Nine headings of sixty lines, each with its code. */
const synthesisMaximumBytes = 512 * 1024;

export function synthesisRoutes(app: FastifyInstance, { ports }: WebDeps, { dossier }: Calls, limited: Limiting): void {
  const vsm = '/dossiers/:dossierId/vsm';
  app.get(
    vsm,
    dossier((call) => showDraft(ports, call)),
  );
  app.post(
    vsm,
    { bodyLimit: synthesisMaximumBytes, ...limited },
    dossier((call, { body }) => deposit(ports, call, body), 201),
  );
}

async function showDraft(ports: Ports, { caller, dossier, token }: DossierCall): Promise<Result<Draft>> {
  const begun = await beginSynthesis(ports, caller, dossier);
  if (!begun.ok) return begun;
  const { draft, former, replaces, read, unquoted, missing, more } = begun.value;
  const narrated = former !== undefined && mayBeQuoted(former) ? await linesOfFormer(ports, caller, dossier, former) : {};
  const parts = synthesisParts.map((part): [SynthesisPart, Draft['parts'][SynthesisPart]] => {
    const { lines, none }: Drawn = part in draft ? draft[part as keyof typeof draft] : { lines: [] };
    const begun = draftPart(part, { lines, ...(none === undefined ? {} : { none }) });
    const coded = begun.lines;
    const known = new Set(coded.map(({ line }) => folded(line.text)));
    const inWords = (narrated[part] ?? [])
      .filter((text) => !known.has(folded(text)) && !unsaid.has(text))
      .map((text): SynthesisDraftLine => ({ line: { text }, details: [], said: saidBy([former!]) }));
    return [part, inWords.length === 0 ? begun : { lines: [...coded, ...inWords] }];
  });
  return ok({
    parts: Object.fromEntries(parts) as Draft['parts'],
    ...(former === undefined ? {} : { former: presentSource(former) }),
    ...(replaces === undefined ? {} : { replaces: presentSource(replaces) }),
    read,
    unquoted,
    missing,
    more,
    draftKey: createHmac('sha256', token)
      .update(`carnet/vsm/${'id' in dossier ? dossier.id : ''}`)
      .digest('base64'),
  });
}

/** What no code says is read in the document itself, as one opens it: a line of the journal says so. */
async function linesOfFormer(ports: Ports, caller: DossierCall['caller'], dossier: DossierCall['dossier'], { logicalId }: DocumentEntry) {
  const read = await readDocument(ports, caller, dossier, { logicalId });
  return read.ok ? synthesisLines(read.value.bytes) : {};
}
const unsaid: ReadonlySet<string> = new Set([synthesisWording.none, synthesisWording.silent]);
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

interface Drawn {
  readonly lines: readonly GlanceLine<DocumentEntry>[];
  readonly none?: readonly DocumentEntry[];
}
/** What documents say under one heading, each line with those that say it. */
export const draftPart = (part: SynthesisPart, { lines, none }: Drawn): Draft['parts'][SynthesisPart] => ({
  lines: lines.map((line) => draftLine(part, line)),
  ...(none === undefined ? {} : { none: saidBy(none) }),
});

function draftLine(part: SynthesisPart, { fact, sources }: GlanceLine<DocumentEntry>): SynthesisDraftLine {
  const line: SaidLine = { ...saidOf({ fact }), ...dated(fact.kind === 'medication' && fact.time?.kind === 'moment' ? undefined : fact.time) };
  return { line, details: [...synthesisWording.details(part, line)], said: saidBy(sources) };
}

function saidOf({ fact }: Pick<GlanceLine<DocumentEntry>, 'fact'>): SaidLine {
  const concept = conceptOf(fact);
  const [code] = concept.codings;
  const coded: SaidLine = {
    text: labelOf(concept),
    ...(code === undefined ? {} : { code: { code: code.code, system: code.system, ...(code.display === undefined ? {} : { display: code.display }) } }),
  };
  switch (fact.kind) {
    case 'allergy':
    case 'condition': {
      // A suspicion has no code here: it would be read as a diagnosis.
      const told: SaidLine = fact.verification === 'unconfirmed' ? { text: `${coded.text} (${synthesisWording.unconfirmed})` } : coded;
      if (fact.kind === 'condition') return told;
      return {
        ...told,
        ...(fact.nature === undefined ? {} : { nature: fact.nature }),
        ...(fact.criticality === 'high' ? { grave: true } : {}),
        ...(fact.reactions.length === 0 ? {} : { reactions: fact.reactions.map(labelOf) }),
      };
    }
    case 'medication':
      return treatmentOf(fact, coded);
    case 'observation':
      return { text: resultOf(fact, coded.text).slice(0, 300) };
    default:
      return coded;
  }
}

/** A dose that varies is said in words. */
function treatmentOf({ dose, every }: MedicationFact, coded: SaidLine): SaidLine {
  const [low, high] = [dose?.low ?? dose?.high, dose?.high];
  const paced = { ...coded, ...(every === undefined ? {} : { every }) };
  if (low === undefined) return paced;
  return high === undefined || high.value === low.value
    ? { ...paced, dose: low }
    : { ...paced, text: `${coded.text}, ${synthesisWording.between(synthesisWording.amount({ value: low.value }), synthesisWording.amount(high))}` };
}

function resultOf(fact: ObservationFact, name: string): string {
  const deviation = deviationOf(fact);
  return synthesisWording.result(name, valueOf(fact), deviation === undefined ? undefined : synthesisWording.deviation[deviation]);
}

function valueOf({ value }: ObservationFact): string {
  switch (value.kind) {
    case 'quantity':
      return `${value.comparator ?? ''}${synthesisWording.amount(value)}`;
    case 'range':
      return synthesisWording.between(synthesisWording.amount({ value: value.low.value }), synthesisWording.amount(value.high));
    case 'concept':
      return labelOf(value.concept);
    case 'text':
      return value.text;
    default:
      return '';
  }
}

/** As its author calls it: the display of their code, their words, the code itself. */
const labelOf = ({ codings: [first], text }: Concept): string => first?.display ?? text ?? first?.code ?? '';

const precisionLength = { year: 4, month: 7, day: 10, minute: 10, second: 10 } as const;
function dated(time: ClinicalTime | undefined): { readonly date?: string } {
  const written = time?.kind === 'moment' ? time.at : time?.from;
  return written === undefined ? {} : { date: civilDateInParis(written.at).slice(0, precisionLength[written.precision]) };
}

async function deposit(ports: Ports, call: DossierCall, body: unknown): Promise<Result<DocumentDetail>> {
  const { caller, dossier } = call;
  const input = parseInput(depositSynthesisSchema, body);
  if (!input.ok) return input;
  const synthesis = synthesisOf(input.value);
  const faults = synthesisFaults(synthesis);
  if (faults.length > 0) return refuse('PARAMETRE_INVALIDE', faults);
  const frame = await frameSynthesis(ports, caller, dossier);
  if (!frame.ok) return frame;
  const deposited = await depositDocuments(ports, caller, dossier, submissionOf(ports, frame.value, synthesis));
  return deposited.ok ? showDocument(ports, call, deposited.value.entries[0]!.logicalId) : deposited;
}

const synthesisOf = ({ parts }: DepositSynthesis): Synthesis =>
  Object.fromEntries(
    synthesisParts.map((part) => [part, { none: parts[part].none, lines: parts[part].lines.map((line) => ({ ...line, text: line.text.trim() })) }]),
  ) as unknown as Synthesis;

function submissionOf(ports: Ports, { identity, author, structure, replaces }: SynthesisFrame, synthesis: Synthesis) {
  const uniqueId = oidOfUuid(ports.newId());
  const { models, format, body } = synthesisBody(uniqueId, synthesis, synthesisWording);
  const at = toTheSecond(ports.clock.now());
  const header = {
    uniqueId,
    type: { code: synthesisType, system: systemOfType(synthesisType), display: documentTypes[synthesisType]!.label },
    title: synthesisWording.title,
    at,
    models,
    patient: { ins: identity.ins, traits: identity.traits },
    author: {
      kind: 'professionnel',
      id: author.id,
      familyName: author.familyName,
      givenName: author.givenName,
      institution: { id: structure.id, name: structure.name },
      specialty: {
        code: `G15_${author.profession}${author.specialty === undefined ? '' : `/${author.specialty}`}`,
        system: '1.2.250.1.213.1.1.4.5',
      },
    },
    structure,
    act: at,
    ...(replaces === undefined ? {} : { replaces: replaces.uniqueId }),
  } as const;
  const bytes = writeCda(header, body);
  const read = parseCdaHeader(bytes);
  invariant(read.ok, 'what is written here is read back');
  const classCode = classOfType(synthesisType);
  invariant(classCode !== undefined, `type ${synthesisType} has a class`);
  return {
    set: { sourceId: carnetSourceId, contentType: consultations, author: header.author, patient: identity.ins, title: header.title },
    documents: [
      {
        metadata: { ...declaredOf(header), classCode, format, visibilite: visibleToAll, sha1: ports.sha1(bytes), size: bytes.length },
        bytes,
        contentHeader: read.value,
        ...(replaces === undefined ? {} : { replaces: { logicalId: replaces.logicalId } }),
      },
    ],
  };
}
