// The service `habilitations`: the patient's agreement declared or withdrawn, the role of médecin traitant taken or left (TD0.3), and who may see
// the record or is kept out of it (TD1.6). Translates, and decides nothing.

import {
  type AuthorizationMode,
  type ListedAuthorization,
  done,
  parseListAuthorization,
  parseSetAuthorization,
  writeListAuthorizationAnswer,
  writeSetAuthorizationAnswer,
} from '@carnet/codecs/habilitations';
import { professionLabel } from '@carnet/contract/wording';
import { type Beneficiaire, autorisationIsValid } from '@carnet/domain/dossier';
import { type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import { declareAutorisation } from '../../application/declare-autorisation.ts';
import { declareOneselfMedecinTraitant, leaveMedecinTraitant } from '../../application/own-medecin-traitant.ts';
import { type NamedAccesses, readAccesses } from '../../application/read-accesses.ts';
import { withdrawAutorisation } from '../../application/withdraw-autorisation.ts';
import type { Service, SoapCall, Transaction } from './call.ts';

const place = 'urn:si-dmp-habilitations:HabilitationsEndPoint';

/** TD0.3: always of oneself, or of the structure for its secretariat. */
const setAuthorization: Transaction = async (call) => {
  const { body, patient } = call;
  const read = parseSetAuthorization(body);
  if (!read.ok) return refuse('REQUETE_MALFORMEE', read.findings);
  if (patient === undefined) return refuse('INS_INVALIDE', [{ field: 'resource-id', rule: 'INS_ABSENT' }]);
  const { action, role } = read.value;
  const context =
    role === undefined ? (action === 'AJOUT' ? await declared(call) : await withdrawn(call)) : action === 'AJOUT' ? await becoming(call) : await leaving(call);
  return context.ok ? ok({ action: `${place}:setAuthorizationResponse`, body: writeSetAuthorizationAnswer(done(context.value)) }) : context;
};

type Said = Promise<Result<string>>;
const recordOf = ({ patient }: SoapCall) => ({ ins: patient! });

async function declared(call: SoapCall): Said {
  const { ports, caller } = call;
  const before = ports.clock.now();
  const result = await declareAutorisation(ports, caller, recordOf(call), caller.actor.kind === 'secretariat' ? 'my-structure' : 'me');
  if (!result.ok) return result;
  return ok(result.value.declaredAt < before ? 'Autorisation déjà présente, aucune action effectuée' : '');
}
async function withdrawn(call: SoapCall): Said {
  const { ports, caller } = call;
  const { actor } = caller;
  const structure = actor.kind === 'structure' ? actor.id : 'structure' in actor ? actor.structure?.id : undefined;
  if (actor.kind !== 'professionnel' && structure === undefined) return refuse('STRUCTURE_INCOHERENTE');
  const own: Beneficiaire = actor.kind === 'professionnel' ? { kind: 'professionnel', id: actor.id } : { kind: 'structure', id: structure! };
  const result = await withdrawAutorisation(ports, caller, recordOf(call), own);
  return result.ok ? ok(result.value === 0 ? 'Aucune autorisation en cours, aucune action effectuée' : '') : result;
}
async function becoming(call: SoapCall): Said {
  const result = await declareOneselfMedecinTraitant(call.ports, call.caller, recordOf(call));
  return result.ok ? ok('') : result;
}
async function leaving(call: SoapCall): Said {
  const result = await leaveMedecinTraitant(call.ports, call.caller, recordOf(call));
  return result.ok ? ok('') : result;
}

/** TD1.6. */
const listAuthorizationByPatient: Transaction = async (call) => {
  const { ports, caller, body, patient } = call;
  const mode = parseListAuthorization(body);
  if (!mode.ok) return refuse('REQUETE_MALFORMEE', mode.findings);
  if (patient === undefined) return refuse('INS_INVALIDE', [{ field: 'resource-id', rule: 'INS_ABSENT' }]);
  const accesses = await readAccesses(ports, caller, { ins: patient });
  if (!accesses.ok) return accesses;
  const rows = rowsOf(accesses.value, mode.value, ports.clock.now());
  return ok({ action: `${place}:listAuthorizationByPatientResponse`, body: writeListAuthorizationAnswer(rows, done()) });
};

function rowsOf(accesses: NamedAccesses, mode: AuthorizationMode, at: Instant): readonly ListedAuthorization[] {
  const { medecinTraitant, medecinTraitantSince, administrateurs, autorisations, blocages } = accesses;
  const valid = autorisations.filter((one) => autorisationIsValid(one, at));
  const treating = [
    ...(medecinTraitant === undefined ? [] : [{ professionnel: medecinTraitant, since: medecinTraitantSince }]),
    ...administrateurs.filter(({ professionnel }) => professionnel !== medecinTraitant),
  ];
  const treats = (id: string): boolean => treating.some(({ professionnel }) => professionnel === id);
  const active: readonly ListedAuthorization[] = [
    ...valid.map(({ beneficiaire, declaredAt, lastConsultedAt }): ListedAuthorization => ({
      who: beneficiaire,
      ...named(accesses, beneficiaire),
      since: declaredAt,
      ...(lastConsultedAt === undefined ? {} : { lastActionAt: lastConsultedAt }),
      mode: 'ACTIVE',
      medecinTraitant: treats(beneficiaire.id),
    })),
    // Who treats needs no agreement.
    ...treating
      .filter(({ professionnel }) => !valid.some(({ beneficiaire }) => beneficiaire.id === professionnel))
      .map(({ professionnel, since }): ListedAuthorization => {
        const who = { kind: 'professionnel', id: professionnel } as const;
        return { who, ...named(accesses, who), ...(since === undefined ? {} : { since }), mode: 'ACTIVE', medecinTraitant: true };
      }),
  ];
  const kept = blocages.map(({ professionnel, since }): ListedAuthorization => {
    const who = { kind: 'professionnel', id: professionnel } as const;
    return { who, ...named(accesses, who), since, mode: 'INTERDITE', medecinTraitant: treats(professionnel) };
  });
  return [...(mode === 'INTERDITE' ? [] : active), ...(mode === 'ACTIVE' ? [] : kept)];
}

/** Names and speciality as the directory has them. */
function named(
  { professionnels, structures }: NamedAccesses,
  { kind, id }: ListedAuthorization['who'],
): Pick<ListedAuthorization, 'firstName' | 'lastName' | 'specialty'> {
  if (kind === 'structure') {
    const name = structures.get(id)?.name;
    return name === undefined ? {} : { lastName: name };
  }
  const person = professionnels.get(id);
  if (person === undefined) return {};
  const { givenName, familyName, profession, specialty } = person;
  return {
    firstName: givenName,
    lastName: familyName,
    specialty: { code: `G15_${profession}${specialty === undefined ? '' : `/${specialty}`}`, label: professionLabel('fr', profession, specialty) },
  };
}

export const habilitations: Service = {
  [`${place}:setAuthorization`]: setAuthorization,
  [`${place}:listAuthorizationByPatient`]: listAuthorizationByPatient,
};
