// French of what comes into a record file by file, and leaves it whole or through a service: lines of the journal.

const who = (name: string, self: boolean): string => (self ? 'Vous' : name);
const verb = (self: boolean, you: string, other: string): string => (self ? you : other);

export const passageActs = {
  'service-opened': (name: string, self: boolean, whom: string) =>
    `${who(name, self)} ${verb(self, 'avez ouvert', 'a ouvert')} le dossier dans le service ${whom}`,
  'upload-begun': (name: string, self: boolean) => `${who(name, self)} ${verb(self, 'avez commencé', 'a commencé')} à envoyer un document`,
  'export-asked': (name: string, self: boolean) => `${who(name, self)} ${verb(self, 'avez demandé', 'a demandé')} une copie de tout le dossier`,
  'export-downloaded': (name: string, self: boolean) => `${who(name, self)} ${verb(self, 'avez demandé', 'a demandé')} à télécharger la copie du dossier`,
  'export-deleted': (name: string, self: boolean) => `${who(name, self)} ${verb(self, 'avez supprimé', 'a supprimé')} la copie de tout le dossier`,
};
