/** An illustration of the game; its lines are animated by CSS unless reduced motion is preferred. */
export function HeroPicture() {
  return (
    <svg class="hero-picture" viewBox="0 0 5 4" aria-hidden="true">
      {Array.from({ length: 20 }, (_, index) => (
        <circle
          class="hero-cell"
          key={index}
          cx={(index % 5) + 0.5}
          cy={Math.floor(index / 5) + 0.5}
          r="0.07"
        />
      ))}
      {lines.map(([name, path, [x1, y1], [x2, y2]]) => (
        <g key={name} class={`hero-pair hero-${name}`}>
          <path d={path} pathLength="1" />
          <circle cx={x1} cy={y1} r="0.3" />
          <circle cx={x2} cy={y2} r="0.3" />
        </g>
      ))}
    </svg>
  );
}

type Point = [number, number];

const lines: [string, string, Point, Point][] = [
  ['coral', 'M0.5 0.5H4.5V1.5', [0.5, 0.5], [4.5, 1.5]],
  ['amber', 'M0.5 1.5V3.5H2.5', [0.5, 1.5], [2.5, 3.5]],
  ['teal', 'M1.5 1.5V2.5H2.5V1.5', [1.5, 1.5], [2.5, 1.5]],
  ['blue', 'M3.5 1.5V2.5H4.5V3.5H3.5', [3.5, 1.5], [3.5, 3.5]],
];
