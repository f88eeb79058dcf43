// The transactions of records and authorisations as commands: TD0.2 to TD0.5, TD1.1 to TD1.6. Each answers whether it was done.

import { simulatorWording as say } from '@carnet/contract/wording';
import {
  type Contact,
  candidatesQuery,
  closeRecord,
  createRecord,
  demographicsQuery,
  habilitationActions,
  hl7Actions,
  listAuthorizations,
  patientList,
  patientListAction,
  reopenRecord,
  reviseContact,
  setAuthorization,
} from './gdp.ts';
import { call } from './lps.ts';
import { type Options, type Session, needed, oneOf, sent } from './options.ts';
import { type SoapReply, type Tree, all, first } from './soap.ts';
import { isAnswered } from './tell.ts';
import type { Markup } from '@carnet/codecs/xml';

const hl7 = (session: Session, action: string, body: Markup): Promise<SoapReply> => sent(session, call(session.lps, 'patients', { action, body }));

/** Only what has a value, under other names: command lines write `undefined` for what was not given. */
const given = <Key extends string>(options: Options, names: Readonly<Record<Key, keyof Options>>): Partial<Record<Key, string>> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => (options[name as keyof Options] === undefined ? [] : [[key, options[name as keyof Options]]])),
  ) as Partial<Record<Key, string>>;

/** An HL7 acknowledgement that refuses, told; true: it accepts. */
function accepted(reply: SoapReply): boolean {
  if (!isAnswered(reply)) return false;
  const acknowledgement = first(reply.body, 'acknowledgement');
  const code = first(acknowledgement, 'typeCode')?.attributes['code'] ?? acknowledgement?.attributes['typeCode'] ?? '';
  if (code === '' || code === 'AA' || code === 'CA') return true;
  for (const detail of all(acknowledgement, 'acknowledgementDetail'))
    console.error(say.refusedByRecord(first(detail, 'code')?.attributes['code'] ?? code, first(detail, 'text')?.text ?? ''));
  return false;
}

/** Codes and values of a record as it was answered: what a program would act on, a line each. */
export function recordLines(body: Tree | undefined): readonly string[] {
  const event = first(body, 'registrationEvent');
  const lines: string[] = [];
  lines.push(say.record(first(first(event, 'patient'), 'statusCode')?.attributes['code'] ?? ''));
  for (const identifier of first(event, 'patient')?.children.filter(({ name }) => name === 'id') ?? [])
    lines.push(say.fact(identifier.attributes['root'] ?? '', identifier.attributes['extension'] ?? ''));
  for (const line of all(body, 'attentionLine')) {
    const value = first(line, 'value')?.attributes;
    lines.push(say.fact(first(line, 'keyWordText')?.attributes['code'] ?? '', value?.['code'] ?? value?.['value'] ?? ''));
  }
  const person = first(event, 'patientPerson');
  for (const name of all(person, 'name')) lines.push(say.fact('name', name.attributes['nullFlavor'] === 'MSK' ? say.masked : leaves(name).join(' ')));
  for (const name of ['administrativeGenderCode', 'birthTime', 'telecom'])
    for (const one of all(person, name)) lines.push(say.fact(name, one.attributes['code'] ?? one.attributes['value'] ?? ''));
  for (const address of all(person, 'addr').filter((one) => leaves(one).length > 0)) lines.push(say.fact('addr', leaves(address).join(' ')));
  return lines;
}

/** TD0.2, TD1.3a. */
export async function consulting(session: Session): Promise<boolean> {
  const patient = needed(session.patient, '--patient');
  const reason = session.transaction === 'td0.2' ? 'TEST_EXST' : 'CNSLT_DATA';
  const reply = await hl7(session, hl7Actions.read, demographicsQuery(reason, patient));
  if (!accepted(reply)) return false;
  if (first(reply.body, 'queryResponseCode')?.attributes['code'] === 'NF') console.log(say.noRecord);
  else for (const line of recordLines(reply.body)) console.log(line);
  return true;
}

