import type { Dictionary } from '../en';
import { plural } from './plural';

export const app: Dictionary['app'] = {
  skipToContent: 'Przejdź do treści',
  navigation: 'Główna',
  boards: 'Plansze',
  newBoard: 'Nowa plansza',
  activities: 'Aktywności',
  live: 'Na żywo',
  account: 'Konto',
  signIn: 'Zaloguj się',
  home: 'Dots – strona główna',
  language: 'Język: polski. Przełącz na angielski',
  theme: { system: 'Motyw: systemowy', light: 'Motyw: jasny', dark: 'Motyw: ciemny' },
  connection: {
    connecting: 'Łączenie',
    connected: 'Połączono',
    reconnecting: 'Ponowne łączenie',
    offline: 'Brak połączenia',
  },
  feed: {
    pause: 'Wstrzymaj',
    resume: 'Wznów',
    waiting: (count) => plural(count, { one: '# nowe', few: '# nowe', many: '# nowych', other: '# nowego' }),
  },
  loading: 'Wczytywanie…',
  retry: 'Spróbuj ponownie',
  close: 'Zamknij',
  cancel: 'Anuluj',
  notFoundTitle: 'Te kropki się nie łączą',
  notFoundText: 'Strona, której szukasz, nie istnieje.',
  toBoards: 'Wróć do plansz',
  crashedTitle: 'Coś poszło nie tak',
  crashedText: 'Nie udało się wyświetlić strony. Zapisane dane są bezpieczne.',
  reload: 'Wczytaj ponownie',
  apiDocs: 'API',
  health: 'Stan serwera',
};
