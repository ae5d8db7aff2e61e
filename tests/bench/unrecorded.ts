/** The hub that the cost of the audit log is measured against. */
export const unrecorded = {
  name: 'hub-unrecorded',
  is: 'the hub with an audit log that keeps nothing: each event is still made and sealed, and written nowhere',
};
