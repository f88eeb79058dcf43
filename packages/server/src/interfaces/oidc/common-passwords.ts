// Words under the most common French and English passwords. A password is refused when nothing but one of them is left
// once digits, signs, capitals and accents are taken off: `Azerty123456!`, `M0tDePasse@2024`.

const words = `
abcd abcdef abcdefgh abcdefghij admin administrateur administrator amour anais anniversaire antoine assurance assurancemaladie
aurelie azerty azertyazerty azertyqwerty azertyu azertyui azertyuiop azertyuiopqsdfghjklm azer azqs azeqsd bienvenue bisous bonjour bonjourbonjour
bordeaux camille carnet carnetdesante caroline celine chaton cheval chocolat chouchou clement coucou coucoucoucou dauphin docteur doudou doudoudoudou
dragon emilie football football france franck garfield hello hellohello hopital iloveyou iloveyouiloveyou jetaime jetaimejetaime julien
kevin laurent letmein lille loulou loulouloulou lovely lyon maman mamanmaman marie marseille martin master maxime medecin merci
mercimerci mickael monamour monange moncoeur monespace monespacesante monkey motdepasse motdepassemotdepasse motpasse naruto nathalie nicolas
nounours olivier paris parisparis pass passe passepasse passw passwd passwordpassword password pokemon princess princesse provisoire pupuce
qsdf qsdfghjklm qwer qwerty qwertyqwerty qwertyui qwertyuiop qwertz romain sante santesante secret secretsecret securite securitesociale
sesame sesamesesame soleil soleilsoleil starwars sunshine superman temporaire test testtest thomas toto totototo toulouse trustno trustnoi tresor
utilisateur vacances valentin welcome welcomewelcome wxcv wxcvbn xxxx yannick zxcvbn zxcvbnm
`;

export const commonPasswords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));
