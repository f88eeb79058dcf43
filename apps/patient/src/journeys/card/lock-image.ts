// The minimum of a card as an image for a telephone's locked screen: room for the clock above, the QR code where a thumb does not hide it.

import { type CardLanguage, openPartNames } from '@carnet/contract';
import { cardDay, cardWords, colon, isRightToLeft, labelOf } from '@carnet/ui/wording/card';
import type { KeptCard } from './kept-card.ts';
import { cardAddress, modulesOf } from '../../qr.tsx';

const [width, height] = [1080, 1920];
const side = 90;
/** Clocks and notices of locked screens stand above. */
const top = 560;
const qrSide = 440;
const [paper, ink, brick] = ['#ffffff', '#17211e', '#a33b2b'];

/** PNG. What does not fit above the QR code is left out, and the card says so by its code: "…". */
export async function lockImage({ content, token }: KeptCard, language: CardLanguage): Promise<Blob> {
  const words = cardWords[language];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser draws nothing');
  await document.fonts.ready;
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, height);
  pen.direction = isRightToLeft(language) ? 'rtl' : 'ltr';
  pen.textAlign = 'start';
  const x = isRightToLeft(language) ? width - side : side;
  const bottom = height - qrSide - 200;
  let y = top;
  const write = (text: string, size: number, weight: number, colour = ink): void => {
    pen.font = `${weight} ${size}px "Atkinson Next", system-ui, sans-serif`;
    pen.fillStyle = colour;
    for (const line of wrapped(pen, text, width - 2 * side)) {
      if (y > bottom) return;
      y += size * 1.3;
      pen.fillText(y + size > bottom ? '…' : line, x, y);
    }
  };
  write(words.title, 44, 700, brick);
  write(content.name, 64, 700);
  write(`${words.born}${colon(language)}${cardDay(language, content.birthDate)}`, 38, 400);
  if (content.bloodGroup !== undefined)
    write(`${words.bloodGroup}${colon(language)}${apart(content.bloodGroup.replace('-', '−'))} (${words.bloodCaution})`, 38, 400);
  for (const part of openPartNames) {
    const lines = content.minimum.lines.filter((line) => line.part === part);
    if (lines.length === 0 && !content.minimum.none.includes(part)) continue;
    y += 14;
    write(words.parts[part], 38, 700);
    if (lines.length === 0) write(words.none[part], 38, 400);
    for (const { codes, text } of lines) write(labelOf(language, codes) ?? apart(text), 38, 400);
  }
  drawQr(pen, cardAddress(token), (width - qrSide) / 2, height - qrSide - 150);
  pen.textAlign = 'center';
  pen.font = '400 32px "Atkinson Next", system-ui, sans-serif';
  pen.fillStyle = ink;
  pen.fillText(words.scan, width / 2, height - 90, width - 2 * side);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('this browser makes no image')) : resolve(blob)), 'image/png');
  });
}

/** Left to right whatever is around it: U+2066, U+2069. */
const apart = (text: string): string => `\u2066${text}\u2069`;

function wrapped(pen: CanvasRenderingContext2D, text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && pen.measureText(longer).width > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function drawQr(pen: CanvasRenderingContext2D, text: string, left: number, above: number): void {
  const modules = modulesOf(text);
  // Whole pixels: a reader is not given blurred edges.
  const module = Math.floor(qrSide / modules.length);
  pen.fillStyle = '#000';
  for (const [row, cells] of modules.entries())
    for (const [column, dark] of cells.entries()) if (dark) pen.fillRect(left + column * module, above + row * module, module, module);
}
