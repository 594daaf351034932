import type { Dictionary } from '../en';

export const problems: Dictionary['problems'] = {
  network: 'Nie można połączyć się z serwerem. Sprawdź połączenie i spróbuj ponownie.',
  unauthorized: 'Zaloguj się, aby to zrobić.',
  forbidden: 'Może to zrobić tylko właściciel.',
  notFound: 'To już nie istnieje.',
  conflict: 'W międzyczasie wprowadzono tu zmianę.',
  stale: 'Ktoś zmienił to podczas Twojej edycji.',
  tooMany: (seconds) =>
    seconds === null
      ? 'Zbyt wiele prób. Odczekaj chwilę.'
      : `Zbyt wiele prób. Spróbuj ponownie za ${seconds} s.`,
  quota: 'To przekracza limit tego, co może tu przechowywać jeden użytkownik. Najpierw coś usuń.',
  full: 'Na serwerze nie ma już miejsca.',
  server: 'Serwer napotkał problem. Spróbuj ponownie za chwilę.',
  unknown: 'Coś poszło nie tak.',
};
