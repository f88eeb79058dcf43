// Every component of the design kit in every state, for the eye, for axe and for screenshots. Its labels name components, not screens.

import { passwordRules } from '@carnet/contract/password-rules';
import {
  AddIcon,
  Badge,
  Button,
  Checkbox,
  CodeField,
  ConfirmDialog,
  DateText,
  DeclaredByPatientBadge,
  DeleteIcon,
  Dialog,
  DocumentFlags,
  DocumentRow,
  DocumentTable,
  DownloadIcon,
  EditIcon,
  EmptyState,
  ErrorState,
  Facts,
  FileDrop,
  Gloss,
  Identifier,
  IconButton,
  ImageViewer,
  LinkButton,
  MaskIcon,
  Menu,
  MoreIcon,
  NewBadge,
  NoAnswerError,
  Notice,
  PageHeader,
  PasswordField,
  ProblemError,
  ProblemNotice,
  RadioGroup,
  ReadingView,
  Section,
  Segmented,
  Select,
  Skeleton,
  SpaceList,
  Switch,
  Tabs,
  TextArea,
  TextField,
  TextLink,
  useAnnounce,
} from '@carnet/ui';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../../frames.tsx';
import './specimens.css';
import { sampleDocuments, samplePicture, sampleReading, sampleSpaces } from './samples.ts';

const refused = new ProblemError({
  type: '/docs/erreurs#PS_BLOQUE',
  status: 403,
  code: 'PS_BLOQUE',
  title: 'Accès refusé',
  detail: 'Le patient a bloqué l’accès de ce professionnel. Seul le patient peut le débloquer.',
});

function Buttons(): ReactNode {
  return (
    <Section title="Button">
      <div className="row">
        <Button kind="primary" icon={<AddIcon />}>
          Principal
        </Button>
        <Button>Secondaire</Button>
        <Button kind="quiet">Discret</Button>
        <Button kind="danger" icon={<DeleteIcon />}>
          Dangereux
        </Button>
        <Button kind="primary" isPending>
          En cours
        </Button>
        <Button isDisabled>Désactivé</Button>
        <Button small>Petit</Button>
        <LinkButton href="/specimens" icon={<DownloadIcon />}>
          Lien bouton
        </LinkButton>
        <IconButton label="Modifier" icon={<EditIcon />} />
        <Menu
          label="Actions"
          trigger={<Button icon={<MoreIcon />}>Menu</Button>}
          choices={[
            { id: 'mask', label: 'Masquer', icon: <MaskIcon /> },
            { id: 'delete', label: 'Supprimer', icon: <DeleteIcon />, danger: true },
          ]}
        />
        <TextLink href="/specimens">Lien dans le texte</TextLink>
      </div>
    </Section>
  );
}

function Fields(): ReactNode {
  const [password, setPassword] = useState('Carnet');
  const [code, setCode] = useState('12');
  const [choice, setChoice] = useState<'a' | 'b' | 'c'>('a');
  const [file, setFile] = useState<File | undefined>(undefined);
  const choices = [
    { value: 'a', label: 'Aujourd’hui' },
    { value: 'b', label: 'Cette semaine', help: 'depuis lundi' },
    { value: 'c', label: 'Toujours' },
  ] as const;
  return (
    <Section title="Fields">
      <div className="form">
        <TextField label="Titre" help="Ce que vous diriez à un médecin." defaultValue="Vaccins de 2019" />
        <TextField label="Numéro RPPS" error="Un numéro RPPS a 11 chiffres. Vérifiez sur l’ordonnance." defaultValue="8012345" mono />
        <TextField label="Désactivé" isDisabled defaultValue="Rien à changer" />
        <TextField label="Date de l’acte" type="date" optional />
        <TextArea label="Commentaire" optional />
        <PasswordField label="Nouveau mot de passe" value={password} onChange={setPassword} rules={passwordRules} autoComplete="new-password" />
        <CodeField label="Code à 6 chiffres" help="Vous pouvez le copier puis le coller." value={code} onChange={setCode} />
        <Select label="Trier par" choices={choices} value={choice} onChange={setChoice} />
        <RadioGroup label="Quand" choices={choices} value={choice} onChange={setChoice} />
        <Segmented label="Période" choices={choices} value={choice} onChange={setChoice} />
        <div>
          <Checkbox defaultSelected help="Vous pourrez changer d’avis.">
            Coché
          </Checkbox>
          <Checkbox>Non coché</Checkbox>
          <Checkbox isDisabled>Désactivé</Checkbox>
          <Switch defaultSelected>Allumé</Switch>
          <Switch>Éteint</Switch>
        </div>
        <FileDrop
          label="Le fichier"
          help="PDF, JPEG ou PNG. 20 Mo au plus."
          accept={['application/pdf', 'image/jpeg', 'image/png']}
          file={file}
          onFile={setFile}
        />
        <FileDrop
          label="Un fichier refusé"
          help="PDF, JPEG ou PNG."
          accept={['application/pdf', 'image/jpeg', 'image/png']}
          file={undefined}
          onFile={() => undefined}
          error="Ce format n’est pas accepté. Choisissez un PDF, un JPEG ou un PNG."
        />
      </div>
    </Section>
  );
}

