// What happened in the sandbox before anybody tried it, done through the product's own use cases so that rules, traces and notices are as
// they would be: Inès's secret act, the share Bernard gave to Alix, Ludivine's opposition, what the insurer fed. Done once, for records opened
// in this very seeding.

import { aidantStory, secretActStory } from './patients.ts';
import { dayAfter } from '@carnet/domain/access';
import { displayName } from '@carnet/domain/identity';
import { civilDateInParis, plusDays, type Result } from '@carnet/domain/kernel';
import { inviteAidant } from '../application/aidants.ts';
import type { Caller } from '../application/caller.ts';
import { depositDocuments } from '../application/deposit-documents.ts';
import { acceptInvitation } from '../application/invitations.ts';
import { recordOpposition } from '../application/record-opposition.ts';
import type { Ports } from '../ports/index.ts';
import { feedSandbox } from './feed.ts';
import type { People } from './people.ts';
import { secretAct } from './secret-act.ts';
import type { OpenedPatient } from './seed.ts';

export async function tellStories(people: People, opened: ReadonlyMap<string, OpenedPatient>, ports: Ports): Promise<void> {
  await depositSecretAct(people, opened, ports);
  await shareWithAidant(people, opened, ports);
  await feedSandbox(people, ports);
  await opposeOpenings(people, opened, ports);
}

async function depositSecretAct({ patients, professionals, structures }: People, opened: ReadonlyMap<string, OpenedPatient>, ports: Ports): Promise<void> {
  const patient = patients.find(({ key }) => key === secretActStory.patient)!;
  const author = professionals.find(({ key }) => key === secretActStory.author)!;
  const structure = structures.find(({ id }) => id === author.structures[0])!;
  const record = opened.get(patient.key);
  if (record === undefined) return;
  const { id, profession, structures: tied, familyName, givenName } = author;
  const caller: Caller = {
    actor: {
      kind: 'professionnel',
      id,
      profession,
      authentication: 'DIRECTE',
      active: true,
      structures: tied,
      structure: { id: structure.id, active: true },
    },
    mode: 'normal',
    secret: true,
    context: { door: 'sandbox', actorName: `${givenName} ${familyName}`, structureName: structure.name },
  };
  const at = plusDays(ports.clock.now(), -secretActStory.daysAgo);
  told(await depositDocuments(ports, caller, { id: record.dossierId }, secretAct(ports, { patient, author, structure, at })));
}

async function shareWithAidant({ patients }: People, opened: ReadonlyMap<string, OpenedPatient>, ports: Ports): Promise<void> {
  const patient = patients.find(({ key }) => key === aidantStory.patient)!;
  const aidant = patients.find(({ key }) => key === aidantStory.aidant)!;
  const [helped, helper] = [opened.get(patient.key), opened.get(aidant.key)];
  if (helped === undefined || helper === undefined) return;
  const caller: Caller = {
    actor: { kind: 'titulaire', personne: helped.personneId, factors: 2 },
    mode: 'normal',
    context: { door: 'sandbox', actorName: displayName(patient.traits) },
  };
  const name = displayName(aidant.traits);
  const lastDay = dayAfter(civilDateInParis(plusDays(ports.clock.now(), aidantStory.days)));
  const invited = told(
    await inviteAidant(ports, caller, { id: helped.dossierId }, { kind: 'aidant', name, email: aidant.email, categories: aidantStory.categories, lastDay }),
  );
  told(await acceptInvitation(ports, { personne: helper.personneId, own: helper.dossierId, name }, invited.code));
}

async function opposeOpenings({ assures }: People, opened: ReadonlyMap<string, OpenedPatient>, ports: Ports): Promise<void> {
  if (opened.size === 0) return;
  const caller: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'sandbox', actorName: 'Agnès KELLER' } };
  for (const { ins, traits } of assures.filter(({ opposed }) => opposed)) {
    const card = { familyName: traits.birthName, firstName: traits.birthFirstNames, birthDate: traits.birthDate };
    told(await recordOpposition(ports, caller, { candidates: [ins], traits: card }, { means: 'courrier', proof: 'Lettre reçue, réf. 2026-041 (fictif)' }));
  }
}

/** A story the rules refuse is a programmer's error. */
function told<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a story of the sandbox was refused: ${result.refusal.code} ${JSON.stringify(result.refusal.findings)}`);
  return result.value;
}
