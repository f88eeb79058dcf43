// How each command of npm is called: one text for both languages, French first on each line.

import type { Bilingual } from './labels-bilingual.ts';

const sandboxPlaces = '  --url, --data-dir             un autre serveur, un autre bac à sable / another server, another sandbox';
const dataPlace = '  --data <dossier>              var, ou DATABASE_URL / var, or DATABASE_URL';
const help = '  --help                        ceci / this';

export const toolUsage = {
  deposit: `npm run deposit -- <file.xml|pdf|jpg|png> --card <key> [options]

  --card dr-boileau             la carte qui dépose (voir /sandbox), ou une structure / the card that deposits (see /sandbox), or a structure
  --as dominique                pour un autre patient : réécrit à son nom, identifiants neufs / for another patient: rewritten, with new identifiers
  --simple                      un DocumentReference seul (ITI-105) au lieu d’un lot (ITI-65) / one DocumentReference rather than a bundle
  --mask                        masqué aux autres professionnels / masked from other professionals
  --type, --title               d’un PDF ou d’une image / of a PDF or a picture
${sandboxPlaces}
${help}`,
  drop: `npm run drop -- <folder> --card <key> | --certificate <file> --key <file> --sector <code> [options]

  --card ehpad-mimosas          une structure du bac à sable (voir /sandbox) / a structure of the sandbox (see /sandbox)
  --certificate, --key          ceux de la structure, en PEM / the structure's own, in PEM
                                CARNET_DROP_PASSPHRASE ouvre la clé / opens the key
  --authority <file>            qui a signé le serveur, si ce n’est pas une autorité connue / who signed the server, unless widely known
  --sector SA17                 le secteur de la structure (TRE_R02) / the structure's sector
  --once                        jusqu’à ce que rien n’attende / until nothing waits
${sandboxPlaces}
${help}`,
  simulator: `npm run simulator -- <transaction> --card <key> --patient <key> [options]

  td0.2                         le dossier existe-t-il, suis-je autorisé ? / does the record exist, am I let in?
  td0.3   --action ajout|suppression [--role medecin-traitant]   autoriser / authorise
  td0.4   [--since YYYY-MM-DD] [--date-type autorisation|document]   les dossiers où je suis autorisé / the records I am let in to
  td0.5   --name NAME [--first-name] [--birth-date] [--sex] [--city] [--postal-code]   chercher sans INS (centre 15) / look without INS
  td1.1, td1.2                  créer, réactiver le dossier / create, reopen the record
  td1.3a, td1.3b [--phone] [--mail] [--street] [--postal-code] [--city]   données administratives : lire, changer / read, change
  td1.4   --why "…"             fermer / close
  td1.6   [--mode active|interdite|toute]   les professionnels autorisés ou bloqués / those let in or blocked
  td2.1a <file>                 déposer (CDA tel quel ; PDF, JPEG, texte dans un CDA de niveau 1) / deposit (CDA as it is; others in a level 1 CDA)
  td2.1b <file> --replaces <uniqueId>
  td2.2  <file> [--replaces <uniqueId>]   avec une carte CPE / with a CPE card
          [--author key] [--type 11488-4] [--title "…"] [--as-is] [--mask] [--hide patient|representants] [--no-signature] [--inline]
  td3.1a  [--all]               chercher : deux ans, puis ce qui a changé ; --all recommence / search: two years, then what changed; --all starts again
  td3.1b <uniqueId>             la référence d’un document / the reference of a document
  td3.2  <uniqueId> [--out file]   lire / read
  td3.3a <uniqueId> --mask|--unmask   td3.3b <uniqueId> --show patient|representants
  td3.3c <uniqueId>             supprimer / delete      td3.3d <uniqueId> --archive|--unarchive

  --card dr-moreau              la carte (voir /sandbox) : DIRECTE ; une structure : INDIRECTE / the card; a structure
  --person dr-moreau            avec une structure, au nom de qui : INDIRECTE_RENFORCEE / with a structure, for whom
  --structure key               pour laquelle la carte agit / the one the card acts for
  --purpose bris_de_glace --reason "…" | --purpose centre_15      --secret   connexion secrète / secret connection
  --vihf 4.0                    la version du VIHF / of the VIHF      --frames   montrer les trames / show the frames
${sandboxPlaces}
${help}`,
  explain: `npm run explain -- <case.json>                       docs/cases.md, docs/examples/
npm run explain -- --trace <id> [--data <directory>]

  --trace <id>                  pourquoi cette trace, cette demande ? / why this trace, this request?
${dataPlace}
${help}`,
  intake: `npm run intake -- <file.ndjson[.gz]> --as <Struct_IdNat> [--name <name>]

  --as <Struct_IdNat>           l’organisme / the insurer
  --name <name>                 de l’envoi (le nom du fichier) / of what is sent (the file's)
${dataPlace}
${help}`,
  populate: `npm run populate -- --dossiers <1-390000> [--seed 7]

  --dossiers <number>           dossiers de la région, au moins / records of the region, at least
  --seed <number>               la même région pour le même nombre / the same region for the same number
  --data <directory>            var (d’un bac à sable démarré / of a running sandbox)
${help}`,
  keys: `npm run keys -- status | rotate-master | retire-master
npm run keys -- rotate-dossier <dossier>
npm run keys -- destroy-dossier <dossier> --by <id> --reason "…" [--to <file>]
npm run keys -- certificate <dossier> --by <id> [--to <file>]

  --by <id>                     qui le fait (personnel, exploitation) / who does it
  --reason "…"                  pourquoi / why
  --to <file>                   où écrire le certificat / where the certificate goes
${dataPlace}
${help}`,
  backup: `npm run backup [-- --keep N]    une base neuve, puis jusqu’à maintenant / a new base, then up to now
npm run backup -- now           jusqu’à maintenant, sans base neuve / up to now, without a new base
npm run backup -- verify        relit toute la sauvegarde / reads the whole backup
npm run backup -- keys --to <directory>   copie les clés ailleurs / copies the keys elsewhere

  --keep N                      ne garde que les N dernières bases (1 à 10000) / keeps only the last N bases
  CARNET_BACKUP_DIR             où est la sauvegarde / where the backup is
${help}`,
  restore: `npm run restore -- --from <backup> [--key <file>] [--at 2026-11-22T09:30:00Z]

  --from <directory>            la sauvegarde / the backup
  --key <file>                  la clé maîtresse, recopiée à sa place / the master key, copied to its place
  --at <moment>                 tel qu’alors (sinon : le plus tard possible) / as it was then (otherwise: the latest there is)
  CARNET_DATA_DIR, CARNET_BLOB_URL, CARNET_MASTER_KEY_FILE   où cela va : vide / where it goes: empty
${help}`,
  journal: `npm run verify-journal [-- --data <directory>]
DATABASE_URL=… npm run verify-journal -- --public-key <file> [--public-key …] (--seals <directory> | --no-copies)
npm run export-journal --silent -- [--dossier <id>] [--day <YYYY-MM-DD>] > journal.ndjson
npm run remove-journal -- --before <YYYY-MM-DD> [--key <file>]

  --public-key <file>           du sceau, une ou plusieurs / of the seal, one or more
  --seals, --no-copies          les copies des sceaux, ou sans / the copies of the seals, or none
  --key <file>                  la clé privée des sceaux / the private key of the seals
${dataPlace}
${help}
  docs/operations/journal.md`,
  bench: `npm run bench -- [--seconds 10] [--dossiers 200] [--documents 25] [--concurrency 1,8,32] [--feed 100000] [--json <file>]

  --seconds                     pour chaque opération, à chaque concurrence / for each operation at each concurrency
  --dossiers                    dossiers de la base / records in the database
  --documents                   documents par dossier, avant de mesurer / documents in each, before measuring
  --feed                        lignes de remboursement envoyées / lines of reimbursement sent by the insurer
  --json <file>                 les chiffres aussi dans ce fichier / the figures in this file too
${help}`,
  drill: `npm run drill -- kill [--runs 50] [--documents 40]
npm run drill -- restore [--seconds 420]
npm run drill -- feed|notices [--runs 50]
npm run drill -- export [--documents 50000]

  preuves longues, sur un bac à sable à part / long proofs, on a sandbox of their own
${help}`,
} as const;
export type Tool = keyof typeof toolUsage;

export const commandLineFaults = {
  unknown: (option: string): Bilingual => ({ fr: `Option inconnue : ${option}.`, en: `Unknown option: ${option}.` }),
  value: (option: string): Bilingual => ({ fr: `Valeur absente, ou de trop : ${option}.`, en: `A value is missing, or one too many: ${option}.` }),
  incomplete: { fr: 'Il manque quelque chose, ou une valeur ne peut pas être.', en: 'Something is missing, or a value cannot be.' },
};
