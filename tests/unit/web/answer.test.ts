// File names of downloads: readable where they can be, and never able to break out of the header.

import { attachment } from '@carnet/server/interfaces/web/answer';
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
