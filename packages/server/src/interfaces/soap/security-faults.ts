// Which SOAP fault says that the caller could not be established: the DMP's own subcodes for certificates and identity (docs/sources.md §1.3),
// those of WS-Security 1.1 §12 for the rest of the assertion.

import type { RefusalCode } from '@carnet/domain/kernel';

export type SecurityFault =
  | 'DMPInvalidCertificate'
  | 'DMPIdentityCertificationFailure'
  | 'wsse:SecurityTokenUnavailable'
  | 'wsse:InvalidSecurityToken'
  | 'wsse:InvalidSecurity'
  | 'wsse:FailedCheck'
  | 'wsse:MessageExpired';

export const securityFaults: Readonly<Partial<Record<RefusalCode, SecurityFault>>> = {
  CERTIFICAT_ABSENT: 'DMPInvalidCertificate',
  CERTIFICAT_REFUSE: 'DMPInvalidCertificate',
  CERTIFICAT_EXPIRE: 'DMPInvalidCertificate',
  CERTIFICAT_REVOQUE: 'DMPInvalidCertificate',
  CARTE_INCONNUE: 'DMPIdentityCertificationFailure',
  IDENTITE_NON_ETABLIE: 'DMPIdentityCertificationFailure',
  VIHF_ABSENT: 'wsse:SecurityTokenUnavailable',
  VIHF_INVALIDE: 'wsse:InvalidSecurityToken',
  VIHF_SIGNATURE_REFUSEE: 'wsse:FailedCheck',
  VIHF_PERIME: 'wsse:MessageExpired',
  VIHF_REJOUE: 'wsse:InvalidSecurity',
};
