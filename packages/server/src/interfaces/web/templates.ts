// Documents written from a template: the form in the reader's language, what it may be begun with, and its deposit as a CDA. Feeding needs no
// agreement of the patient: only what the record says does, and whoever may not read it writes the lines.

import { templateBody } from '@carnet/codecs/cda';
import { type DepositTemplate, type DepositedDocument, type TemplateDraft, type TemplateForm, depositTemplateSchema } from '@carnet/contract';
import { type LabelLanguage, choiceTold, fieldTold, headingTold, templateWording, templateWords, unitTold } from '@carnet/contract/wording';
import { oidOfUuid } from '@carnet/domain/document';
import { type WrittenContent, writtenFaults } from '@carnet/domain/feeding';
import { type Result, civilDateInParis, ok, parseCivilDate, refuse } from '@carnet/domain/kernel';
import { type TemplateField, type TemplateHeading, type TemplateName, isTemplateName, templateOf } from '@carnet/domain/terminology';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHmac } from 'node:crypto';
import { prepareDeposit } from '../../application/prepare-deposit.ts';
import { type AskedTemplate, beginTemplate } from '../../application/template-draft.ts';
import type { Ports } from '../../ports/index.ts';
import type { Calls, Limiting } from './door.ts';
import { presentSource } from './glance.ts';
import { parseInput } from './parse-input.ts';
import { draftPart, synthesisRoutes } from './synthesis.ts';
import type { DossierCall, WebDeps } from './web-deps.ts';
import { depositWritten, replacedBy } from './written-deposit.ts';

/** Ten headings of sixty lines, each with its code. */
const templateMaximumBytes = 512 * 1024;

/** What is written here: the synthesis, and documents from a template. */
export function writtenRoutes(app: FastifyInstance, deps: WebDeps, calls: Calls, limited: Limiting): void {
  synthesisRoutes(app, deps, calls, limited);
  const { ports } = deps;
  const { dossier } = calls;
  const template = '/dossiers/:dossierId/templates/:template';
  app.get(
    template,
    dossier((call, request) => showForm(ports, call, request)),
  );
  app.get(
    `${template}/draft`,
    dossier((call, request) => showDraft(ports, call, request)),
  );
  app.post(
    template,
    { bodyLimit: templateMaximumBytes, ...limited },
    dossier((call, request) => deposit(ports, call, request), 201),
  );
}

/** A name that is none is told as one the caller does not write. */
function nameIn({ params }: FastifyRequest): Result<TemplateName> {
  const { template } = params as { readonly template: string };
  return isTemplateName(template) ? ok(template) : refuse('PARAMETRE_INVALIDE', [{ field: 'template', rule: 'VALEUR_HORS_LISTE' }]);
}

/** Of those offered to the caller. */
async function preparedFor(ports: Ports, { caller, dossier }: DossierCall, request: FastifyRequest) {
  const prepared = await prepareDeposit(ports, caller, dossier);
  if (!prepared.ok) return prepared;
  const name = nameIn(request);
  if (!name.ok) return name;
  if (!prepared.value.templates.includes(name.value)) return refuse('PARAMETRE_INVALIDE', [{ field: 'template', rule: 'VALEUR_HORS_LISTE' }]);
  return ok({ place: prepared.value, name: name.value });
}

async function showForm(ports: Ports, call: DossierCall, request: FastifyRequest): Promise<Result<TemplateForm>> {
  const prepared = await preparedFor(ports, call, request);
  if (!prepared.ok) return prepared;
  const { name } = prepared.value;
  const { language, dossier, token } = call;
  const { headings, renews } = templateOf(name);
  return ok({
    name,
    title: templateWording[name].title[language],
    help: templateWording[name].help[language],
    headings: headings.map((heading) => presentHeading(language, name, heading)),
    begun: renews === true || headings.some((heading) => heading.kind === 'lines' && heading.part !== undefined),
    draftKey: createHmac('sha256', token)
      .update(`carnet/template/${name}/${'id' in dossier ? dossier.id : ''}`)
      .digest('base64'),
  });
}

