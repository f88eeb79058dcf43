// The address of a push service comes from a browser, hence from anybody: the server calls it only over https, on its ordinary port, and never
// inside its own network (pipeline/outward.ts), the sandbox's included: a browser's service is never on the same machine.

import { addressFault } from '../pipeline/outward.ts';

export const publicOnly = { loopbackToo: false } as const;

/** As it is written; where its name leads is looked at when it is called. */
export const isPushEndpoint = (endpoint: string): boolean => addressFault(endpoint, publicOnly) === undefined && new URL(endpoint).port === '';
