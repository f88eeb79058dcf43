// Whole seconds until a moment of the server's clock, counted down.

import { serverNow } from '@carnet/ui';
import { useEffect, useState } from 'react';

export function useSecondsUntil(iso: string): number {
  const left = (): number => Math.max(0, Math.ceil((Date.parse(iso) - serverNow().getTime()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
    // `left` reads only `iso`.
  }, [iso]);
  return seconds;
}