/** TD0.5. */
export async function candidates(session: Session): Promise<boolean> {
  const { options, lps } = session;
  needed(options.name, '--name');
  const names = { name: 'name', firstName: 'first-name', birthDate: 'birth-date', sex: 'sex', city: 'city', postalCode: 'postal-code' } as const;
  const regulated: Session = { ...session, lps: { ...lps, choices: { ...lps.choices, purpose: 'centre_15' } } };
  const reply = await hl7(regulated, hl7Actions.search, candidatesQuery(given(options, names)));
  if (!accepted(reply)) return false;
  const found = all(reply.body, 'registrationEvent');
  if (found.length === 0) console.log(say.nobody);
  for (const event of found) {
    const names_ = all(first(event, 'patientPerson'), 'name').map((name) => name.children.map(({ text }) => text).join(' '));
    const id = first(first(event, 'patient'), 'id')?.attributes['extension'] ?? '';
    console.log(
      say.fact(
        id,
        [
          names_.join(', '),
          first(event, 'queryMatchObservation') === undefined ? '' : `${first(first(event, 'queryMatchObservation'), 'value')?.attributes['value'] ?? ''} %`,
        ].join('  '),
      ),
    );
  }
  return true;
}

const contactNames = { phone: 'phone', mail: 'mail', street: 'street', postalCode: 'postal-code', city: 'city' } as const;
/** TD1.1, TD1.2, TD1.3b, TD1.4. */
export async function keeping(session: Session): Promise<boolean> {
  const patient = needed(session.patient, '--patient');
  const contact: Contact = given(session.options, contactNames);
  const [action, body]: [string, Markup] =
    session.transaction === 'td1.1'
      ? [hl7Actions.create, createRecord(patient)]
      : session.transaction === 'td1.2'
        ? [hl7Actions.revise, reopenRecord(patient)]
        : session.transaction === 'td1.3b'
          ? [hl7Actions.revise, reviseContact(patient, contact)]
          : [hl7Actions.revise, closeRecord(patient, needed(session.options.why, '--why'))];
  const done = accepted(await hl7(session, action, body));
  if (done) console.log(say.acknowledged);
  return done;
}

function tellStatus(reply: SoapReply): boolean {
  if (!isAnswered(reply)) return false;
  const status = first(reply.body, 'status')?.text ?? '';
  (status === 'DMPOk' ? console.log : console.error)(say.status(status, first(reply.body, 'context')?.text ?? ''));
  return status === 'DMPOk';
}

/** TD0.3. */
export async function authorising(session: Session): Promise<boolean> {
  needed(session.patient, '--patient');
  const action = oneOf(session.options.action, 'action', { ajout: 'AJOUT', suppression: 'SUPPRESSION' });
  const role = session.options.role === undefined ? undefined : oneOf(session.options.role, 'role', { 'medecin-traitant': 'MEDECIN_TRAITANT' });
  const body = setAuthorization(action, role);
  return tellStatus(await sent(session, call(session.lps, 'habilitations', { action: habilitationActions.setAuthorization, body })));
}

const leaves = (tree: Tree): readonly string[] => (tree.children.length === 0 ? [tree.text] : tree.children.flatMap(leaves)).filter((text) => text !== '');
/** TD1.6. */
export async function authorised(session: Session): Promise<boolean> {
  needed(session.patient, '--patient');
  const mode = oneOf(session.options.mode ?? 'toute', 'mode', { active: 'ACTIVE', interdite: 'INTERDITE', toute: 'TOUTE' });
  const body = listAuthorizations(mode);
  const reply = await sent(session, call(session.lps, 'habilitations', { action: habilitationActions.listAuthorizationByPatient, body }));
  const told = tellStatus(reply);
  const rows = all(reply.body, 'nationalId').map(({ text }) => text);
  for (const row of all(reply.body, 'listOfAuthorizationByPatient')) console.log(`  ${leaves(row).join('  ')}`);
  if (told && rows.length === 0) console.log(say.nobody);
  return told;
}

/** TD0.4. */
export async function listing(session: Session): Promise<boolean> {
  const { options, lps } = session;
  const dateType = oneOf(options['date-type'] ?? 'autorisation', 'date-type', { autorisation: 'LASTAUTORIZATION', document: 'LASTDOC' });
  const since = options.since ?? new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
  const { patient: _nobody, ...alone } = lps;
  const reply = await sent(session, call(alone, 'patients', { action: patientListAction, body: patientList(since, dateType) }));
  const told = tellStatus(reply);
  const lines = listedLines(reply.body);
  for (const line of lines) console.log(line);
  if (told && lines.length === 0) console.log(say.nobody);
  return told;
}

/** A patient of the list, a line each: number, name, birth, whether one is their médecin traitant. */
export const listedLines = (body: Tree | undefined): readonly string[] =>
  all(body, 'patientlistData').map((row) => {
    const textOf = (name: string): string => first(row, name)?.text ?? '';
    return say.listed(textOf('nationalId'), `${textOf('lastName')} ${textOf('firstName')}`, textOf('dateOfBirth'), textOf('MT') === 'true');
  });
