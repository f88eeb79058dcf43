// The record itself: who it is about, its nine spaces; and for a professional, whether there is one for this INS (TD0.2) and the
// patient's agreement recorded (TD0.3).

import { type DossierStatus, type Dossier, type Spaces, declareAutorisationSchema, dossierSearchSchema } from '@carnet/contract';
import { type Ins, type InsOid, type LocalIdentifier, displayName, isInsOid, isMinor, parseIns, parseLocalIdentifier } from '@carnet/domain/identity';
import { type Finding, type Result, ok, parseCivilDate, refuse, toIso } from '@carnet/domain/kernel';
import { type Space, spaces } from '@carnet/domain/terminology';
import type { Caller } from '../../application/caller.ts';
import { countSpaces } from '../../application/count-spaces.ts';
import { declareAutorisation } from '../../application/declare-autorisation.ts';
import { openDossier } from '../../application/open-dossier.ts';
import { type Existence, testExistence } from '../../application/test-existence.ts';
import type { Ports, SpaceCount } from '../../ports/index.ts';
import { presentEmergency } from './emergency.ts';
import { parseInput } from './parse-input.ts';
import { nameOf } from '../pipeline/card-holder.ts';
import type { Call, DossierCall } from './web-deps.ts';

export async function showDossier(ports: Ports, { caller, dossier, emergency, secret }: DossierCall): Promise<Result<Dossier>> {
  const opened = await openDossier(ports, caller, dossier);
  if (!opened.ok) return opened;
  const { id, ins, formerIns, traits, openedAt, medecinTraitant, status, hasNamesake } = opened.value;
  return ok({
    id,
    displayName: displayName(traits),
    birthName: traits.birthName,
    birthFirstNames: traits.birthFirstNames,
    birthDate: traits.birthDate,
    sexe: traits.sexe,
    ins: ins.matricule,
    insOid: ins.oid,
    formerIns: formerIns.map(({ matricule }) => matricule),
    openedAt: toIso(openedAt),
    ...(medecinTraitant === undefined ? {} : { medecinTraitant: nameOf(medecinTraitant) }),
    ...(status === 'qualifiee' ? {} : { identityToConfirm: true }),
    ...(hasNamesake === true ? { namesake: true } : {}),
    ...(isMinor(traits.birthDate, ports.clock.now()) ? { minor: true } : {}),
    ...(secret === undefined ? {} : { secret }),
    ...(emergency === undefined ? {} : { emergency: presentEmergency(emergency) }),
  });
}

export async function showSpaces(ports: Ports, { caller, dossier }: DossierCall): Promise<Result<Spaces>> {
  const counted = await countSpaces(ports, caller, dossier);
  if (!counted.ok) return counted;
  return ok(presentSpaces(counted.value));
}

/** Always nine. */
export function presentSpaces(counted: ReadonlyMap<Space, SpaceCount>): Spaces {
  const rows = spaces.map((space) => ({ space, ...(counted.get(space) ?? { total: 0, unseen: 0 }) }));
  return { spaces: rows, total: rows.reduce((sum, { total }) => sum + total, 0), unseen: rows.reduce((sum, { unseen }) => sum + unseen, 0) };
}

/** A number of one's own structure is sought under its authority. A matricule typed without its authority is sought under each one this installation takes, in their order. */
export async function searchDossier(ports: Ports, { caller }: Call, insOids: readonly InsOid[], body: unknown): Promise<Result<DossierStatus>> {
  const input = parseInput(dossierSearchSchema, body);
  if (!input.ok) return input;
  const { ins, oid, ipp } = input.value;
  if (ins === undefined && ipp === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'ins', rule: 'CHAMP_ABSENT' }]);
  const candidates = ipp === undefined ? candidatesOf(ins ?? '', oid, insOids) : await localOf(ports, caller, ipp);
  if (!candidates.ok) return candidates;
  let last: Result<Existence> = ok({ found: false });
  for (const one of candidates.value) {
    last = await testExistence(ports, caller, 'value' in one ? { local: one } : { ins: one });
    if (!last.ok || last.value.found) break;
  }
  return last.ok ? ok(presentStatus(last.value)) : last;
}

