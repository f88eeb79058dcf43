// French of the professional app: signing in by Pro Santé Connect, and why it may not have.

const again = 'Recommencez depuis cette page.';
const support = 'Si cela continue, appelez l’assistance avec le code ci-dessous.';

export const connect = {
  title: 'Avec votre e-CPS',
  lead: 'Pro Santé Connect vous demande d’approuver sur votre téléphone, ou lit votre carte. Il n’y a rien à installer ici.',
  action: 'Se connecter avec Pro Santé Connect',
  simulated: 'Dans le bac à sable, un simulateur répond à sa place.',
  refused: 'Pro Santé Connect ne vous a pas connecté',
  left: 'Vous êtes déconnecté.',
  ended:
    'Votre session est terminée. C’est le cas après trente minutes sans rien faire, quatre heures après une connexion par Pro Santé Connect, ou si on s’en déconnecte. Connectez-vous de nouveau pour reprendre.',
  reasons: {
    PSC_DEMANDE_PERDUE: `La demande a expiré, ou elle a commencé dans un autre navigateur. ${again}`,
    PSC_REFUSE: `La demande a été refusée sur votre téléphone, ou votre compte e-CPS est suspendu. ${again} Si vous n’avez rien refusé, vérifiez votre e-CPS auprès de l’Agence du Numérique en Santé.`,
    PSC_EXPIRE: `Personne n’a répondu sur le téléphone à temps. Gardez-le près de vous. ${again}`,
    PSC_INDISPONIBLE: 'Pro Santé Connect ne répond pas. Réessayez dans quelques minutes, ou lisez votre carte.',
    PSC_REPONSE_REFUSEE: `La réponse reçue n’est pas celle que Carnet attendait. ${again} ${support}`,
    PSC_NIVEAU_INSUFFISANT: 'La réponse ne dit pas que vous avez été authentifié avec votre carte ou votre e-CPS. Un dossier ne s’ouvre pas autrement.',
    PSC_IDENTITE_DISCORDANTE:
      'Le nom et le numéro RPPS reçus ne désignent pas la même personne dans l’annuaire. Faites vérifier votre inscription auprès de votre ordre.',
    PSC_INCONNU:
      'Votre numéro n’est pas dans l’annuaire des professionnels de santé de Carnet. Vérifiez votre inscription au RPPS auprès de votre ordre. Un secrétariat se connecte avec sa carte.',
    PSC_SUSPENDU: 'L’annuaire dit que vous n’exercez plus. Si c’est une erreur, voyez avec votre ordre.',
    PSC_PROFESSION_DISCORDANTE:
      'La profession reçue n’est pas celle que connaît l’annuaire. Faites mettre à jour votre inscription au RPPS auprès de votre ordre.',
    PSC_SANS_ACTIVITE:
      'Aucune structure n’est connue à la fois de Pro Santé Connect et de l’annuaire. Faites mettre à jour votre activité au RPPS auprès de votre ordre.',
  } as Readonly<Record<string, string>>,
};
