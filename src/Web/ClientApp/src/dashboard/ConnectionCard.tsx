import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { cursor, dropConnection, onEvent, streamState, tabs } from '../stream/stream';

/** The state of the stream, with an animation of each event on its way to this browser. */
export function ConnectionCard() {
  const texts = t.value.dashboard;
  const state = streamState.value;
  const isDown = state !== 'connected';

  return (
    <section class={`card wire wire-${state}`}>
      <ConnectionPicture />
      <div class="wire-text">
        <p class="wire-state" role="status">
          {texts.states[state]}
        </p>
        <dl class="wire-facts">
          <div>
            <dt>{texts.cursor}</dt>
            <dd class="wire-cursor">{cursor.value === null ? texts.noCursor : `#${cursor.value}`}</dd>
          </div>
          <div>
            <dt class="visually-hidden">{texts.browser}</dt>
            <dd>{texts.tabs(tabs.value)}</dd>
          </div>
        </dl>
        <button
          class="button button-quiet"
          type="button"
          aria-disabled={isDown}
          onClick={() => {
            if (!isDown) dropConnection();
          }}
        >
          <Icon name="unplug" />
          {texts.drop}
        </button>
      </div>
    </section>
  );
}

const travelDuration = 600;
const maxAnimatedDots = 12;

function ConnectionPicture() {
  const texts = t.value.dashboard;
  const events = useRef<SVGGElement>(null);

  useEffect(
    () =>
      onEvent((event) => {
        const group = events.current;
        if (!group || group.childElementCount >= maxAnimatedDots || document.hidden) return;
        if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
        const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
        dot.setAttribute('class', `event-${event.type}`);
        dot.setAttribute('cy', '24');
        dot.setAttribute('r', '7');
        group.append(dot);
        const travel = dot.animate(
          { transform: ['translateX(276px)', 'translateX(24px)'] },
          { duration: travelDuration, easing: 'ease-in-out', fill: 'both' },
        );
        travel.onfinish = () => dot.remove();
      }),
    [],
  );

  return (
    <div class="wire-picture">
      <svg viewBox="0 0 300 48" aria-hidden="true">
        <path class="wire-line" d="M24 24H276" />
        <g ref={events} />
        <circle class="wire-end" cx="24" cy="24" r="18" />
        <circle class="wire-end" cx="276" cy="24" r="18" />
        <path class="wire-sign" d="M17 19h14v9H17zM21 31h6" />
        <path class="wire-sign" d="M269 18h14v5h-14zM269 25h14v5h-14z" />
      </svg>
      <p class="wire-names" aria-hidden="true">
        <span>{texts.browser}</span>
        <span>{texts.server}</span>
      </p>
    </div>
  );
}
