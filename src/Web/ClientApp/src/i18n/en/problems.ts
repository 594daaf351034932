export const problems = {
  network: 'The server could not be reached. Check your connection and try again.',
  unauthorized: 'Sign in to do this.',
  forbidden: 'Only the owner can do this.',
  notFound: 'This no longer exists.',
  conflict: 'This has changed in the meantime.',
  stale: 'Someone changed this while you were editing.',
  tooMany: (seconds: number | null) =>
    seconds === null ? 'Too many attempts. Wait a moment.' : `Too many attempts. Try again in ${seconds} s.`,
  quota: 'This exceeds what one user may store here. Delete something first.',
  full: 'The server has no space left.',
  server: 'The server encountered a problem. Try again in a moment.',
  unknown: 'Something went wrong.',
};
