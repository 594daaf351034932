import type { Dictionary } from '../en';
import { plural } from './plural';

export const notifications: Dictionary['notifications'] = {
  title: 'Powiadomienia',
  bell: (unread) =>
    unread === 0
      ? 'Powiadomienia'
      : plural(unread, {
          one: 'Powiadomienia, # nieprzeczytane',
          few: 'Powiadomienia, # nieprzeczytane',
          many: 'Powiadomienia, # nieprzeczytanych',
          other: 'Powiadomienia, # nieprzeczytanego',
        }),
  empty: 'Brak powiadomień. Gdy ktoś utworzy planszę lub na niej zagra, pojawi się to tutaj.',
  clear: 'Wyczyść',
  unread: 'Nieprzeczytane',
  away: 'Pod Twoją nieobecność',
  now: 'Przed chwilą',
  dismiss: 'Zamknij',
  alerts: 'Komunikaty',
  levels: { info: 'Informacja', warning: 'Ostrzeżenie', critical: 'Ważne' },
  // Present tense, because the past tense depends on the gender of the subject.
  newBoard: (who, board) => [who, ' tworzy planszę: ', board],
  newPath: (who, board) => [who, ' rysuje ścieżkę na planszy ', board],
  solvedBoard: (who, board) => [who, ' rozwiązuje planszę ', board],
  message: (who, text) => [who, ': ', text],
  boards: (count) =>
    plural(count, {
      one: '# nowa plansza',
      few: '# nowe plansze',
      many: '# nowych plansz',
      other: '# nowej planszy',
    }),
  paths: (count) =>
    plural(count, {
      one: '# nowa ścieżka',
      few: '# nowe ścieżki',
      many: '# nowych ścieżek',
      other: '# nowej ścieżki',
    }),
  solved: (count) =>
    plural(count, {
      one: '# plansza rozwiązana',
      few: '# plansze rozwiązane',
      many: '# plansz rozwiązanych',
      other: '# planszy rozwiązanej',
    }),
  messages: (count) =>
    plural(count, {
      one: '# wiadomość',
      few: '# wiadomości',
      many: '# wiadomości',
      other: '# wiadomości',
    }),
};
