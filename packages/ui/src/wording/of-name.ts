// The French of belonging to a person.

/** `de Léo`, `d’Inès`. */
export const of = (name: string): string => (/^[aeiouyhàâäéèêëîïôöûü]/i.test(name) ? `d’${name}` : `de ${name}`);
