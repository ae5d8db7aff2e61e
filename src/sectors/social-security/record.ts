/** A member as social insurance holds him (người tham gia BHXH); number and name are the sector's own. */
export interface MemberRecord {
  sectorNo: string;
  personalId: string | null;
  fullName: string;
  dateOfBirth: string;
  sex: string;
  address: string | null;
  provinceCode: string;
  employerCode: string | null;
  status: string;
  joinedOn: string | null;
  monthsContributed: number;
  contributions: { fromMonth: string; toMonth: string; salary: number; employerCode: string | null }[];
  benefits: {
    benefitId: string;
    kind: string;
    monthlyAmount: number;
    startOn: string;
    endOn: string | null;
    status: string;
  }[];
  accounts: { bankCode: string; accountMasked: string; openedOn: string }[];
}
