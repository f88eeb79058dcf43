// French of the page of rights: what the law gives, whom it keeps out, whom it lets act for another.

export const patientRights = {
  title: 'Vos droits, et les limites des autres',
  lead: 'Ce que dit la loi, en clair. Carnet l’applique à chaque accès.',
  groups: [
    {
      title: 'Ceux qui n’entrent jamais',
      questions: [
        {
          question: 'Mon assureur, ma mutuelle, ma banque ou mon employeur peut-il me demander mon dossier ?',
          answer:
            'Non. La loi le leur interdit, même avec votre accord, et pour tout contrat qui demande de connaître votre état de santé. Ils n’ont pas même le droit de le demander (article L.1111-18 du code de la santé publique).',
        },
        {
          question: 'Qui remplit un questionnaire de santé pour une assurance ?',
          answer: 'Vous, et vous seul. Ce n’est pas à votre médecin traitant de le remplir, et Carnet n’a pas d’export fait pour les assureurs.',
        },
        {
          question: 'L’Assurance Maladie surveille-t-elle mes soins par ce dossier ?',
          answer:
            'Non. Elle y dépose vos remboursements et n’y lit rien. Toute lecture lui est refusée, et le refus est noté. Le programme est public : un essai le vérifie à chaque version, sur chaque adresse.',
        },
        {
          question: 'Le médecin du travail ?',
          answer:
            'Seulement si vous le lui permettez vous-même, par son nom, depuis la page « Qui peut voir mon dossier ». Refuser n’est pas une faute, et votre employeur n’en sait rien.',
        },
      ],
    },
    {
      title: 'Le secret, et ses exceptions',
      questions: [
        {
          question: 'Dans quels cas un professionnel doit-il, ou peut-il, déclarer quelque chose ?',
          answer:
            'La loi en fait une liste : les naissances et les décès, les accidents du travail et les maladies professionnelles, certaines maladies à déclaration obligatoire (VIH, peste, choléra et d’autres), les vaccinations obligatoires. Il peut signaler un mineur maltraité, et un sportif dopé. Carnet ne transmet rien de lui-même.',
        },
        {
          question: 'Mon médecin peut-il parler à mes proches si ma maladie est grave ?',
          answer:
            'Oui, pour qu’ils puissent vous soutenir, sauf si vous vous y opposez (loi du 4 mars 2002, article L.1110-4). Il ne leur ouvre pas votre dossier : pour cela, c’est vous qui invitez un proche, pour les espaces et la durée que vous choisissez.',
        },
      ],
    },
    {
      title: 'Agir pour quelqu’un',
      questions: [
        {
          question: 'Mon enfant est mineur',
          answer:
            'Ses parents entrent dans son dossier jusqu’à ses 18 ans. Il peut demander le secret pour certains soins : vous n’en verrez rien, remboursements compris. Le jour de ses 18 ans, l’accès lui revient, et vous en êtes prévenus tous les deux.',
        },
        {
          question: 'Une personne est sous curatelle',
          answer:
            'Elle seule consent, autorise et entre dans son dossier. Son curateur l’assiste pour d’autres actes et n’a aucun accès. Sans curateur, rien n’est différent.',
        },
        {
          question: 'Une personne est sous tutelle, ou sous habilitation familiale',
          answer:
            'Son tuteur, ou la personne habilitée, consent et autorise pour elle, tant que dure la mesure. Son propre consentement est recherché à chaque fois qu’elle peut l’exprimer : Carnet le demande et le note.',
        },
      ],
    },
  ],
  back: 'À quoi sert Carnet',
};
