import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../app/Icon';
import './search.css';

const searchDelay = 250;

type SearchFieldProps = {
  label: string;
  /** The current search term. */
  search: string;
  /** Called after a pause in typing. */
  onSearch(search: string): void;
};

export function SearchField({ label, search, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(search);

  // The URL can also change by the browser's back button.
  useEffect(() => setText(search), [search]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: debounces typing only
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onSearch(text), searchDelay);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <label class="search-field">
      <span class="visually-hidden">{label}</span>
      <Icon name="search" />
      <input
        class="input"
        type="search"
        name="search"
        placeholder={label}
        maxLength={100}
        autocomplete="off"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}
