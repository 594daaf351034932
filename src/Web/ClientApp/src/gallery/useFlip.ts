import { useLayoutEffect, useRef } from 'preact/hooks';

type Place = { x: number; y: number };

const maxAnimations = 60;

/**
 * Animates the children of a list to their new positions when some are added or removed (FLIP: first, last, invert,
 * play). `key` must change with the list.
 */
export function useFlip(list: { readonly current: HTMLElement | null }, key: unknown): void {
  const places = useRef(new Map<Element, Place>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: key changes with the list
  useLayoutEffect(() => {
    const element = list.current;
    const before = places.current;
    const after = new Map<Element, Place>();
    places.current = after;
    if (!element) return;
    for (const child of element.children) {
      const box = child.getBoundingClientRect();
      after.set(child, { x: box.left + scrollX, y: box.top + scrollY });
    }
    if (before.size === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;

    let moves = 0;
    for (const [child, place] of after) {
      if (place.y > scrollY + innerHeight || moves++ > maxAnimations) break;
      const from = before.get(child);
      if (from === undefined) {
        child.animate(
          { opacity: [0, 1], scale: ['0.9', '1'] },
          { duration: 420, easing: 'cubic-bezier(0.2,0.7,0.2,1)' },
        );
      } else if (from.x !== place.x || from.y !== place.y) {
        const shift = `${from.x - place.x}px ${from.y - place.y}px`;
        child.animate(
          { translate: [shift, '0 0'] },
          { duration: 420, easing: 'cubic-bezier(0.2,0.7,0.2,1)' },
        );
      }
    }
  }, [key]);
}
