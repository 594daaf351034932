export const problems = {
  network: 'The server could not be reached. Check your connection and try again.',
  unauthorized: 'Sign in to do this.',
  forbidden: 'This is not yours to change.',
  notFound: 'This is no longer here.',
  conflict: 'This has changed meanwhile.',
  stale: 'Someone changed this while you were editing.',
  tooMany: (seconds: number | null) =>
    seconds === null ? 'Too many attempts. Wait a moment.' : `Too many attempts. Try again in ${seconds} s.`,
  server: 'The server had a problem. Try again in a moment.',
  unknown: 'That did not work.',
};