/** Under the authority of the structure the caller acts for. */
async function localOf(ports: Ports, { actor }: Caller, ipp: string): Promise<Result<readonly LocalIdentifier[]>> {
  const acting = 'structure' in actor ? actor.structure?.id : undefined;
  const structure = acting === undefined ? undefined : await ports.transactions.run(({ directory }) => directory.structure(acting));
  const authority = structure?.identifierAuthority;
  if (authority === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: 'ipp', rule: 'AUTORITE_ABSENTE' }]);
  const local = parseLocalIdentifier(ipp, authority, 'ipp');
  return local.ok
    ? ok([local.value])
    : refuse(
        'PARAMETRE_INVALIDE',
        local.findings.map(({ field, rule }) => ({ field, rule })),
      );
}

/** The number under each authority this installation takes. */
export function candidatesOf(text: string, oid: string | undefined, insOids: readonly InsOid[]): Result<readonly Ins[]> {
  const asked = oid?.replace(/^urn:oid:/, '');
  if (asked !== undefined && !(isInsOid(asked) && insOids.includes(asked)))
    return refuse('INS_INVALIDE', [{ field: 'oid', rule: 'INS_OID', expected: insOids.join(' | ') }]);
  const found: Ins[] = [];
  const findings: Finding[] = [];
  for (const one of asked === undefined ? insOids : [asked as InsOid]) {
    const parsed = parseIns(text, one);
    if (parsed.ok) found.push(parsed.value);
    // Neither what was typed nor the right key is said back: a screen would only invite to correct the number until it passes.
    else findings.push(...parsed.findings.map(({ field, rule }) => ({ field, rule })));
  }
  if (found.length > 0) return ok(found);
  const wrongKey = findings.find(({ rule }) => rule === 'INS_CLE');
  return refuse('INS_INVALIDE', [wrongKey ?? { field: 'ins', rule: 'INS_FORME' }]);
}

function presentStatus(existence: Existence): DossierStatus {
  if (!existence.found) return { found: false };
  const { dossier, currentIns, life, autorisation, medecinTraitant, held, may } = existence;
  return {
    found: true,
    dossierId: dossier,
    ...(currentIns === undefined ? {} : { currentIns: currentIns.matricule }),
    life,
    autorisation,
    medecinTraitant,
    ...(held === undefined ? {} : { until: toIso(held.expiresAt), byStructure: held.beneficiaire.kind === 'structure' }),
    may: [...may],
  };
}

/** What stands between the caller and this record, as it is now. */
export async function showStatus(ports: Ports, { caller, dossier }: Pick<DossierCall, 'caller' | 'dossier'>): Promise<Result<DossierStatus>> {
  const status = await testExistence(ports, caller, dossier);
  return status.ok ? ok(presentStatus(status.value)) : status;
}

/** No tick, no autorisation (features A014): the schema takes `true` and nothing else. */
export async function recordAutorisation(ports: Ports, { caller, dossier }: DossierCall, body: unknown): Promise<Result<DossierStatus>> {
  const input = parseInput(declareAutorisationSchema, body);
  if (!input.ok) return input;
  const stayEndsOn = input.value.stayEndsOn === undefined ? undefined : parseCivilDate(input.value.stayEndsOn, 'stayEndsOn');
  if (stayEndsOn !== undefined && !stayEndsOn.ok) return refuse('PARAMETRE_INVALIDE', stayEndsOn.findings);
  const declared = await declareAutorisation(ports, caller, dossier, input.value.for, stayEndsOn?.value);
  return declared.ok ? showStatus(ports, { caller, dossier }) : declared;
}
