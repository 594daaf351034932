import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { isDark } from '../app/theme';
import { language, t } from '../i18n';
import { formatClock } from '../i18n/format';
import { type EventType, eventTypes } from '../stream/events';
import { rates } from './feed';
import { stack } from './rates';

const height = 200;

/** Half the width of the last time label, which is centred on the end of the axis. */
const labelOverhang = 40;

/** Events per second over the last two minutes, stacked by type. */
export function EventChart() {
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const dark = isDark();
  const locale = language.value;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas does not follow changes of theme and language
  useEffect(() => {
    if (!box.current) return;
    const chart = new uPlot(optionsFor(box.current), [[]], box.current);
    const draw = () => {
      if (document.hidden) return;
      const { seconds, byType } = rates.series(Date.now());
      const rows = stack(eventTypes.map((type) => byType[type]));
      setCount(rows.at(-1)?.reduce((sum, value) => sum + value, 0) ?? 0);
      // Reversed, so that the tallest bars are drawn behind the others.
      chart.setData([seconds, ...rows.reverse()]);
    };
    draw();
    const timer = setInterval(draw, 1000);
    const watch = new ResizeObserver(([entry]) => {
      if (entry) chart.setSize({ width: Math.floor(entry.contentRect.width), height });
    });
    watch.observe(box.current);
    return () => {
      clearInterval(timer);
      watch.disconnect();
      chart.destroy();
    };
  }, [dark, locale]);

  return <div class="chart" role="img" aria-label={t.value.dashboard.chart(count)} ref={box} />;
}

function optionsFor(box: HTMLElement): uPlot.Options {
  const colors = readColors(box);
  const axis: uPlot.Axis = {
    stroke: colors.text,
    font: `12px ${getComputedStyle(box).fontFamily}`,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width: Math.max(100, Math.floor(box.clientWidth)),
    height,
    cursor: { show: false },
    legend: { show: false },
    padding: [8, labelOverhang, 0, 0],
    scales: { y: { range: (_, __, max) => [0, Math.max(4, Math.ceil(max * 1.15))] } },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        space: 90,
        values: (_, ticks) => ticks.map((second) => formatClock(second * 1000)),
      },
      {
        ...axis,
        size: 34,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
      },
    ],
    series: [
      {},
      ...[...eventTypes].reverse().map((type) => ({
        fill: colors.ofType(type),
        width: 0,
        points: { show: false },
        paths: uPlot.paths.bars?.({ size: [0.8, 14], radius: 0.15 }) ?? null,
      })),
    ] as uPlot.Series[],
  };
}

/** A canvas cannot use CSS custom properties, so their computed values are read from an element. */
function readColors(box: HTMLElement) {
  const probe = document.createElement('span');
  box.append(probe);
  const read = (property: string) => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    text: read('--muted'),
    grid: read('--line'),
    byType: Object.fromEntries(eventTypes.map((type) => [type, read(`--event-${type}`)])),
  };
  probe.remove();
  return { ...colors, ofType: (type: EventType) => colors.byType[type] ?? colors.text };
}
