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
  home: 'Dots, do plansz',
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
    waiting: (count) =>
      plural(count, { one: 'jeszcze #', few: 'jeszcze #', many: 'jeszcze #', other: 'jeszcze #' }),
  },
  loading: 'Wczytywanie…',
  retry: 'Spróbuj ponownie',
  close: 'Zamknij',
  cancel: 'Anuluj',
  notFoundTitle: 'Te kropki się nie łączą',
  notFoundText: 'Pod tym adresem nie ma żadnej strony.',
  toBoards: 'Wróć do plansz',
  crashedTitle: 'Coś się zepsuło',
  crashedText: 'Nie udało się pokazać strony. To, co zostało zapisane, jest bezpieczne.',
  reload: 'Wczytaj ponownie',
  apiDocs: 'API',
  health: 'Stan serwera',
};
