import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';

/** The head of a list: what each column says. */
export function Columns({ names }: { names: readonly Sentence[] }) {
  const { say } = useSpeech();
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name.en} scope="col">
            {say(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
