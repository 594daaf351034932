import { pluralIn } from '../plural';

export const plural = pluralIn<{ one: string; other: string }>('en');
