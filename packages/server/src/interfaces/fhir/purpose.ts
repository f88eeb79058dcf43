// Purpose of use at the FHIR door. PDSm says none (it leaves the access mode to the DMP's own token): a pair of headers carries it, on any
// interaction, and the rules decide what each mode may do. The reason travels as percent-encoded UTF-8: a header is ASCII.

import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../application/caller.ts';
import { inEmergency } from '../../application/enter-emergency.ts';

export const purposeHeader = 'x-carnet-purpose';
export const reasonHeader = 'x-carnet-reason';
const purposes = ['normal', 'bris_de_glace', 'centre_15'] as const;

/** Connexion secrète (R.1111-50 CSP), on any interaction: the profiles of France have no place for it either. */
export const secretHeader = 'x-carnet-secret';

export function callerForPurpose(caller: Caller, headers: IncomingHttpHeaders): Result<Caller> {
  const secret = headers[secretHeader] ?? 'false';
  if (secret !== 'true' && secret !== 'false')
    return refuse('PARAMETRE_INVALIDE', [{ field: secretHeader, rule: 'VALEUR_HORS_LISTE', expected: 'true | false' }]);
  return inMode(secret === 'true' ? { ...caller, secret: true } : caller, headers);
}

function inMode(caller: Caller, headers: IncomingHttpHeaders): Result<Caller> {
  const given = headers[purposeHeader] ?? 'normal';
  const mode = purposes.find((purpose) => purpose === given);
  if (mode === undefined) return refuse('PARAMETRE_INVALIDE', [{ field: purposeHeader, rule: 'VALEUR_HORS_LISTE', expected: purposes.join(' | ') }]);
  if (mode === 'normal') return ok(caller);
  const reason = decoded(headers[reasonHeader]);
  if (!reason.ok) return reason;
  const entered = inEmergency(caller, { mode, reason: reason.value });
  if (entered.ok) return entered;
  const { code, findings } = entered.refusal;
  return refuse(
    code,
    findings.map((finding) => ({ ...finding, field: reasonHeader })),
  );
}

/** A lone percent sign makes decodeURIComponent throw: the one failure it knows. */
function decoded(given: string | string[] | undefined): Result<string | undefined> {
  if (given === undefined) return ok(undefined);
  try {
    return ok(decodeURIComponent(String(given)));
  } catch {
    return refuse('PARAMETRE_INVALIDE', [{ field: reasonHeader, rule: 'FORME' }]);
  }
}
