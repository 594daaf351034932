/** The forms of one phrase. Which of them a language needs is for its dictionary to say. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Chooses among a phrase's forms by the language's own rules (CLDR). `#` stands for the number,
 * written as the language writes it.
 */
export function pluralIn<Forms extends PluralForms>(language: string) {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (count: number, forms: Forms): string =>
    (forms[rules.select(count)] ?? forms.other).replace('#', digits.format(count));
}
