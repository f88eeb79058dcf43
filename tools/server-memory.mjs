// What keeps the server's memory near what it uses (docs/performance.md#memory), for whoever starts it: npm start, tests and measures.

export const serverFlags = [
  // The space of young objects would grow to 128 MB where nobody is short of memory; at 48 the server is as fast.
  '--max-semi-space-size=16',
  '--max-old-space-size=2000',
  // What was kept of the last look for garbage, and a fifth more, before the next. Left to itself V8 waits for twice to four times as much, the more so the faster the machine.
  '--heap-growing-percent=20',
];
/** Of glibc. What the environment says already stands. */
export const serverEnvironment = {
  // Left alone, each of Node's threads keeps a heap of its own, some hundred megabytes in all that nothing uses.
  MALLOC_ARENA_MAX: '1',
  // Blocks from 128 KB on go back to the system when they are freed. Left alone, glibc raises that to 32 MB at the first large one, and keeps the holes.
  MALLOC_MMAP_THRESHOLD_: '131072',
};
