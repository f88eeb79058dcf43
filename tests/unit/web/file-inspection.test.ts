// What a patient's file really is: the first bytes decide, wholeness is required, nothing that runs or hides passes.

import { inspectFile } from '@carnet/server/interfaces/web/file-inspection';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { smallJpeg, smallPdf, smallPng } from '../../support/small-files.ts';

const ruleOf = (bytes: Buffer): string | undefined => {
  const result = inspectFile(bytes);
  return result.ok ? undefined : result.refusal.findings[0]?.rule;
};
const withObjectStream = (content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\nstartxref\n0\n%%EOF\n'),
  ]);

describe('files that are taken', () => {
  it.each([
    ['a PDF', smallPdf(), 'application/pdf'],
    ['a PDF that talks of JavaScript in its text only', smallPdf('/Lang (JavaScript) '), 'application/pdf'],
    ['a PDF whose dictionaries are compressed', withObjectStream(deflateSync('1 0 << /Type /Catalog >>')), 'application/pdf'],
    ['a PNG', smallPng(), 'image/png'],
    ['a JPEG', smallJpeg(640, 480), 'image/jpeg'],
    ['a JPEG of exactly 100 megapixels', smallJpeg(10_000, 10_000), 'image/jpeg'],
  ])('%s', (_name, bytes, mimeType) => {
    expect(inspectFile(bytes)).toEqual({ ok: true, value: mimeType });
  });
});

describe('files that are refused', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'FICHIER_VIDE'],
    ['text', Buffer.from('bonjour'), 'FICHIER_TYPE'],
    ['HTML', Buffer.from('<!doctype html><script>1</script>'), 'FICHIER_TYPE'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'FICHIER_TYPE'],
    ['a zip', Buffer.from('PK\u0003\u0004aaaa'), 'FICHIER_TYPE'],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('GIF89a'), smallPdf()]), 'FICHIER_TYPE'],
    ['a header alone', Buffer.from('%PDF-1.7\n'), 'PDF_TRONQUE'],
    ['a PDF cut short', smallPdf().subarray(0, 120), 'PDF_TRONQUE'],
    ['a false version', Buffer.from('%PDF-x.y\n%%EOF'), 'PDF_ENTETE'],
    ['an encrypted PDF', smallPdf('/Encrypt 9 0 R '), 'PDF_CHIFFRE'],
    ['an encrypted PDF that spells it otherwise', smallPdf('/#45ncrypt 9 0 R '), 'PDF_CHIFFRE'],
    ['a PDF with a script', smallPdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >> '), 'PDF_ACTIF'],
    ['a PDF with a script that spells it otherwise', smallPdf('/OpenAction << /S /J#61vaScript /JS (x) >> '), 'PDF_ACTIF'],
    ['a PDF that launches a program', smallPdf('/OpenAction << /S /Launch /F (x.exe) >> '), 'PDF_ACTIF'],
    ['a script in a compressed object', withObjectStream(deflateSync('1 0 << /S /JavaScript /JS (x) >>')), 'PDF_ACTIF'],
    ['a compressed object that opens to 65 MB', withObjectStream(deflateSync(Buffer.alloc(65 * 1024 * 1024))), 'PDF_ILLISIBLE'],
    ['a PNG cut short', smallPng().subarray(0, 40), 'IMAGE_TRONQUEE'],
    ['a PNG without pixels', smallPng(0, 10), 'IMAGE_TRONQUEE'],
    ['a PNG that claims four billion by four billion', smallPng(0xffffffff, 0xffffffff), 'IMAGE_TROP_GRANDE'],
    ['a JPEG without its end', smallJpeg(10, 10, false), 'IMAGE_TRONQUEE'],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0xff, 0xd9]), 'IMAGE_TRONQUEE'],
    ['a JPEG over 100 megapixels', smallJpeg(20_000, 20_000), 'IMAGE_TROP_GRANDE'],
    ['a JPEG wider than any screen', smallJpeg(60_000, 1), 'IMAGE_TROP_GRANDE'],
  ])('%s', (_name, bytes, rule) => {
    expect(ruleOf(bytes)).toBe(rule);
  });
});
