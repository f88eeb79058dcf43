// The four pillars as the steering app shows them: each with the figures that measure it, what the process measured of itself among them.

import type { Figure, Pillars } from '@carnet/contract';
import { toIso } from '@carnet/domain/kernel';
import { smallestCount } from '../../application/read-indicators.ts';
import type { SecurityCounts } from '../../application/read-pillars.ts';
import type { SecurityCount } from '../../ports/index.ts';
import type { ServiceMeasures } from './web-deps.ts';

export function presentPillars({ at, periodDays, counts, sealedThrough }: SecurityCounts, service: ServiceMeasures): Pillars {
  const counted = (code: SecurityCount): Figure => {
    const value = counts.get(code);
    return { code, unit: 'count', ...(value === undefined ? {} : { value }) };
  };
  const { minutes, answers, failed, alterations, medianMs, slowMs } = service;
  const latency = (code: Figure['code'], value: number | undefined): readonly Figure[] => (value === undefined ? [] : [{ code, unit: 'milliseconds', value }]);
  return {
    at: toIso(at),
    periodDays,
    smallestCount,
    pillars: [
      { key: 'confidentialite', figures: (['acces-refuses', 'documents-masques', 'masquages', 'blocages'] as const).map(counted) },
      {
        key: 'integrite',
        figures: [
          counted('sceaux'),
          { code: 'scelle-jusqu-au', unit: 'day', ...(sealedThrough === undefined ? {} : { day: sealedThrough }) },
          counted('lignes-a-sceller'),
          { code: 'alterations', unit: 'count', value: alterations },
        ],
      },
      {
        key: 'disponibilite',
        figures: [
          { code: 'en-service', unit: 'minutes', value: minutes },
          { code: 'reponses', unit: 'count', value: answers },
          { code: 'reponses-en-panne', unit: 'count', value: failed },
          ...latency('reponse-mediane', medianMs),
          ...latency('reponse-lente', slowMs),
        ],
      },
      { key: 'tracabilite', figures: (['lignes', 'consultations', 'urgences', 'journaux'] as const).map(counted) },
    ],
  };
}
