// What the holder of a CPE card does in their structure.

export const personnelRoles = ['secretariat', 'pilotage', 'exploitation', 'controle', 'guichet'] as const;
export type PersonnelRole = (typeof personnelRoles)[number];