function Messages(): ReactNode {
  const announce = useAnnounce();
  return (
    <Section title="Messages">
      <div className="stack">
        <Notice title="Pour information">Ce document est masqué aux professionnels.</Notice>
        <Notice tone="success" title="C’est fait">
          Le document est dans votre dossier.
        </Notice>
        <Notice tone="warning" title="Attention" actions={<Button small>Agir</Button>}>
          C’est votre médecin traitant.
        </Notice>
        <ProblemNotice error={refused} />
        <div className="row">
          <Button onPress={() => announce('Le document est masqué.')}>Annoncer</Button>
          <Button onPress={() => announce('La copie n’a pas pu se faire.', 'warning')}>Annoncer un souci</Button>
        </div>
        <EmptyState drawing="page" level={3} title="Aucun document" actions={<LinkButton href="/specimens">Ajouter</LinkButton>}>
          <p>Ceux de vos médecins arriveront ici.</p>
        </EmptyState>
        <EmptyState drawing="letter" level={3} title="Aucun avis" />
        <EmptyState drawing="people" level={3} title="Personne n’est autorisé" />
        <EmptyState drawing="search" level={3} title="Rien à afficher" />
        <EmptyState drawing="pencil" level={3} title="Vous n’avez rien ajouté" />
        <EmptyState drawing="door" level={3} title="Cette page n’existe pas" />
        <ErrorState error={new NoAnswerError('specimen')} onRetry={() => undefined} />
        <ErrorState error={new Error('specimen')} />
        <Skeleton count={2} />
        <Skeleton shape="tiles" count={3} />
      </div>
    </Section>
  );
}

function Facets(): ReactNode {
  return (
    <Section title="Facts and flags">
      <div className="stack">
        <p className="row">
          <NewBadge />
          <Badge icon={<MaskIcon />}>Masqué</Badge>
          <Badge tone="waiting">En attente</Badge>
          <Badge tone="danger">Refusé</Badge>
          <DeclaredByPatientBadge />
        </p>
        <DocumentFlags flags={{ isNew: true, masked: true, invisiblePatient: true, status: 'Deleted', depositor: 'patient' }} />
        <Facts
          facts={[
            { term: 'Identité nationale de santé', value: <Identifier value="279035121518989" kind="ins" name="l’identité nationale de santé" /> },
            { term: 'RPPS', value: <Identifier value="80123456789" kind="rpps" name="le numéro RPPS" /> },
            { term: 'Date', value: <DateText iso="2026-03-12T09:30:00Z" as="moment" exact /> },
            { term: 'Mot difficile', value: <Gloss term="Médecin traitant">Le médecin que vous avez déclaré à l’Assurance Maladie.</Gloss> },
          ]}
        />
      </div>
    </Section>
  );
}

