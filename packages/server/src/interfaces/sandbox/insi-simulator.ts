// The sandbox's téléservice INSi: answers on real HTTP, in the service's own messages, from the sandbox's people. 00 one identity, 01 none, 02
// several; a fault of SOAP for what is no question. It forgives case and accents as the national service does, and nothing else.

import { parseInsiQuestion, writeInsiAnswer } from '@carnet/codecs/insi';
import { type InsiAnswer, type InsiQuestion, normalisedName } from '@carnet/domain/identity';
import type { FastifyPluginAsync } from 'fastify';
import type { SandboxPatient } from '../../sandbox/patients.ts';

const questionMaximumBytes = 16 * 1024;

export const answerOf = (patients: readonly SandboxPatient[], question: InsiQuestion): InsiAnswer => {
  const found = patients.filter(({ traits }) => answers(traits, question));
  const [one] = found;
  if (one === undefined) return { code: '01' };
  if (found.length > 1) return { code: '02' };
  const { ins, formerIns, traits } = one;
  const { usedName: _, usedFirstName: __, ...strict } = traits;
  // The service never gave an INS-C.
  return { code: '00', ins, formerIns: formerIns.filter(({ matricule }) => matricule.length === 15), traits: strict };
};

function answers(traits: SandboxPatient['traits'], { birthName, firstNames, sexe, birthDate, birthPlaceCog }: InsiQuestion): boolean {
  const own = traits.birthFirstNames.split(' ').map(normalisedName);
  return (
    normalisedName(traits.birthName) === normalisedName(birthName) &&
    traits.sexe === sexe &&
    traits.birthDate === birthDate &&
    firstNames.every((name, index) => own[index] === normalisedName(name)) &&
    (birthPlaceCog === undefined || traits.birthPlaceCog === birthPlaceCog)
  );
}

const fault =
  '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="fr">La question n’a pas la forme attendue.</soap:Text></soap:Reason></soap:Fault></soap:Body></soap:Envelope>';

/** A door of its own: nothing else of the sandbox takes SOAP. */
export const insiSimulator =
  (patients: readonly SandboxPatient[]): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/soap+xml', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    app.post('/sandbox/insi', { bodyLimit: questionMaximumBytes }, async ({ body }, reply) => {
      const question = parseInsiQuestion(body as Buffer);
      void reply.type('application/soap+xml; charset=utf-8');
      return question.ok ? reply.send(writeInsiAnswer(answerOf(patients, question.value))) : reply.code(500).send(fault);
    });
  };