function presentHeading(language: LabelLanguage, template: TemplateName, heading: TemplateHeading): TemplateForm['headings'][number] {
  const { title, help } = headingTold(template, heading.name);
  return {
    name: heading.name,
    kind: heading.kind,
    title: title[language],
    ...(help === undefined ? {} : { help: help[language] }),
    needed: heading.needed,
    ...(heading.kind === 'fields' ? { fields: heading.fields.map((field) => presentField(language, field)) } : {}),
  };
}

function presentField(language: LabelLanguage, field: TemplateField): NonNullable<TemplateForm['headings'][number]['fields']>[number] {
  const { name, kind } = field;
  const named = { name, kind, label: fieldTold(name)[language] };
  if (field.kind === 'choice') return { ...named, choices: field.choices.map((value) => ({ value, label: choiceTold(name, value)[language] })) };
  if (field.kind !== 'number') return named;
  const unit = field.unit === undefined ? '' : unitTold(field.unit);
  return { ...named, ...(unit === '' ? {} : { unit }) };
}

function askedOf(name: TemplateName): AskedTemplate {
  const { typeCode, renews } = templateOf(name);
  return { typeCode, ...(renews === true ? { renews: templateWording[name].title.fr } : {}) };
}

async function showDraft(ports: Ports, { caller, dossier }: DossierCall, request: FastifyRequest): Promise<Result<TemplateDraft>> {
  const name = nameIn(request);
  const begun = await beginTemplate(ports, caller, dossier, name.ok ? askedOf(name.value) : undefined);
  if (!begun.ok) return begun;
  if (!name.ok) return name;
  const { draft, replaces, read, unquoted, missing, more } = begun.value;
  const parts = templateOf(name.value).headings.flatMap((heading) =>
    heading.kind === 'lines' && heading.part !== undefined ? [[heading.name, draftPart(heading.part, draft[heading.part])] as const] : [],
  );
  return ok({
    parts: Object.fromEntries(parts),
    ...(replaces === undefined ? {} : { replaces: presentSource(replaces) }),
    read,
    unquoted,
    missing,
    more,
  });
}

async function deposit(ports: Ports, call: DossierCall, request: FastifyRequest): Promise<Result<DepositedDocument>> {
  const prepared = await preparedFor(ports, call, request);
  if (!prepared.ok) return prepared;
  const { place, name } = prepared.value;
  const input = parseInput(depositTemplateSchema, request.body);
  if (!input.ok) return input;
  const { author, may } = place;
  if (author === undefined)
    return may.allowed ? refuse('STRUCTURE_INCOHERENTE', [{ field: 'structure', rule: 'CHAMP_ABSENT' }]) : refuse(may.because ?? 'FONCTION_INTERDITE');
  const { attempt, serviceDate, masked, hiddenFromPatient, hiddenFromRepresentants, replaces } = input.value;
  const now = ports.clock.now();
  const content = contentOf(input.value);
  const act = parseCivilDate(serviceDate, 'serviceDate');
  const faults = [
    ...writtenFaults(name, content),
    ...(act.ok ? (act.value > civilDateInParis(now) ? [{ field: 'serviceDate', rule: 'DATE_FUTURE' }] : []) : act.findings),
  ];
  if (!act.ok || faults.length > 0) return refuse('PARAMETRE_INVALIDE', faults);
  const replaced = await replacedBy(ports, call, replaces);
  if (!replaced.ok) return replaced;
  return depositWritten(ports, call, {
    place,
    author,
    attempt,
    typeCode: templateOf(name).typeCode,
    title: templateWording[name].title.fr,
    act: act.value,
    now,
    body: templateBody({ template: name, content, document: oidOfUuid(attempt), act: act.value }, templateWords(name)),
    visibilite: { masquePs: masked, invisiblePatient: hiddenFromPatient, invisibleRepresentants: hiddenFromRepresentants },
    replaced: replaced.value,
  });
}

/** JSON says nothing of what is undefined. */
const contentOf = ({ texts, lines, fields }: DepositTemplate): WrittenContent =>
  ({
    texts,
    fields,
    lines: Object.fromEntries(
      Object.entries(lines).map(([name, block]) => [name, { ...block, lines: block.lines.map((line) => ({ ...line, text: line.text.trim() })) }]),
    ),
  }) as WrittenContent;
