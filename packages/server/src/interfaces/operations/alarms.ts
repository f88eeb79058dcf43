// What Carnet is doing without, for whoever watches over it: a gauge and a count per mode in /metrics, one line of log when it begins and one
// when it ends, and the list in /health/ready. Modes are a closed list; nothing here ever holds a value of a record or of a request.

import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Each has its section in docs/operations/degraded-modes.md. */
export const modes = ['database', 'pool', 'disk-full', 'disk-missing', 'disk-read-only', 'disk-slow', 'content', 'clock', 'backup'] as const;
export type Mode = (typeof modes)[number];

export interface Alarms {
  readonly set: (mode: Mode, raised: boolean) => void;
  readonly raised: () => readonly Mode[];
}

export function newAlarms(registry: Registry, log: Logger): Alarms {
  const on = new Gauge({ name: 'carnet_degraded', help: '1 while Carnet does without', labelNames: ['mode'], registers: [registry] });
  const times = new Counter({ name: 'carnet_degradations_total', help: 'How often it began', labelNames: ['mode'], registers: [registry] });
  const raised = new Set<Mode>();
  for (const mode of modes) {
    on.labels(mode).set(0);
    times.labels(mode).inc(0);
  }
  return {
    set(mode, is) {
      if (raised.has(mode) === is) return;
      on.labels(mode).set(is ? 1 : 0);
      if (is) {
        raised.add(mode);
        times.labels(mode).inc();
        log.error({ mode }, 'degraded');
      } else {
        raised.delete(mode);
        log.warn({ mode }, 'recovered');
      }
    },
    raised: () => modes.filter((mode) => raised.has(mode)),
  };
}
