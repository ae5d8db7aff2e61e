import { allSchools, recomputeSchool } from './education-fee/exemptions/recompute-school.js';
import { startExemptionTurns } from './education-fee/exemptions/turns.js';
import { educationFee } from './education-fee/index.js';
import { refusalOf } from './health-insurance/gateway/tokens.js';
import { healthInsurance } from './health-insurance/index.js';
import { portalWords } from './health-insurance/portal-words.js';
import type { SectorModule } from './sector.js';
import { socialSecurity } from './social-security/index.js';

/** Every sector the hub links, one line each. */
export const sectorModules: readonly SectorModule[] = [healthInsurance, educationFee, socialSecurity];

/** For the wire that answers as the portal does, whoever looks after a hub that asks one, and runs over fees. */
export { allSchools, portalWords, recomputeSchool, refusalOf, startExemptionTurns };
