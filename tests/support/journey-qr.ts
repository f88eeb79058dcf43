// What a telephone's camera sees of a QR code on a page: its modules, four pixels wide.

import type { Locator } from '@playwright/test';

export async function drawnQr(code: Locator): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8Array }> {
  const side = Number((await code.getAttribute('viewBox'))!.split(' ')[2]) * 4;
  const data = new Uint8Array(side ** 2 * 4).fill(255);
  for (const [, x, y] of ((await code.locator('path').getAttribute('d')) ?? '').matchAll(/M(\d+) (\d+)/g))
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 4; column++) {
        const pixel = ((Number(y) * 4 + row) * side + Number(x) * 4 + column) * 4;
        data.fill(0, pixel, pixel + 3);
      }
  return { width: side, height: side, data };
}
