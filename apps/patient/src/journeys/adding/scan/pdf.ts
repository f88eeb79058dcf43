// Pages as one PDF (ISO 32000-1): each a JPEG as it is (§7.4.8), on a sheet whose longest side is that of an A4. Nothing else is in it: no name, no
// place, no program, no date.

export interface PdfPage {
  readonly jpeg: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Points, of 1/72 inch. */
const a4Height = 841.89;
const rounded = (value: number): string => String(Math.round(value * 100) / 100);

export function pdfOf(pages: readonly PdfPage[]): Blob {
  const parts: (string | Uint8Array<ArrayBuffer>)[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (part: string | Uint8Array<ArrayBuffer>): void => {
    parts.push(part);
    // Text is ASCII: as many bytes as characters.
    length += part.length;
  };
  const object = (number: number, ...body: readonly (string | Uint8Array<ArrayBuffer>)[]): void => {
    offsets[number] = length;
    write(`${number} 0 obj\n`);
    for (const part of body) write(part);
    write('\nendobj\n');
  };
  const stream = (dictionary: string, bytes: string | Uint8Array<ArrayBuffer>): readonly (string | Uint8Array<ArrayBuffer>)[] => [
    `<< ${dictionary} /Length ${bytes.length} >>\nstream\n`,
    bytes,
    '\nendstream',
  ];
  // 1 the catalog, 2 the tree, then of each page itself, its drawing, its picture.
  const numberOf = (page: number): number => 3 + page * 3;
  // Four bytes above 127 tell programs that move files that this is not text (§7.5.2).
  write('%PDF-1.4\n');
  write(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  object(1, '<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>');
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${numberOf(index)} 0 R`).join(' ')}] >>`);
  for (const [index, { jpeg, width, height }] of pages.entries()) {
    const number = numberOf(index);
    const scale = a4Height / Math.max(width, height);
    const [wide, high] = [rounded(width * scale), rounded(height * scale)];
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Resources << /XObject << /P ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
    );
    object(number + 1, ...stream('', `q ${wide} 0 0 ${high} 0 0 cm /P Do Q`));
    object(
      number + 2,
      ...stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, jpeg),
    );
  }
  const table = length;
  const lines = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`xref\n0 ${offsets.length}\n0000000000 65535 f \n${lines.join('')}trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts, { type: 'application/pdf' });
}
