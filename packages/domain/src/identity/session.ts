/** A record left open on a shared or lent screen: ANSSI and CNIL advise half an hour or less for sensitive data. */
export const sessionIdleSeconds = 30 * 60;