function Documents(): ReactNode {
  return (
    <>
      <Section title="Spaces">
        <SpaceList spaces={sampleSpaces} href={() => '/specimens'} />
      </Section>
      <Section title="Document rows">
        <ul className="document-list" data-roomy="">
          {sampleDocuments.map((document, index) => (
            <li key={document.id}>
              <DocumentRow document={document} href="/specimens" isCurrent={index === 1} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Document table">
        <div className="table-holder" tabIndex={0} role="region" aria-label="Document table">
          <DocumentTable documents={sampleDocuments} href={() => '/specimens'} caption="Documents" sort="service" descending onSort={() => undefined} />
        </div>
      </Section>
      <Section title="Reading view">
        <div className="sheet">
          <ReadingView view={sampleReading} mediaHref={() => samplePicture} levelShift={1} />
        </div>
      </Section>
      <Section title="Unreadable, image, broken image">
        <div className="stack">
          <ReadingView
            view={{ title: 'Illisible', header: [], blocks: [], sections: [], unreadable: { mimeType: 'image/tiff' } }}
            mediaHref={() => ''}
            download={<Button icon={<DownloadIcon />}>Télécharger</Button>}
          />
          <ImageViewer src={samplePicture} alt="Un paysage dessiné" />
          <ImageViewer src="data:image/png;base64,AAAA" alt="Une image abîmée" />
        </div>
      </Section>
    </>
  );
}

function Overlays(): ReactNode {
  const [open, setOpen] = useState<'dialog' | 'confirm' | undefined>(undefined);
  const close = (): void => setOpen(undefined);
  return (
    <Section title="Dialogs and tabs">
      <div className="stack">
        <div className="row">
          <Button onPress={() => setOpen('dialog')}>Ouvrir un dialogue</Button>
          <Button onPress={() => setOpen('confirm')}>Ouvrir une confirmation</Button>
        </div>
        <Dialog
          isOpen={open === 'dialog'}
          onClose={close}
          title="Un dialogue"
          actions={
            <Button kind="primary" onPress={close}>
              Bien
            </Button>
          }
        >
          <p>Le focus y reste, puis revient.</p>
        </Dialog>
        <ConfirmDialog
          isOpen={open === 'confirm'}
          onClose={close}
          title="Supprimer ce document ?"
          confirmLabel="Supprimer définitivement"
          danger
          onConfirm={() => Promise.reject(refused)}
        >
          <p>Il disparaîtra pour vous et pour les professionnels.</p>
        </ConfirmDialog>
        <Tabs
          label="Onglets"
          faces={[
            { id: 'reading', label: 'Lecture', children: <p>Le document.</p> },
            { id: 'details', label: 'Détails', children: <p>Sa fiche.</p> },
          ]}
        />
      </div>
    </Section>
  );
}

function Type(): ReactNode {
  return (
    <Section title="Type and colour">
      <div className="stack">
        <p className="specimen-title">Titre 36</p>
        <p className="specimen-heading">Titre de partie 24</p>
        <p className="lead">Chapeau 19, pour dire l’essentiel en une phrase.</p>
        <p>Texte 16 (17 sur téléphone). Portez ce vieux whisky au juge blond qui fume : 0123456789, Il1 O0 rn m.</p>
        <p className="small quiet">Petit texte 14.</p>
        <ul className="swatches">
          {[
            'paper',
            'sheet',
            'well',
            'ink',
            'ink-2',
            'ink-3',
            'line',
            'line-strong',
            'action',
            'action-soft',
            'honey',
            'honey-soft',
            'brick',
            'brick-soft',
            'slate-soft',
          ].map((name) => (
            <li key={name} className="swatch" data-colour={name}>
              <span aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

export default function Specimens(): ReactNode {
  usePageTitle('Specimens');
  return (
    <>
      <PageHeader title="Specimens" lead={<p>Chaque composant de Carnet, dans chaque état.</p>} />
      <Type />
      <Buttons />
      <Fields />
      <Messages />
      <Facets />
      <Documents />
      <Overlays />
    </>
  );
}
