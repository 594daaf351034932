import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { newBoardIds, showNewBoards } from './gallery';
import type { Query } from './listing';

const nearTop = 40;

/**
 * Announces new boards and shows them on request. At the top of the page, while no card has the pointer or the focus,
 * it shows them automatically, because nothing moves that the user is interacting with.
 */
export function NewBoardsPill({ query }: { query: Query }) {
  const count = newBoardIds.value.length;
  const region = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each new board
  useEffect(() => {
    if (count === 0 || scrollY > nearTop || query.search !== '') return;
    const cards = region.current?.parentElement?.querySelector('.board-grid');
    if (cards?.matches(':hover, :focus-within')) return;
    void showNewBoards();
  }, [count]);

  return (
    <div class="new-boards" role="status" ref={region}>
      {count > 0 && (
        <button
          class="button new-boards-pill"
          type="button"
          onClick={async (event) => {
            // Keyboard clicks have a detail of 0. Only then the focus moves to the new boards.
            const byKeyboard = event.detail === 0;
            await showNewBoards();
            scrollTo({ top: 0, behavior: 'smooth' });
            if (byKeyboard) {
              document.querySelector<HTMLElement>('.board-card a')?.focus({ preventScroll: true });
            }
          }}
        >
          <span class="new-boards-dot" aria-hidden="true" />
          {t.value.gallery.arrived(count)}
        </button>
      )}
    </div>
  );
}
