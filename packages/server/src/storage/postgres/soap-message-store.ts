// Which messages came already at the SOAP door: one row a message until its assertion is past. One table for all servers:
// what one admitted, none admits again.

import type { SoapMessageStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

export const soapMessageStore = ({ db }: StoreContext): SoapMessageStore => ({
  async admit(mark, until) {
    const { rowCount } = await db.query({
      name: 'soap-message-admit',
      text: 'INSERT INTO soap_message (mark, until) VALUES ($1, $2) ON CONFLICT (mark) DO NOTHING',
      values: [Buffer.from(mark), toTimestamp(until)],
    });
    return rowCount === 1;
  },
});
