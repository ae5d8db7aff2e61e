import type { Answer } from '../../graphql/execute.js';
import type { RequestState } from '../../graphql/request-state.js';
import type { GraphQLParts } from '../../graphql/server.js';
import { remarkOn, searchset } from './bundle.js';
import { coverageOf } from './coverage.js';
import type { CardAnswer, LookAnswer, PersonAnswer } from './documents.js';
import { ownFacility, parseEligibilityRequest } from './eligibility-request.js';
import { responseAbout, responseAboutNobody, type Writing } from './eligibility-response.js';
import { coverageId, idOfHandle, patientIdOfCoverage } from './ids.js';
import { type LookName, prepareLooks, type Who } from './look.js';
import { asFhir, failed, notFound } from './outcome.js';
import { patientOf } from './patient.js';
import { parseCoverageSearch, parsePatientSearch } from './search.js';
import { wording } from './wording.js';

export type Interactions = ReturnType<typeof makeInteractions>;

/** What a caller may do, each a look and its answer as resources. */
export function makeInteractions(parts: GraphQLParts, base: string) {
  const lookUp = prepareLooks(parts);
  const coverageIdOf = (patientId: string, cardNumber: string) =>
    coverageId(parts.keys, patientId, cardNumber);
  const cardsOf = (patientId: string, cards: readonly CardAnswer[]) =>
    cards.map((card) => coverageOf(coverageIdOf(patientId, card.cardNumber), patientId, card));

  /** The look, then the answer to it; whatever failed in it is an OperationOutcome. */
  async function answer(
    state: RequestState,
    { name, who, variables }: { name: LookName; who: Who; variables?: Record<string, unknown> },
    write: (person: PersonAnswer | null, patientId: string | null, found: LookAnswer['found']) => Answer,
  ): Promise<Answer> {
    const { found, errors = [] } = await lookUp(state, name, who, variables);
    if (errors.length > 0) return failed(errors, state.language);
    const person = personIn(found);
    const handle = person?.handle === undefined ? null : idOfHandle(person.handle);
    return write(person, who.by === 'handle' ? who.id : handle, found);
  }

  return {
    searchPatient(body: unknown, state: RequestState): Promise<Answer> {
      const who = parsePatientSearch(body);
      return answer(state, { name: 'patient', who }, (person, id, found) => {
        const patients = person && id ? [patientOf(id, person)] : [];
        const remark = person ? null : remarkOn(found, wording[state.language]);
        return asFhir(200, searchset(base, 'Patient', patients, remark));
      });
    },

    readPatient(id: string, state: RequestState): Promise<Answer> {
      return answer(state, { name: 'patient', who: { by: 'handle', id } }, (person) =>
        person ? asFhir(200, patientOf(id, person)) : notFound(state.language, state.requestId),
      );
    },

    searchCoverage(body: unknown, state: RequestState): Promise<Answer> {
      const who = parseCoverageSearch(body, base);
      return answer(state, { name: 'coverage', who }, (person, id, found) => {
        const cards = person && id ? cardsOf(id, person.coverages ?? []) : [];
        const remark = person ? null : remarkOn(found, wording[state.language]);
        return asFhir(200, searchset(base, 'Coverage', cards, remark));
      });
    },

    readCoverage(id: string, state: RequestState): Promise<Answer> {
      const patientId = patientIdOfCoverage(id);
      return answer(state, { name: 'coverage', who: { by: 'handle', id: patientId } }, (person) => {
        const card = cardsOf(patientId, person?.coverages ?? []).find((one) => one.id === id);
        return card ? asFhir(200, card) : notFound(state.language, state.requestId);
      });
    },

    checkEligibility(body: unknown, state: RequestState): Promise<Answer> {
      const asked = parseEligibilityRequest(body, base);
      const facility = asked.facility ?? ownFacility(state.caller.agency.units);
      const { look: name, who, on, care, circumstances } = asked;
      const variables = { facility, on, care, circumstances };
      return answer(state, { name, who, variables }, (person, patientId, found) => {
        const writing: Writing = {
          ...{ asked, patientId, coverageId: coverageIdOf },
          ...{ requestId: state.requestId, created: new Date(state.now).toISOString() },
          words: wording[state.language],
        };
        const decided = person?.eligibility;
        const response = decided
          ? responseAbout(person, decided, writing)
          : responseAboutNobody(found, writing);
        return asFhir(200, response);
      });
    },
  };
}

function personIn(found: LookAnswer['found']): PersonAnswer | null {
  return found && 'verdicts' in found ? found.resident : found;
}
