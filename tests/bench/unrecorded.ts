/** The hub that the cost of the audit log is measured against. */
export const unrecorded = {
  name: 'hub-unrecorded',
  is: 'the hub with a recorder that keeps nothing: no event is made, written or sealed',
};
