/** What the indicators are made of; every figure is counted by the hub, none names a resident. */

export interface VisitFigures {
  facilities: number;
  facilitiesByIdentityCard: number;
  people: number;
  visits: number;
  byIdentityCard: number;
  pending: number;
  notConfirmed: number;
  outcomes: { outcome: string; visits: number; share: number }[];
  byDay: { on: string; visits: number; byIdentityCard: number }[];
}

export interface FeeFigures {
  province: string | null;
  name: string | null;
  schools: number;
  cashlessSchools: number;
  fullyCashlessSchools: number;
  toPay: number;
  paid: number;
  paidCashless: number;
  cashlessShare: number | null;
}

export interface RunFigures {
  sector: string;
  title: string;
  agency: string | null;
  finishedAt: string;
  records: number;
  rejected: number;
  outcomes: { key: string; records: number; share: number }[];
  causes: { key: string; records: number; share: number }[];
}

/** Null where what a figure comes from does not answer. */
export interface Board {
  visitIndicators: VisitFigures | null;
  feeIndicators: { total: FeeFigures; provinces: FeeFigures[] } | null;
  reconciliationIndicators: RunFigures[] | null;
  lookIndicators: { on: string; kind: string; looks: number }[] | null;
}

const fees =
  'province name schools cashlessSchools fullyCashlessSchools toPay paid paidCashless cashlessShare';

export const boardOf = `query DeskBoard($from: LocalDate!, $until: LocalDate!, $schoolYear: String!) {
  visitIndicators(from: $from, until: $until) {
    facilities facilitiesByIdentityCard people visits byIdentityCard pending notConfirmed
    outcomes { outcome visits share } byDay { on visits byIdentityCard }
  }
  feeIndicators(schoolYear: $schoolYear) { total { ${fees} } provinces { ${fees} } }
  reconciliationIndicators {
    sector title agency finishedAt records rejected outcomes { key records share } causes { key records share }
  }
  lookIndicators(from: $from, until: $until) { on kind looks }
}`;
