import type { JSX } from 'preact';

const shapes = {
  horn: <path d="M4 10v4h3l9 4.5v-13L7 10zM19.5 9.5a4 4 0 0 1 0 5M8 14l1.2 5h2.3l-1-3.8" />,
  bell: <path d="M6 9.5a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4s2-1.5 2-6.5M10 19.5a2.2 2.2 0 0 0 4 0" />,
  boards: (
    <>
      <rect x="4" y="4" width="7" height="7" rx="2" />
      <rect x="13" y="4" width="7" height="7" rx="2" />
      <rect x="4" y="13" width="7" height="7" rx="2" />
      <rect x="13" y="13" width="7" height="7" rx="2" />
    </>
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  live: <path d="M3 12.5h4l2.5-7 5 13 2.5-6h4" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
    </>
  ),
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5" />,
  system: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" />
    </>
  ),
  braces: (
    <path d="M8.5 4.5C6 4.5 7.5 11 4.5 12c3 1 1.5 7.5 4 7.5M15.5 4.5c2.5 0 1 6.5 4 7.5-3 1-1.5 7.5-4 7.5M12 12h.01" />
  ),
  rename: <path d="M4 18V8.5L7.5 6 11 8.5V18M4 14h7M15 4h5M15 20h5M17.5 4v16" />,
  lock: (
    <>
      <rect x="5" y="11" width="14" height="9" rx="2.5" />
      <path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
    </>
  ),
  file: <path d="M7 3.5h6.5L18 8v12.5H7zM13 4v4.5h4.5" />,
  chevron: <path d="m9.5 6 6 6-6 6" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  pause: <path d="M9 5.5v13M15 5.5v13" />,
  play: <path d="M8 5.5v13l11-6.5z" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  unplug: <path d="M4 12h4.5M15.5 12H20M8.5 8v8M15.5 8v8M10.5 12h.01M13.5 12h.01" />,
  arrow: <path d="M5 12h14M13 6l6 6-6 6" />,
  pencil: <path d="M4 20l1-4L16.5 4.5l3 3L8 19z" />,
  trash: <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13" />,
  undo: <path d="M8 5 3.5 9.5 8 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3" />,
  redo: <path d="M16 5l4.5 4.5L16 14M20 9.5H10a5.5 5.5 0 0 0 0 11h3" />,
  download: <path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15" />,
  upload: <path d="M12 16V5M7 9.5l5-5 5 5M4.5 20h15" />,
} satisfies Record<string, JSX.Element>;

export type IconName = keyof typeof shapes;

/** Hidden from assistive technology, because it is always next to text or in a labelled control. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
