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
  sorts: {
    newest: 'Najnowsze',
    updated: 'Ostatnio zmienione',
    popular: 'Najczęściej grane',
    name: 'Nazwa',
    difficulty: 'Najłatwiejsze',
    hardest: 'Najtrudniejsze',
  },
  by: '–',
  size: (rows, cols) => `${rows} × ${cols}`,
  sizeSpoken: (rows, cols) => `wierszy: ${rows}, kolumn: ${cols}`,
  picture: (name) => `Plansza ${name}`,
  drawn: (count) =>
    plural(count, {
      one: 'Zagrała # osoba',
      few: 'Zagrały # osoby',
      many: 'Zagrało # osób',
      other: 'Zagrało # osoby',
    }),
  solved: (count) =>
    plural(count, {
      one: 'Rozwiązała # osoba',
      few: 'Rozwiązały # osoby',
      many: 'Rozwiązało # osób',
      other: 'Rozwiązało # osoby',
    }),
  verdict: 'Rozwiązania',
  anyVerdict: 'Wszystkie',
  noneWithVerdict: 'Nie ma takich plansz.',
  verdicts: {
    unique: 'Jedno rozwiązanie',
    solvable: 'Więcej niż jedno rozwiązanie',
    unsolvable: 'Brak rozwiązania',
    unknown: 'Nierozstrzygnięta',
  },
  draft: 'Szkic',
  arrived: (count) =>
    plural(count, {
      one: '# nowa plansza',
      few: '# nowe plansze',
      many: '# nowych plansz',
      other: '# nowej planszy',
    }),
  more: 'Wczytaj więcej plansz',
  loadingMore: 'Wczytywanie kolejnych…',
  all: (count) =>
    plural(count, {
      one: 'To jedyna plansza.',
      few: 'To wszystkie plansze (#).',
      many: 'To wszystkie plansze (#).',
      other: 'To wszystkie plansze (#).',
    }),
  nothingTitle: 'Nie ma jeszcze plansz',
  nothingText: 'Utwórz pierwszą: postaw kilka par kropek i udostępnij ją innym.',
  nothingFound: (search) => ['Nie znaleziono plansz „', search, '”.'],
  noneOfMine: 'Nie masz jeszcze własnych plansz.',
  clearSearch: 'Pokaż wszystkie plansze',
};
