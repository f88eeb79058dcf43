// Situations in which a professional looks for the same few things (features A064, A185, A186), and classes of medicines that change what one does in them.

export const situations = ['emergency', 'anaesthesia', 'heart', 'medicines'] as const;
export type Situation = (typeof situations)[number];

export const watchedClasses = [
  'antithrombotic',
  'glucose-lowering',
  'corticosteroid',
  'antiepileptic',
  'opioid',
  'renin-angiotensin',
  'beta-blocker',
  'mao-inhibitor',
  'lithium',
] as const;
export type WatchedClass = (typeof watchedClasses)[number];
