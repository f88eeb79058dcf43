// What time it is for the server, whose deadlines and dates the screens tell: a device may be days off, and the sandbox's clock can be moved.
// Learnt from the Date of every answer of the API; until the first one, the device's own.

let leadMs = 0;
/** Date counts whole seconds and answers take time to come: less than this is no difference. */
const precisionMs = 2_000;

export function learnServerTime(date: string | null): void {
  const said = Date.parse(date ?? '');
  if (Number.isNaN(said)) return;
  const lead = said - Date.now();
  leadMs = Math.abs(lead) < precisionMs ? 0 : lead;
}

export const serverNow = (): Date => new Date(Date.now() + leadMs);
