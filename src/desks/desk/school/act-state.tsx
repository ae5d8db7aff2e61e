import type { Sentence } from '../../../domain/language.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { problemWords } from '../shell/wording.js';
import type { Act } from './queries.js';
import { problemsHere, words } from './wording.js';

/** How far something is that was sent: on its way, held up and by what, or refused and why. */
export function ActState({ act, sending }: { act: Act | null; sending: Sentence }) {
  const { say } = useSpeech();
  if (!act || act.state === 'SENT') return null;
  if (act.state === 'REFUSED') return act.problem && <Problem problem={act.problem} />;
  const code = act.problem?.code ?? '';
  const what = problemsHere[code]?.what ?? problemWords[code]?.what;
  return (
    <p className={act.problem ? 'notice' : 'empty'} role="status" data-act-state={act.state}>
      {act.problem ? `${say(words.waitsFor)} ${what ? say(what) : code}` : say(sending)}
    </p>
  );
}
