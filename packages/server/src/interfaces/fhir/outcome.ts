// How the FHIR door answers: resources as application/fhir+json, refusals as OperationOutcome with the refusal's code, its words, and one
// issue per finding that says where, what was given and what was expected.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { findingSentence, refusalDetail, refusalWording } from '@carnet/contract/wording';
import type { Refusal } from '@carnet/domain/kernel';
import { httpStatusOf, languageOf } from '../pipeline/refusal-http.ts';

export const fhirJson = 'application/fhir+json; charset=utf-8';
/** Codes of Carnet's refusals and findings. */
export const refusalSystem = 'https://carnet.example/fhir/CodeSystem/refus';

type IssueType = 'invalid' | 'security' | 'login' | 'forbidden' | 'not-found' | 'duplicate' | 'too-long' | 'conflict' | 'not-supported' | 'throttled' | 'transient' | 'business-rule';

const issueTypeOf = (status: number): IssueType =>
  (({ 400: 'invalid', 401: 'login', 403: 'forbidden', 404: 'not-found', 405: 'not-supported', 406: 'not-supported', 409: 'duplicate', 412: 'conflict', 413: 'too-long', 415: 'not-supported', 422: 'business-rule', 429: 'throttled' }) as Readonly<Record<number, IssueType>>)[status] ?? 'transient';

const spoken = (value: string | undefined, word: string): string => (value === undefined ? '' : ` ${word} ${value}.`);

export function outcomeOf({ code, findings }: Refusal, language: 'fr' | 'en', status: number): object {
  const type = issueTypeOf(status);
  const coded = (name: string, text: string) => ({ coding: [{ system: refusalSystem, code: name }], text });
  const words = language === 'fr' ? (['Reçu :', 'Attendu :'] as const) : (['Received:', 'Expected:'] as const);
  return {
    resourceType: 'OperationOutcome',
    language: language === 'fr' ? 'fr-FR' : 'en',
    issue: [
      { severity: 'error', code: type, details: coded(code, refusalWording[code].title[language]), diagnostics: refusalDetail(code, language) },
      ...findings.map(({ field, rule, given, expected }) => ({
        severity: 'error',
        code: type,
        details: coded(rule, findingSentence(rule, language)),
        diagnostics: `${field}.${spoken(given, words[0])}${spoken(expected, words[1])}`,
        expression: [field],
      })),
    ],
  };
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, status: number = httpStatusOf[refusal.code]): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Certificate realm="carnet"');
  return sendResource(reply.code(status), outcomeOf(refusal, languageOf(request.headers), status));
}

export const sendResource = (reply: FastifyReply, resource: object): FastifyReply => reply.type(fhirJson).send(JSON.stringify(resource));
