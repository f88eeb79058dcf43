// Entering a measure, or correcting one: a number, its unit, and now. What cannot be is said before it is sent; the server decides all the same.

import { type CurvePoint, type MeasureKind, diastolicLimits, measureCommentMaximum, rowOfKind } from '@carnet/contract';
import { Button, Dialog, ProblemNotice, TextField, callDoor, serverNow, unitOf, useAnnounce, useKitWords, useLanguage } from '@carnet/ui';
import { useWords } from '@carnet/ui/wording/patient';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { forgetMeasures, recordPath } from '../../queries.ts';
import { useDossierId } from '../../session.tsx';

/** A comma or a point; spaces between thousands. */
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replaceAll(/[\s\u00A0\u202F]/g, '').replace(',', '.')));
const twoDigits = (value: number): string => String(value).padStart(2, '0');
/** As a field of date and time has it, in this browser's time. */
const localMoment = (date: Date): string =>
  `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;

export function MeasureDialog({ kind, point, onClose }: { readonly kind: MeasureKind; readonly point?: CurvePoint; readonly onClose: () => void }): ReactNode {
  const { measures } = useWords();
  const kit = useKitWords();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const client = useQueryClient();
  const dossierId = useDossierId();
  const origin = point?.origin.from === 'measure' ? point.origin : undefined;
  const spoken = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', language === 'fr' ? ',' : '.'));
  const [value, setValue] = useState(spoken(point?.value));
  const [second, setSecond] = useState(spoken(point?.diastolic));
  const [now] = useState(() => localMoment(point === undefined ? serverNow() : new Date(point.at)));
  const [when, setWhen] = useState(now);
  const [comment, setComment] = useState(origin?.comment ?? '');
  const [asked, setAsked] = useState(false);
  const pressure = kind === 'blood-pressure';
  const row = rowOfKind(kind);
  const unit = unitOf(kind, measures);

  const faultOf = (text: string, { low, high }: { readonly low: number; readonly high: number }): string | undefined => {
    const number = numberIn(text);
    if (Number.isNaN(number)) return measures.needed;
    const figures = /[.,](\d+)/.exec(text.trim())?.[1]?.length ?? 0;
    if (figures > row.decimals) return row.decimals === 0 ? measures.whole : measures.precise(String(row.decimals));
    return number < low || number > high ? measures.beyond(spoken(low), spoken(high), unit) : undefined;
  };
  const faults = {
    value: faultOf(value, row),
    second: pressure ? (faultOf(second, diastolicLimits) ?? (numberIn(second) >= numberIn(value) ? measures.inverted : undefined)) : undefined,
    when: when === '' ? measures.whenNeeded : Date.parse(when) > serverNow().getTime() + 60_000 ? measures.future : undefined,
    comment: [...comment].length > measureCommentMaximum ? measures.tooLong : undefined,
  };
  const save = useMutation({
    mutationFn: () => {
      const said = {
        value: numberIn(value),
        ...(pressure ? { diastolic: numberIn(second) } : {}),
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      };
      // Now is the server's, to the second, unless another moment was chosen.
      if (origin === undefined || point === undefined)
        return callDoor(recordPath(dossierId, '/measures'), {
          method: 'POST',
          body: { kind, ...said, ...(when === now ? {} : { at: new Date(when).toISOString() }) },
        });
      const at = when === now ? point.at : new Date(when).toISOString();
      return callDoor(recordPath(dossierId, `/measures/${origin.id}`), { method: 'PUT', body: { version: origin.version, at, ...said } });
    },
    onSuccess: async () => {
      await forgetMeasures(client);
      announce(measures.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (Object.values(faults).every((fault) => fault === undefined) && !save.isPending) save.mutate();
  };
  const shown = (fault: string | undefined): string | undefined => (asked ? fault : undefined);
  const inputMode = row.decimals === 0 ? 'numeric' : 'decimal';
  return (
    <Dialog isOpen onClose={onClose} title={measures.kinds[kind]}>
      <form className="form measure-form" onSubmit={submit} noValidate>
        <div className="measure-numbers">
          <TextField
            autoFocus
            mono
            label={pressure ? measures.systolic : measures.field(unit)}
            inputMode={inputMode}
            autoComplete="off"
            value={value}
            onChange={setValue}
            error={shown(faults.value)}
          />
          {pressure && (
            <TextField
              mono
              label={measures.diastolic}
              inputMode={inputMode}
              autoComplete="off"
              value={second}
              onChange={setSecond}
              error={shown(faults.second)}
            />
          )}
        </div>
        <TextField label={measures.when} type="datetime-local" value={when} onChange={setWhen} error={shown(faults.when)} />
        <TextField label={measures.comment} optional help={measures.commentHelp} value={comment} onChange={setComment} error={shown(faults.comment)} />
        {save.isError && <ProblemNotice error={save.error} />}
        <div className="form-actions">
          <Button type="submit" kind="primary" wide isPending={save.isPending}>
            {measures.save}
          </Button>
          <Button kind="quiet" wide onPress={onClose}>
            {kit.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
