import type { Sentence } from '../domain/language.js';

/** The first look of each user, as the demo prints it and the explorer shows it. */
export interface ReadyQuery {
  key: 'hospital' | 'school' | 'insurance';
  agency: string;
  officer: string;
  purpose: string;
  title: Sentence;
  explain: Sentence;
  query: string;
  variables(known: { cardText: string; member: string }): Record<string, unknown>;
}

export const readyQueries: readonly ReadyQuery[] = [
  {
    key: 'hospital',
    agency: 'hospital.demo',
    officer: '001',
    purpose: 'TREATMENT',
    title: { vi: 'Bệnh viện', en: 'Hospital' },
    explain: {
      vi: 'Quét thẻ căn cước: người này là ai, có BHYT không, vì sao.',
      en: 'Scan an identity card: who this is, whether and how covered, and why not.',
    },
    query: `query Desk($card: String!) {
  identify(claim: { cardText: $card }) {
    outcome
    recognisedAs
    verdicts { field verdict reason }
    resident {
      fullName
      dateOfBirth
      sex
      permanentResidence { addressLine currentUnits { name provinceName } }
      coverage { cardNumber status benefitLevel coveredRate period { startOn endOn } }
      eligibility(facility: "01001") { outcome portalCode explanation }
    }
  }
}`,
    variables: ({ cardText }) => ({ card: cardText }),
  },
  {
    key: 'school',
    agency: 'school.demo',
    officer: '002',
    purpose: 'FEE_COLLECTION',
    title: { vi: 'Trường học', en: 'School' },
    explain: {
      vi: 'Cả lớp 40 học sinh: tên, đã nộp, còn nợ, được miễn.',
      en: 'A class of 40: names, who has paid, owes or is exempt.',
    },
    query: `query ClassFees {
  school(code: "01000701") {
    name
    class(schoolYear: "2026-2027", name: "10A1") {
      enrolments(first: 40) {
        totalCount
        nodes {
          moetCode
          resident { fullName dateOfBirth }
          fees { itemName period amountDue amountPaid amountOutstanding status exemption { rate ground } }
        }
      }
    }
  }
}`,
    variables: () => ({}),
  },
  {
    key: 'insurance',
    agency: 'insurance.demo',
    officer: '003',
    purpose: 'INSURANCE_ADMINISTRATION',
    title: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
    explain: {
      vi: 'Một người tham gia BHXH: hồ sơ có khớp CSDL dân cư không.',
      en: 'A member of social insurance: does the record agree with the registry.',
    },
    query: `query Member($id: PersonalId!) {
  resident(personalId: $id) {
    fullName
    dateOfBirth
    membership {
      sectorNo
      status
      monthsContributed
      verdicts { field verdict reason }
      contributions { fromMonth toMonth salary }
    }
    benefits { kind monthlyAmount status }
  }
}`,
    variables: ({ member }) => ({ id: member }),
  },
];
