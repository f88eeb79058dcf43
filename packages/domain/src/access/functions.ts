// The functional matrix: which kind of actor may ask which transaction, in which mode, as data (PDT-INF-526 v1.8, docs/sources.md §3.3).
// What is not written here is refused.

import type { Action, Actor, Mode } from './request.ts';

export type ActorKind = Actor['kind'];

const everyMode = ['normal', 'bris_de_glace', 'centre_15'] as const satisfies readonly Mode[];
const normalOnly = ['normal'] as const satisfies readonly Mode[];

export const functionalMatrix: Readonly<Record<ActorKind, Partial<Record<Action, readonly Mode[]>>>> = {
  'titulaire': {
    'withdraw-autorisation': normalOnly,
    'deposit': normalOnly,
    'list-documents': normalOnly,
    'read-document': normalOnly,
    'mask': normalOnly,
    'unmask': normalOnly,
    'delete': normalOnly,
    'read-journal': normalOnly,
    'read-accesses': normalOnly,
    'manage-accesses': normalOnly,
    'read-profile': normalOnly,
    'write-profile': normalOnly,
    'read-notices': normalOnly,
    'manage-notices': normalOnly,
  },
  'professionnel': {
    'test-existence': everyMode,
    'declare-autorisation': normalOnly,
    'withdraw-autorisation': normalOnly,
    'deposit': everyMode,
    'replace': everyMode,
    'find-reference': everyMode,
    'list-documents': everyMode,
    'read-document': everyMode,
    'mask': normalOnly,
    'unmask': normalOnly,
    'delete': everyMode,
    'read-journal': normalOnly,
    'read-accesses': normalOnly,
  },
  'structure': {
    'test-existence': ['normal', 'centre_15'],
    'deposit': ['normal', 'centre_15'],
    'replace': ['normal', 'centre_15'],
    'find-reference': ['normal', 'centre_15'],
    'delete': ['normal', 'centre_15'],
  },
};

export const functionAllowed = (kind: ActorKind, action: Action, mode: Mode): boolean => functionalMatrix[kind][action]?.includes(mode) === true;
