// Passwords that were in breaches, the fifty thousand most common of them (MIT, from the dictionaries of zxcvbn-ts), and what French people
// add to that list. A password is refused when it is one of them, or when nothing but one is left once digits, signs, capitals and accents
// are taken off: `Azerty123456!`, `M0tDePasse@2024`. Shipped with the server: nothing of what is typed leaves it.

import { dictionary } from '@zxcvbn-ts/language-common';

/** Words of France, of health and of this service: the ones an attacker here would try first (ASVS 5, 6.1.2). */
const ownWords = `
abcdefghij admin administrateur administrator amour anais anniversaire antoine assurance assurancemaladie aurelie azertyazerty azertyqwerty
azertyui azertyuiopqsdfghjklm azqs azeqsd bienvenue bisous bonjour bonjourbonjour bordeaux camille carnet carnetdesante caroline celine chaton
cheval chocolat chouchou clement coucou coucoucoucou dauphin docteur doudou doudoudoudou dossiermedical france hopital iloveyouiloveyou infirmier
infirmiere jetaime jetaimejetaime julien kevin laurent lille loulou loulouloulou lyon maman mamanmaman marie marseille maxime medecin merci
mercimerci monamour monange moncoeur monespace monespacesante motdepasse motdepassemotdepasse motpasse nathalie nicolas nounours olivier paris
parisparis passe passepasse passwordpassword patient pharmacie princesse provisoire pupuce qsdf qsdfghjklm qwertyqwerty romain sante santesante
secretsecret securite securitesociale sesame sesamesesame soleil soleilsoleil temporaire testtest thomas toto totototo toulouse tresor
utilisateur vacances valentin vitale welcomewelcome wxcv wxcvbn xxxx yannick
`;

/** Shorter than that, almost any password has it under its digits. */
const shortestWord = 4;

/** In lower case, as they leaked. */
export const breachedPasswords: ReadonlySet<string> = new Set(dictionary['passwords-common']);
/** Those made of letters alone. */
export const commonWords: ReadonlySet<string> = new Set([
  ...dictionary['passwords-common'].filter((password) => password.length >= shortestWord && /^\p{L}+$/u.test(password)),
  ...ownWords.trim().split(/\s+/),
]);
