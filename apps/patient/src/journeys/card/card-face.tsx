// An emergency card as it is read, in one of its seven languages: what is said, in codes where there are codes; what was written in somebody's own
// words stays in them, and says that it is not translated. "None" and "not stated" are two sentences.

import { type CardContent, type CardLanguage, type CardLine, type CardPartName, type CardSaid, cardPartNames, openPartNames } from '@carnet/contract';
import { cardDay, cardWords, colon, isRightToLeft, labelOf } from '@carnet/ui/wording/card';
import type { ReactNode } from 'react';
import './card.css';
import { Qr, cardAddress } from '../../qr.tsx';

export interface FaceProps {
  readonly content: CardContent;
  readonly language: CardLanguage;
  readonly madeAt: string;
  readonly until: string;
  /** With its QR code. */
  readonly token?: string;
}

export function CardFace({ content, language, madeAt, until, token }: FaceProps): ReactNode {
  const words = cardWords[language];
  const { name, birthDate, sexe, bloodGroup, minimum, rest } = content;
  return (
    <article className="emergency-card" lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
      <header className="card-head">
        <div>
          <p className="card-title">{words.title}</p>
          <h2 className="card-name">
            <bdi>{name}</bdi>
          </h2>
          <p>
            {words.born}
            {colon(language)}
            <bdi className="card-figure">{cardDay(language, birthDate)}</bdi> · {words.sexes[sexe]}
          </p>
          {bloodGroup !== undefined && (
            <p>
              {words.bloodGroup}
              {colon(language)}
              <strong className="card-figure" dir="ltr">
                {bloodGroup.replace('-', '−')}
              </strong>{' '}
              <span className="small">({words.bloodCaution})</span>
            </p>
          )}
        </div>
        {token !== undefined && (
          <figure className="card-qr">
            <Qr text={cardAddress(token)} label={words.scan} />
            <figcaption className="small">{words.scan}</figcaption>
          </figure>
        )}
      </header>
      <Parts names={openPartNames} said={minimum} language={language} />
      {rest !== undefined && (
        <div className="card-rest">
          <Parts names={cardPartNames.filter((part) => !openPartNames.some((open) => open === part))} said={rest} language={language} />
        </div>
      )}
      <footer className="card-foot small">
        <p>
          {words.madeOn} <bdi>{cardDay(language, madeAt)}</bdi>. {words.until} <bdi>{cardDay(language, lastDay(until))}</bdi>.
        </p>
        <p>{words.partial}</p>
        <p>
          {words.told} {words.help}
        </p>
      </footer>
    </article>
  );
}

/** Of an exclusive end. */
const lastDay = (until: string): string => new Date(Date.parse(until) - 1).toISOString();

function Parts({ names, said, language }: { readonly names: readonly CardPartName[]; readonly said: CardSaid; readonly language: CardLanguage }): ReactNode {
  const words = cardWords[language];
  return (
    <dl className="card-parts">
      {names.map((part) => {
        const lines = said.lines.filter((line) => line.part === part);
        return (
          <div key={part} className="card-part" data-part={part}>
            <dt>{words.parts[part]}</dt>
            {lines.length > 0 ? (
              lines.map((line, index) => (
                <dd key={index}>
                  <Line line={line} language={language} />
                </dd>
              ))
            ) : (
              <dd className={said.none.includes(part) ? 'card-none' : 'card-unsaid'}>{said.none.includes(part) ? words.none[part] : words.unsaid}</dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

/** A number that a telephone can call. */
const callable = /\+?\d(?:[\d .]{6,}\d)/;

/** `isChoice`: beside a box to tick, where a press must not call anybody. */
export function Line({
  line,
  language,
  isChoice = false,
}: {
  readonly line: Omit<CardLine, 'day'>;
  readonly language: CardLanguage;
  readonly isChoice?: boolean;
}): ReactNode {
  const words = cardWords[language];
  const { part, codes, text, by } = line;
  if (part === 'directives') return words.directives;
  if (part === 'doctor') return <bdi>{text}</bdi>;
  const label = labelOf(language, codes);
  const own = label !== undefined && label.toLowerCase() === text.toLowerCase() ? '' : text;
  const number = part === 'contacts' && !isChoice ? callable.exec(text)?.[0] : undefined;
  return (
    <>
      {label !== undefined && <strong>{label} </strong>}
      {number !== undefined ? (
        <a href={`tel:${number.replaceAll(/[ .]/g, '')}`} dir="auto">
          {text}
        </a>
      ) : (
        own !== '' && (
          <bdi {...(by === 'document' ? { lang: 'fr' } : {})} className={label === undefined ? 'card-words' : 'card-words small'}>
            {own}
          </bdi>
        )
      )}
      {label === undefined && language !== 'fr' && <span className="card-mark small"> ({words.untranslated})</span>}
      {by === 'patient' && part !== 'contacts' && <span className="card-mark small"> ({words.byHolder})</span>}
    </>
  );
}
