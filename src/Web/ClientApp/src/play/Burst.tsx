import { useState } from 'preact/hooks';

const count = 36;

/** Confetti in the board's colours. Hidden by CSS under prefers-reduced-motion. */
export function Burst({ colors }: { colors: readonly string[] }) {
  const [sparks] = useState(() =>
    Array.from({ length: count }, (_, nth) => {
      const angle = (nth / count) * Math.PI * 2 + Math.random() * 0.3;
      const reach = 9 + Math.random() * 12;
      return {
        '--x': `${(Math.cos(angle) * reach).toFixed(2)}rem`,
        '--y': `${(Math.sin(angle) * reach).toFixed(2)}rem`,
        '--size': `${(0.4 + Math.random() * 0.7).toFixed(2)}rem`,
        '--after': `${Math.round(Math.random() * 120)}ms`,
        '--dot': colors[nth % colors.length] ?? 'var(--amber)',
      };
    }),
  );
  return (
    <div class="play-burst" aria-hidden="true">
      {sparks.map((style) => (
        <span key={`${style['--x']} ${style['--y']}`} style={style} />
      ))}
    </div>
  );
}
