import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useSpeech } from '../shell/speaking.js';
import type { Desk } from '../shell/use-desk.js';
import { purposeNames } from '../shell/wording.js';
import { writtenMinute } from '../shell/written.js';
import { words } from './wording.js';

type PaperProps = {
  desk: Desk;
  /** A list goes on paper where nothing of one pupil is open. */
  kind: 'LIST' | 'ONE';
  title: string;
  children: ReactNode;
};

/** What is printed, beside the page: who printed it, when and for what stands on each. */
export function Paper({ desk, kind, title, children }: PaperProps) {
  const { say } = useSpeech();
  const { session, here, purpose } = desk;
  const { officer } = session;
  return createPortal(
    <article className={kind === 'LIST' ? 'paper paper-list' : 'paper paper-one'}>
      <p className="paper-agency" lang="vi">
        {session.agency.name}
        {here.sampleData && <strong> · DỮ LIỆU MẪU HƯ CẤU</strong>}
      </p>
      <h1>{title}</h1>
      {children}
      <p className="paper-foot">
        {say(words.printedBy)}: <span lang="vi">{officer.name ?? officer.id}</span> ({officer.id}) ·{' '}
        {say(words.printedAt)} {writtenMinute(Date.now() + here.aheadMs)} · {say(words.purpose)}:{' '}
        {say(purposeNames[purpose.purpose] ?? { vi: purpose.purpose, en: purpose.purpose })}
      </p>
    </article>,
    document.body,
  );
}
