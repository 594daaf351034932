import type { Dictionary } from '../en';
import { plural } from './plural';

export const gallery: Dictionary['gallery'] = {
  title: 'Plansze',
  heading: 'Połącz kropki.',
  lead: 'Połącz liniami każdą parę. Linie nigdy się nie krzyżują, a razem wypełniają całą planszę.',
  make: 'Utwórz planszę',
  search: 'Szukaj plansz',
  mine: 'Moje',
  sort: 'Sortuj według',
  sorts: { newest: 'Najnowsze', updated: 'Ostatnio zmienione', popular: 'Najczęściej grane', name: 'Nazwa' },
  by: '–',
  size: (rows, cols) => `${rows} × ${cols}`,
  sizeSpoken: (rows, cols) => `wierszy: ${rows}, kolumn: ${cols}`,
  picture: (name) => `Plansza ${name}`,
  drawn: (count) =>
    plural(count, {
      one: 'narysowała # osoba',
      few: 'narysowały # osoby',
      many: 'narysowało # osób',
      other: 'narysowało # osoby',
    }),
  solved: (count) =>
    plural(count, {
      one: 'rozwiązała # osoba',
      few: 'rozwiązały # osoby',
      many: 'rozwiązało # osób',
      other: 'rozwiązało # osoby',
    }),
  verdicts: { unique: 'Jedno rozwiązanie', solvable: 'Do rozwiązania', unsolvable: 'Bez rozwiązania' },
  draft: 'Szkic',
  arrived: (count) =>
    plural(count, {
      one: '# nowa plansza',
      few: '# nowe plansze',
      many: '# nowych plansz',
      other: '# nowej planszy',
    }),
  more: 'Więcej plansz',
  loadingMore: 'Wczytywanie kolejnych…',
  all: (count) =>
    plural(count, {
      one: 'To jedyna plansza.',
      few: 'To wszystkie plansze (#).',
      many: 'To wszystkie plansze (#).',
      other: 'To wszystkie plansze (#).',
    }),
  nothingTitle: 'Nie ma jeszcze plansz',
  nothingText: 'Utwórz pierwszą: ustaw kilka par kropek i udostępnij.',
  nothingFound: (search) => ['Żadna plansza nie nazywa się „', search, '”.'],
  noneOfMine: 'Nie masz jeszcze własnych plansz.',
  clearSearch: 'Pokaż wszystkie plansze',
};
