export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path class="logo-line" d="M7 7v11.5a6.5 6.5 0 0 0 6.5 6.5H25" />
      <circle class="logo-joined" cx="7" cy="7" r="5" />
      <circle class="logo-joined" cx="25" cy="25" r="5" />
      <circle class="logo-open" cx="24" cy="8" r="5" />
    </svg>
  );
}
