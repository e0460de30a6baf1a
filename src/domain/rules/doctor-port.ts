/** The ports of the doctor's phones on the guests' bridge, with a number behind it. Only root names a port. */
export const DOCTOR_PORT = 'doctor';
