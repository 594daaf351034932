import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { arrivals, letIn } from './gallery';
import type { Query } from './listing';

const nearTop = 40;

/**
 * Says that there are new boards, and lets them in when asked to. At the very top, while nobody points at a
 * card or is on one, they come in by themselves: then nothing moves that someone is looking at.
 */
export function Arrivals({ query }: { query: Query }) {
  const count = arrivals.value.length;
  const region = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for each arrival
  useEffect(() => {
    if (count === 0 || scrollY > nearTop || query.search !== '') return;
    const cards = region.current?.parentElement?.querySelector('.board-grid');
    if (cards?.matches(':hover, :focus-within')) return;
    void letIn();
  }, [count]);

  return (
    <div class="arrivals" role="status" ref={region}>
      {count > 0 && (
        <button
          class="button arrivals-pill"
          type="button"
          onClick={async (event) => {
            // A click by keyboard has no count; its focus goes on to what it let in.
            const byKeyboard = event.detail === 0;
            await letIn();
            scrollTo({ top: 0, behavior: 'smooth' });
            if (byKeyboard) {
              document.querySelector<HTMLElement>('.board-card a')?.focus({ preventScroll: true });
            }
          }}
        >
          <span class="arrivals-dot" aria-hidden="true" />
          {t.value.gallery.arrived(count)}
        </button>
      )}
    </div>
  );
}
