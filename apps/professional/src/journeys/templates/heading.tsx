// One heading of a template: a text, lines, or fields; what is wrong stands where it is to be corrected.

import type { TemplateField, TemplateHeading } from '@carnet/contract';
import { Segmented, Select, TextArea, TextField } from '@carnet/ui';
import type { Dispatch, ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { LinesBlock } from '../writing/lines-block.tsx';
import type { Change, Faults, Filled } from './filled.ts';

interface HeadingProps {
  readonly heading: TemplateHeading;
  readonly filled: Filled;
  readonly faults: Faults;
  readonly dossierId: string;
  readonly onChange: Dispatch<Change>;
}

export function Heading({ heading, filled, faults, dossierId, onChange }: HeadingProps): ReactNode {
  const words = useWords().templates;
  const { name, title, help, needed, kind, fields = [] } = heading;
  const fault = faults.get(name);
  return (
    <section className="template-heading" id={`heading-${name}`} aria-labelledby={`title-${name}`} data-fault={fault === undefined ? undefined : ''}>
      <h3 id={`title-${name}`}>
        {title}
        {!needed && <span className="field-optional"> ({words.optional})</span>}
      </h3>
      {kind !== 'text' && fault !== undefined && (
        <p className="field-error" tabIndex={-1}>
          {fault}
        </p>
      )}
      {kind === 'text' && (
        <div className="template-text">
          <TextArea
            label={title}
            {...(help === undefined ? {} : { help })}
            rows={needed ? 4 : 2}
            value={filled.texts[name] ?? ''}
            onChange={(text) => onChange({ kind: 'text', heading: name, text })}
            error={fault}
            spellCheck="true"
          />
        </div>
      )}
      {kind === 'lines' && (
        <LinesBlock
          part={name}
          name={title}
          help={help}
          written={filled.lines[name] ?? { lines: [], none: false }}
          faults={faults}
          dossierId={dossierId}
          onChange={(change) => onChange({ kind: 'lines', change })}
        />
      )}
      {kind === 'fields' && (
        <>
          {help !== undefined && <p className="field-help">{help}</p>}
          <div className="template-fields">
            {fields.map((field) => (
              <Field
                key={field.name}
                field={field}
                value={filled.fields[name]?.[field.name] ?? ''}
                fault={faults.get(`${name}.${field.name}`)}
                onChange={(value) => onChange({ kind: 'field', heading: name, field: field.name, value })}
              />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

interface FieldProps {
  readonly field: TemplateField;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

/** As many answers as stand side by side. */
const sideBySide = 3;
/** What no answer is, where an answer can be taken back. */
const unsaid = 'unsaid';

function Field({ field: { kind, label, unit, choices = [] }, value, fault, onChange }: FieldProps): ReactNode {
  const words = useWords().templates;
  if (kind === 'choice') {
    const answers = [...choices, { value: unsaid, label: words.unsaid }];
    const said = value === '' ? unsaid : value;
    const choose = (next: string): void => onChange(next === unsaid ? '' : next);
    return choices.length <= sideBySide ? (
      <Segmented label={label} choices={answers} value={said} onChange={choose} />
    ) : (
      <Select label={label} choices={answers} value={said} onChange={choose} error={fault} />
    );
  }
  return (
    <TextField
      label={unit === undefined ? label : `${label} (${unit})`}
      value={value}
      onChange={onChange}
      error={fault}
      autoComplete="off"
      maxLength={200}
      {...(kind === 'number' ? { inputMode: 'decimal' } : kind === 'date' ? { type: 'date' } : {})}
    />
  );
}
