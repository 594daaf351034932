import { pluralIn } from '../plural';

export const plural = pluralIn<{ one: string; few: string; many: string; other: string }>('pl');
