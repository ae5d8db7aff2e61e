import { type ComponentType, lazy } from 'react';
import type { Sentence } from '../../domain/language.js';
import { HospitalDesk } from './hospital/hospital-desk.js';
import { words as hospital } from './hospital/wording.js';
import type { DeskProps } from './shell/use-desk.js';

export interface DeskOfKind {
  name: Sentence;
  Page: ComponentType<DeskProps>;
}

/** The desks by kind of agency; each but the first comes when somebody of its kind signs in. */
export const desks: Readonly<Record<string, DeskOfKind>> = {
  HOSPITAL: { name: hospital.deskName, Page: HospitalDesk },
  AUTHORITY: {
    name: { vi: 'Bảng chỉ số', en: 'Indicators' },
    Page: lazy(() => import('./board/board-desk.js').then((m) => ({ default: m.BoardDesk }))),
  },
  OPERATOR: {
    name: { vi: 'Bàn vận hành', en: 'Operator’s desk' },
    Page: lazy(() => import('./operator/operator-desk.js').then((m) => ({ default: m.OperatorDesk }))),
  },
  AUDITOR: {
    name: { vi: 'Bàn thanh tra', en: 'Auditor’s desk' },
    Page: lazy(() => import('./auditor/auditor-desk.js').then((m) => ({ default: m.AuditorDesk }))),
  },
  SCHOOL: {
    name: { vi: 'Quầy nhà trường', en: 'School desk' },
    Page: lazy(() => import('./school/school-desk.js').then((m) => ({ default: m.SchoolDesk }))),
  },
  SOCIAL_INSURANCE: {
    name: { vi: 'Bàn rà soát dữ liệu', en: 'Reconciliation desk' },
    Page: lazy(() => import('./insurance/insurance-desk.js').then((m) => ({ default: m.InsuranceDesk }))),
  },
  RESIDENT: {
    name: { vi: 'Dữ liệu của tôi', en: 'My data' },
    Page: lazy(() => import('./resident/resident-desk.js').then((m) => ({ default: m.ResidentDesk }))),
  },
};
