// What is handed over on paper: one A4 page, French in large type and English beside it, with the permanent identifier and the initial password
// where there are some. What is on this sheet is shown once, and kept nowhere.

import type { Receipt as Given } from '@carnet/contract';
import { Wordmark, formatDay } from '@carnet/ui';
import { receipt as english } from '@carnet/ui/wording/en/receipt';
import { receipt as plainFrench } from '@carnet/ui/wording/fr/receipt';
import { readableName } from '@carnet/ui/wording/readable-name';
import { typeset } from '@carnet/ui/wording/typeset';
import type { ReactNode } from 'react';

const french = typeset(plainFrench);
/** `4827 193 605`: read aloud and typed with or without its spaces. */
const grouped = (login: string): string => login.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
const listed = new Intl.ListFormat('fr', { type: 'conjunction' });
const listedInEnglish = new Intl.ListFormat('en', { type: 'conjunction' });

export function Receipt({ given }: { readonly given: Given }): ReactNode {
  const { displayName, letter } = given;
  return (
    <article className="receipt" aria-label={readableName(displayName)}>
      <header className="receipt-head">
        <Wordmark />
        <p className="receipt-name">{readableName(displayName)}</p>
      </header>
      {letter !== undefined && (
        <dl className="receipt-secrets">
          <div>
            <dt>
              {french.login} <span lang="en">{english.login}</span>
            </dt>
            <dd>{grouped(letter.login)}</dd>
          </div>
          <div>
            <dt>
              {french.password} <span lang="en">{english.password}</span>
            </dt>
            <dd>{letter.initialPassword}</dd>
          </div>
        </dl>
      )}
      <div className="receipt-languages">
        <Sheet given={given} language="fr" />
        <Sheet given={given} language="en" />
      </div>
    </article>
  );
}

function Sheet({ given, language }: { readonly given: Given; readonly language: 'fr' | 'en' }): ReactNode {
  const words = language === 'fr' ? french : english;
  const { letter, parents, by, structureName, openedAt, accessOnly } = given;
  const minor = parents !== undefined;
  return (
    <section lang={language} className={`receipt-${language}`}>
      <h2>{accessOnly ? words.accessTitle : words.title}</h2>
      <p className="receipt-by">{words.givenBy(by, structureName, formatDay(openedAt, language))}</p>
      {letter !== undefined && (
        <>
          <h3>{words.steps}</h3>
          <ol>
            {[words.openSite(location.host), ...words.firstSteps, words.typeCode(letter.email)].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{words.passwordNote}</p>
          <p>{words.keep}</p>
        </>
      )}
      {minor && (
        <>
          <h3>{words.child.title}</h3>
          <p>
            {parents.length === 0
              ? words.child.noParent
              : words.child.parents((language === 'fr' ? listed : listedInEnglish).format(parents.map(readableName)))}
          </p>
          <p>{words.child.majority}</p>
        </>
      )}
      {letter === undefined && !minor && (
        <>
          <h3>{words.paper.title}</h3>
          {words.paper.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      )}
      <p>{words.rights}</p>
    </section>
  );
}
