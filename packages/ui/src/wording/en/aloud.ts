// English of what is read aloud, and of words explained in documents.

import type { Kit } from '../language.tsx';

export const aloud: Kit['aloud'] = {
  listen: 'Listen',
  bar: 'Reading aloud',
  pause: 'Pause',
  resume: 'Go on',
  previous: 'Previous sentence',
  next: 'Next sentence',
  stop: 'Stop reading',
  speed: 'Speed',
  slower: 'Slower',
  faster: 'Faster',
  speedIs: (hundredths) => `× ${hundredths / 100}`,
  nothing: 'There is no text to read here.',
  noVoice: 'This device has no voice to read this aloud. Its settings often let one add one.',
};

export const terms: Kit['terms'] = {
  general: (day) => `A general explanation, of ${day}. It says nothing of your own result: ask your physician.`,
};
