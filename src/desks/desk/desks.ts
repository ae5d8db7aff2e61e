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
  RESIDENT: {
    name: { vi: 'Dữ liệu của tôi', en: 'My data' },
    Page: lazy(() => import('./resident/resident-desk.js').then((m) => ({ default: m.ResidentDesk }))),
  },
};
