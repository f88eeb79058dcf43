// A paper of several pages, photographed one after the other: each straightened, turned, put in its place or taken out, then all of them one PDF
// whose size is said before it is sent. Loaded when somebody asks for it.

import { patientDepositMaximumBytes, scanMaximumPages } from '@carnet/contract/deposit-limits';
import {
  Button,
  CameraIcon,
  CropIcon,
  IconButton,
  MoveDownIcon,
  MoveUpIcon,
  Notice,
  PageHeader,
  PhotoButton,
  PicturesIcon,
  DeleteIcon,
  TurnIcon,
  formatSize,
  useKitWords,
  useLanguage,
  useSpeak,
} from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { PageEditor } from './page-editor.tsx';
import { type Page, assembled, makePage, newPage, sizeOf, takePicture, turnedPage } from './pages.ts';
import './scan.css';

interface Asked {
  readonly pages: readonly Page[];
  readonly onPages: (change: (before: readonly Page[]) => readonly Page[]) => void;
  readonly onFile: (file: File) => void;
  readonly onLeave: () => void;
}

export default function Scan({ pages, onPages, onFile, onLeave }: Asked): ReactNode {
  const { scan } = useWords().documents.adding;
  const kit = useKitWords();
  const { language } = useLanguage();
  const speak = useSpeak();
  const [edited, setEdited] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const top = useRef<HTMLElement>(null);
  const editing = pages.find(({ id }) => id === edited);
  /** The page whose button opened the editor, which has the focus back. */
  const opener = useRef<string>(undefined);
  useEffect(() => {
    const back = edited === undefined && opener.current !== undefined ? document.getElementById(opener.current) : null;
    (back?.querySelector('button') ?? top.current)?.focus();
    if (edited === undefined) opener.current = undefined;
  }, [edited]);
  /** While something is done, its button waits with the focus: disabled, it would lose it to the one that removes the page. */
  const waiting = { 'aria-disabled': busy !== undefined };
  const whenFree = (act: () => void) => (): void => {
    if (busy === undefined) act();
  };

  /** One thing at a time, said while it lasts; what fails is said, and changes nothing. */
  const doing = async (what: string, otherwise: string, act: () => Promise<void>): Promise<void> => {
    setFault(undefined);
    setBusy(what);
    try {
      await act();
    } catch {
      setFault(otherwise);
    } finally {
      setBusy(undefined);
    }
  };
  const put = (page: Page): void =>
    onPages((before) => (before.some(({ id }) => id === page.id) ? before.map((one) => (one.id === page.id ? page : one)) : [...before, page]));

  const add = async (photos: readonly File[], thenEdit: boolean): Promise<void> => {
    const chosen = photos.slice(0, scanMaximumPages - pages.length);
    for (const [index, file] of chosen.entries())
      await doing(scan.preparing(index + 1, chosen.length), scan.unreadable(file.name), async () => {
        const page = await newPage(await takePicture(file));
        put(page);
        speak(scan.added(pages.length + index + 1));
        if (thenEdit) setEdited(page.id);
      });
  };
  const move = (page: Page, from: number, to: number): void => {
    onPages((before) => {
      const others = before.filter(({ id }) => id !== page.id);
      return [...others.slice(0, to), page, ...others.slice(to)];
    });
    speak(scan.movedTo(from + 1, to + 1));
  };
  const finish = (): Promise<void> =>
    doing(scan.assembling, scan.failed, async () => {
      const pdf = await assembled(pages, patientDepositMaximumBytes);
      if (pdf === undefined) setFault(scan.tooHeavy);
      else onFile(new File([pdf], scan.fileName, { type: 'application/pdf' }));
    });

  if (editing !== undefined)
    return (
      <section ref={top} tabIndex={-1} aria-label={scan.editTitle(pages.indexOf(editing) + 1)}>
        <PageEditor
          key={editing.id}
          number={pages.indexOf(editing) + 1}
          picture={editing.picture}
          shape={editing}
          onCancel={() => setEdited(undefined)}
          onDone={(shape) => {
            setEdited(undefined);
            void doing(scan.straightening, scan.failed, async () => put(await makePage(editing.id, editing.picture, shape)));
          }}
        />
      </section>
    );
  const full = pages.length >= scanMaximumPages;
  return (
    <section ref={top} className="stack" tabIndex={-1} aria-label={scan.title}>
      <PageHeader title={scan.title} lead={<p>{scan.lead(scanMaximumPages)}</p>} />
      <div className="row">
        <PhotoButton icon={<CameraIcon />} camera isDisabled={full || busy !== undefined} onPhotos={(photos) => void add(photos, true)}>
          {pages.length === 0 ? scan.take : scan.takeNext}
        </PhotoButton>
        <PhotoButton icon={<PicturesIcon />} isDisabled={full || busy !== undefined} onPhotos={(photos) => void add(photos, false)}>
          {scan.choose}
        </PhotoButton>
      </div>
      <p role="status" className="small quiet">
        {busy}
      </p>
      {fault !== undefined && (
        <Notice tone="danger" live>
          {fault}
        </Notice>
      )}
      {full && <Notice>{scan.full(scanMaximumPages)}</Notice>}
      <ol className="scan-pages" aria-label={scan.pages}>
        {pages.map((page, index) => (
          <li key={page.id} id={page.id} className="scan-page">
            <Thumbnail page={page} number={index + 1} />
            <p className="scan-number">{scan.page(index + 1)}</p>
            <div className="scan-tools" role="group" aria-label={scan.toolsOf(index + 1)}>
              <IconButton
                {...waiting}
                label={scan.crop(index + 1)}
                icon={<CropIcon />}
                onPress={whenFree(() => {
                  opener.current = page.id;
                  setEdited(page.id);
                })}
              />
              <IconButton
                {...waiting}
                label={scan.turn(index + 1)}
                icon={<TurnIcon />}
                onPress={whenFree(() => void doing(scan.straightening, scan.failed, async () => put(await turnedPage(page))))}
              />
              <IconButton label={scan.up(index + 1)} icon={<MoveUpIcon />} isDisabled={index === 0} onPress={() => move(page, index, index - 1)} />
              <IconButton
                label={scan.down(index + 1)}
                icon={<MoveDownIcon />}
                isDisabled={index === pages.length - 1}
                onPress={() => move(page, index, index + 1)}
              />
              <IconButton
                label={scan.remove(index + 1)}
                icon={<DeleteIcon />}
                onPress={() => {
                  onPages((before) => before.filter(({ id }) => id !== page.id));
                  speak(scan.removed(index + 1));
                }}
              />
            </div>
          </li>
        ))}
      </ol>
      {pages.length > 0 && <p>{scan.size(pages.length, formatSize(sizeOf(pages), language, kit))}</p>}
      <div className="form-actions">
        {pages.length > 0 && (
          <Button kind="primary" wide isPending={busy !== undefined} onPress={() => void finish()}>
            {scan.use(pages.length)}
          </Button>
        )}
        <Button kind="quiet" onPress={onLeave}>
          {scan.leave}
        </Button>
      </div>
    </section>
  );
}

function Thumbnail({ page: { made }, number }: { readonly page: Page; readonly number: number }): ReactNode {
  const { scan } = useWords().documents.adding;
  const url = useMemo(() => URL.createObjectURL(made.blob), [made]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt={scan.pageAs(number)} width={made.width} height={made.height} />;
}
