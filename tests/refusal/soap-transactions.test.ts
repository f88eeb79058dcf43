// Every transaction of the SOAP door (its table says which there are): asked by who may, each leaves its line in the record's journal under the id
// of its answer; asked by each actor on the wrong side of the law, each is the fault the law gives, says nothing of the record, and leaves one
// line. What is expected is the matrix the other doors are held to (route-table.ts).

import { randomUUID } from 'node:crypto';
import {
  hl7Actions,
  candidatesQuery,
  createRecord,
  demographicsQuery,
  habilitationActions,
  listAuthorizations,
  patientList,
  patientListAction,
  reviseContact,
  setAuthorization,
} from '../../tools/simulator/gdp.ts';
import { services } from '@carnet/server/interfaces/soap/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareFile } from '../../tools/deposit/declare.ts';
import { type PersonaPatient, depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { send } from '../../tools/deposit/send.ts';
import { asLotDocument, authorOf } from '../../tools/simulator/lps.ts';
import { type Sender, type SenderKeys, senderOf } from '../../tools/simulator/sender.ts';
import { type Message, type ServiceName, type Tree, all, envelopeOf, pack, readTree } from '../../tools/simulator/soap.ts';
import { type VihfChoices, signedVihf } from '../../tools/simulator/vihf.ts';
import { actions, provideAndRegister, retrieve, storedQuery, updateStatus } from '../../tools/simulator/xds.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { newIns, noon } from '../support/records.ts';
import { type RefusalWorld, type TargetRecord, canary, startRefusalWorld } from '../support/refusal-world.ts';
import { refusalIn } from '../support/soap-world.ts';
import { lawOfCards, lawOfCertificates, refusedIn } from './route-table.ts';

let world: RefusalWorld;
beforeAll(async () => {
  world = await startRefusalWorld();
  // What a program signs is dated by its own machine.
  await fetch(`${world.server.server.httpUrl}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now: new Date().toISOString() }),
  });
}, 180_000);
afterAll(async () => world.close());

type Asks = Parameters<typeof lawOfCards>[0];
interface Transaction {
  readonly name: string;
  readonly service: ServiceName;
  readonly action: string;
  /** In the words of the law, where the matrix of the other doors has its row. */
  readonly asks?: Asks;
  /** What the lines may say was done. */
  readonly traced: readonly string[];
  /** Instead of the médecin traitant, where they may not. */
  readonly who?: SenderKeys;
  readonly vihf?: Omit<VihfChoices, 'patient'>;
  readonly about?: 'nobody' | 'somebody new';
  /** Of who tries it first, where the regime in force opens it to nobody. */
  readonly outcome?: 'refused';
  readonly write: (patient: PersonaPatient, sender: Sender) => Pick<Message, 'body' | 'attachments'>;
}

const personOf = ({ ins }: Pick<TargetRecord, 'ins'>): PersonaPatient => ({
  key: 'open',
  ins: ins.matricule,
  oid: ins.oid,
  birthName: 'CANARIS',
  firstNames: 'CANARIELLE',
  birthDate: '1985-05-12',
  sex: 'F',
  birthPlaceCog: '78006',
});
const someDocument = (patient: PersonaPatient) => {
  const declared = declareFile(
    { file: 'x.pdf', bytes: tinyPdf(`Bonjour ${randomUUID()}`), mimeType: 'application/pdf', typeCode: '11488-4', title: 'Consultation' },
    patient,
    depositorOf(world.server.personas, 'dr-moreau')!,
    false,
  );
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const { metadata } = declared.value;
  return { ...declared.value, metadata: { ...metadata, creationTime: noon, serviceStart: noon } };
};
const cx = ({ ins, oid }: PersonaPatient): string => `${ins}^^^&${oid}&ISO^NH`;
const status = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';
const uniqueId = (): string => world.documents.plain.uniqueId;
const entryUuid = async (): Promise<string> => {
  const [row] = await world.server.query<{ entry_uuid: string }>('SELECT entry_uuid FROM document_entry WHERE logical_id = $1 AND version = 1', [
    world.documents.plain.logicalId,
  ]);
  return `urn:uuid:${row!.entry_uuid}`;
};

let plainUuid: string;
const transactions: readonly Transaction[] = [
  {
    name: 'TD0.2',
    service: 'patients',
    action: hl7Actions.read,
    asks: 'test-existence',
    traced: ['test-existence'],
    write: (patient) => ({ body: demographicsQuery('TEST_EXST', patient) }),
  },
  {
    name: 'TD1.3a',
    service: 'patients',
    action: hl7Actions.read,
    traced: ['read-identity'],
    write: (patient) => ({ body: demographicsQuery('CNSLT_DATA', patient) }),
  },
  {
    name: 'TD0.5',
    service: 'patients',
    action: hl7Actions.search,
    traced: ['find-patient'],
    who: { card: 'dr-astier', structure: 'samu-99' },
    vihf: { purpose: 'centre_15' },
    about: 'nobody',
    write: () => ({ body: candidatesQuery({ name: 'CANARIS', firstName: 'CANARIELLE', birthDate: '1985-05-12', sex: 'F' }) }),
  },
  {
    name: 'TD0.4',
    service: 'patients',
    action: patientListAction,
    traced: ['list-patients'],
    about: 'nobody',
    write: () => ({ body: patientList('2020-01-01', 'LASTAUTORIZATION') }),
  },
  {
    name: 'TD1.1',
    service: 'patients',
    action: hl7Actions.create,
    traced: ['create-record'],
    about: 'somebody new',
    // Records open by themselves: a program opens none until the policy says so.
    outcome: 'refused',
    write: (patient) => ({ body: createRecord(patient) }),
  },
  {
    name: 'TD1.3b',
    service: 'patients',
    action: hl7Actions.revise,
    traced: ['revise-contact'],
    write: (patient) => ({ body: reviseContact(patient, { city: 'Ville' }) }),
  },
  {
    name: 'TD0.3',
    service: 'habilitations',
    action: habilitationActions.setAuthorization,
    asks: 'declare-autorisation',
    traced: ['declare-autorisation'],
    write: () => ({ body: setAuthorization('AJOUT') }),
  },
  {
    name: 'TD1.6',
    service: 'habilitations',
    action: habilitationActions.listAuthorizationByPatient,
    traced: ['read-accesses'],
    write: () => ({ body: listAuthorizations('TOUTE') }),
  },
  {
    name: 'TD3.1a',
    service: 'registry',
    action: actions.query,
    asks: 'list-documents',
    traced: ['list-documents'],
    write: (patient) => ({ body: storedQuery('FindDocuments', { $XDSDocumentEntryPatientId: cx(patient), $XDSDocumentEntryStatus: [status] }) }),
  },
  {
    name: 'TD3.1b',
    service: 'registry',
    action: actions.query,
    // Its author's alone.
    who: { card: 'dr-boileau' },
    traced: ['find-reference'],
    write: () => ({ body: storedQuery('GetDocuments', { $XDSDocumentEntryUniqueId: [uniqueId()] }, 'ObjectRef') }),
  },
  {
    name: 'TD3.2',
    service: 'repository',
    action: actions.retrieve,
    traced: ['read-document'],
    write: () => ({ body: retrieve('2.999.1.250.1', [uniqueId()]) }),
  },
  {
    name: 'TD2.1a',
    service: 'repository',
    action: actions.provide,
    traced: ['deposit'],
    write: (patient, sender) => provideAndRegister([asLotDocument(someDocument(patient))], { author: authorOf(sender), signing: sender.signing }),
  },
  {
    name: 'TD3.3d',
    service: 'registry',
    action: actions.update,
    traced: ['archive'],
    write: (patient, sender) => ({
      body: updateStatus({ patient: someDocument(patient).metadata.patient, author: authorOf(sender) }, plainUuid, 'Approved', 'Archived'),
    }),
  },
];

interface Heard {
  readonly status: number;
  readonly body: Tree;
  readonly text: string;
  readonly requestId: string;
}
async function ask(
  { service, action, vihf = {}, about, write }: Transaction,
  keys: SenderKeys,
  record: Pick<TargetRecord, 'ins'> = world.records.open,
): Promise<Heard> {
  const sender = await senderOf(world.server.sandbox, world.server.personas, keys);
  if (sender === undefined) throw new Error(`nobody speaks so: ${JSON.stringify(keys)}`);
  const patient = personOf(about === 'somebody new' ? { ins: newIns() } : record);
  const assertion = signedVihf(sender, { ...vihf, ...(about === 'nobody' ? {} : { patient }) });
  const url = `${new URL(world.server.url).origin}/si-dmp-server/v2/services/${service}`;
  const message = write(patient, sender);
  const { contentType, bytes } = pack(envelopeOf({ action, assertion, ...message }, url), action, message.attachments);
  const requestId = `soap-${randomUUID()}`;
  const answer = await send({ method: 'POST', url, tls: sender.tls, headers: { 'content-type': contentType, 'x-request-id': requestId }, body: bytes });
  const text = answer.body.toString('utf8');
  const tree = readTree(Buffer.from(text.slice(text.indexOf('<?xml'), text.lastIndexOf('Envelope>') + 'Envelope>'.length)));
  if (tree === undefined || answer.headers['x-request-id'] !== requestId) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  return { status: answer.status, body: tree, text, requestId };
}

interface Line extends Record<string, unknown> {
  readonly dossier_id: string;
  readonly action: string;
  readonly outcome: string;
  readonly rule: string | null;
}
const linesOf = (requestId: string): Promise<readonly Line[]> =>
  world.server.query<Line>('SELECT dossier_id, action, outcome, rule FROM trace WHERE request_id = $1', [requestId]);

test('each action that is served is tried here, and nothing else', () => {
  const served = Object.entries(services).flatMap(([service, rows]) => Object.keys(rows).map((action) => `${service} ${action}`));
  expect([...new Set(transactions.map(({ service, action }) => `${service} ${action}`))].toSorted()).toEqual(served.toSorted());
});

describe('asked by who may', () => {
  test.each(transactions.map((one) => [one.name, one] as const))('%s leaves its line', async (_name, one) => {
    plainUuid ??= await entryUuid();
    const heard = await ask(one, one.who ?? { card: 'dr-moreau' });
    const lines = await linesOf(heard.requestId);
    const said = JSON.stringify({ status: heard.status, refusal: refusalIn(heard.body), lines, text: heard.text.slice(-600) });
    expect(heard.status, said).toBe(one.outcome === 'refused' ? 400 : 200);
    expect(
      lines.some(({ action, outcome }) => one.traced.includes(action) && outcome === (one.outcome ?? 'granted')),
      said,
    ).toBe(true);
    if (one.about === undefined) for (const { dossier_id } of lines) expect(dossier_id, said).toBe(world.records.open.id);
  });
});

describe('asked by who may not', () => {
  const actors = { stranger: 'dr-royer', expired: 'dr-bideault', blocked: 'dr-petit', travail: 'dr-lacaze', nurse: 'ide-garnier' } as const;
  const certificates = { 'structure': 'hopital-saint-fictif', 'assurance-maladie': 'assurance-maladie' } as const;
  const ofLaw = transactions.filter((one) => one.asks !== undefined);
  test.each(ofLaw.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const asks = one.asks!;
    const cells = [
      ...Object.entries(actors).map(([who, card]) => ({ who, card, cell: lawOfCards(asks, who as keyof typeof actors) })),
      ...(asks === 'declare-autorisation'
        ? []
        : Object.entries(certificates).map(([who, card]) => ({
            who,
            card,
            cell: lawOfCertificates(asks as Parameters<typeof lawOfCertificates>[0], who as keyof typeof certificates),
          }))),
    ];
    const faults: string[] = [];
    let refused = 0;
    for (const { who, card, cell } of cells) {
      const expected = refusedIn(cell);
      // Who has the right is for other tests, and would change what the next may.
      if (expected === undefined) continue;
      const heard = await ask(one, { card });
      const said = refusalIn(heard.body);
      refused += 1;
      const lines = (await linesOf(heard.requestId)).map(({ outcome, rule }) => `${outcome} ${rule}`);
      const codes = all(all(heard.body, 'Code')[0], 'Value').map(({ text }) => text);
      const got = JSON.stringify([heard.status, codes, said?.code, lines]);
      const wanted = JSON.stringify([400, ['env:Sender', 'env:DMPAccessDeniedByRightsService'], expected.shown, [`refused ${expected.kept}`]]);
      if (got !== wanted) faults.push(`${who}: ${got} instead of ${wanted}`);
      if (heard.text.toLowerCase().includes(canary)) faults.push(`${who}: words of the record`);
    }
    expect(faults, faults.join('\n')).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });
});

test('after all of it, no line that the process wrote of itself names the person, their number, a document or a word of the record', () => {
  const { open } = world.records;
  const secrets = [canary, 'CANARI', open.ins.matricule, world.documents.plain.uniqueId, '801234567897', 'MOREAU', 'AssertionID', 'saml2:'];
  const answered = world.logged().filter((line) => line.includes('/si-dmp-server/'));
  expect(answered.length).toBeGreaterThan(transactions.length);
  expect(world.logged().filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
});
