//! Rules on the move from chan_sip to PJSIP (MIG).
