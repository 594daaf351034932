/** The plural forms of a phrase. Each dictionary declares which ones its language needs. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Selects the plural form by the language's rules (CLDR), and replaces `#` by the formatted number.
 */
export function pluralIn<Forms extends PluralForms>(language: string) {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (count: number, forms: Forms): string =>
    (forms[rules.select(count)] ?? forms.other).replace('#', digits.format(count));
}
