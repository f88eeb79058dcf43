// File names of downloads: readable where they can be, and never able to break out of the header. Answers to our own pages: as short as they can be.

import { attachment, compressed } from '@carnet/server/interfaces/web/answer';
import fastify from 'fastify';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

describe('the name of a download', () => {
  it('keeps accents beside a plain twin', () => {
    expect(attachment('Compte rendu d’été.pdf')).toBe(
      `attachment; filename="Compte rendu d-ete.pdf"; filename*=UTF-8''Compte%20rendu%20d%E2%80%99%C3%A9t%C3%A9.pdf`,
    );
  });
  it.each(['a"b\r\nSet-Cookie: x=1.pdf', '../../etc/passwd', 'a\u202Efdp.exe', 'x;y=z.pdf', '\u0000.pdf', 'C:\\temp\\a.pdf'])(
    'holds no sign a header or a file system trips on: %j',
    (name) => {
      const header = attachment(name);
      expect(header).toMatch(/^attachment; filename="[^"\\/:;\r\n\0]*"; filename\*=UTF-8''[A-Za-z0-9%._~!$&+^`|#-]*$/u);
      expect(header).not.toMatch(/%0[AD0]|%2F|%5C|%E2%80%AE/i);
    },
  );
});

describe('an answer to a page', () => {
  const list = { documents: Array.from({ length: 50 }, (_, index) => ({ id: index, title: 'Compte rendu d’été' })) };
  const asked = async (url: string, headers: Record<string, string>) => {
    const app = fastify();
    app.addHook('onSend', compressed);
    app.get('/list', () => list);
    app.get('/short', () => ({ title: 'Été' }));
    app.get('/file', (_request, reply) => reply.type('application/pdf').send(Buffer.alloc(5_000, 'a')));
    return app.inject({ url, headers });
  };
  const ours = { 'x-carnet': '1', 'accept-encoding': 'gzip, deflate, br' };
  it('is compressed, and whole', async () => {
    const { rawPayload, headers } = await asked('/list', ours);
    expect(headers['content-encoding']).toBe('br');
    expect(Number(headers['content-length'])).toBe(rawPayload.length);
    expect(JSON.parse(brotliDecompressSync(rawPayload).toString())).toEqual(list);
    expect(rawPayload.length).toBeLessThan(JSON.stringify(list).length / 4);
  });
  it.each([
    ['what another site can have asked for', '/list', { 'accept-encoding': ours['accept-encoding'] }],
    ['for who does not read it', '/list', { 'x-carnet': '1', 'accept-encoding': 'gzip' }],
    ['what is short', '/short', ours],
    ['a file', '/file', ours],
  ])('is not: %s', async (_what, url, headers) => {
    const answer = await asked(url, headers);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });
});
