import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../app/Icon';
import './search.css';

const typingPause = 250;

type SearchFieldProps = {
  label: string;
  /** What is searched for now. */
  search: string;
  /** Called when the typing pauses. */
  onSearch(search: string): void;
};

export function SearchField({ label, search, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(search);

  // The address may change without the field: by the browser's own back button.
  useEffect(() => setText(search), [search]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: waits for the typing alone
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onSearch(text), typingPause);
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
