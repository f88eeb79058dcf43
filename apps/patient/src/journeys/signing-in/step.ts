// One step of the sign-in: sends what was typed and hands over the next state; a problem is kept for the step to show.

import type { SignInState } from '@carnet/contract';
import { ProblemError, callDoor } from '@carnet/ui';
import { useMutation } from '@tanstack/react-query';

export interface StepProps {
  readonly path: string;
  readonly onState: (state: SignInState) => void;
}

// The kept type is inferred from useMutation.
export const useStep = <Input>({ path, onState }: StepProps, step: string) =>
  useMutation({ mutationFn: (body: Input) => callDoor<SignInState>(`${path}/${step}`, { method: 'POST', body }), onSuccess: onState, gcTime: 0 });

/** The server's sentence when what was typed is at fault, in `field` if one is named; undefined when it is something else, to be shown as a notice. */
export function typingError(error: unknown, field?: string): string | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'SAISIE_REFUSEE') return undefined;
  const { findings, detail } = error.problem;
  if (field === undefined || findings === undefined) return detail;
  const own = findings.filter((finding) => finding.field === field);
  return own.length === 0 ? undefined : own.map(({ text }) => text).join(' ') || detail;
}
