import { useComputed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Json } from './json';
import { type Place, placeKey, stepKey, stepsInto } from './place';
import { MoreRow, TreeRow } from './TreeRow';
import { isFolder, type TreeState } from './TreeState';

export type BranchProps = {
  tree: TreeState;
  place: Place;
  name: string;
  value: Json;
  level: number;
  position: number;
  size: number;
};

/**
 * A row and those below it, beside each other: which is below which, their levels tell. What has not changed is
 * not drawn again.
 */
export function Branch({ tree, place, name, value, level, position, size }: BranchProps) {
  const key = useMemo(() => placeKey(place), [place]);
  const isOpen = useComputed(() => tree.isOpen(key, level)).value && isFolder(value);
  const shown = useComputed(() => tree.shownBelow(key)).value;
  const steps = useMemo(() => (isOpen ? stepsInto(value) : []), [isOpen, value]);

  const row = useMemo(
    () => <TreeRow {...{ tree, place, name, value, level, position, size, isOpen }} />,
    [tree, place, name, value, level, position, size, isOpen],
  );
  const places = useRef<ReadonlyMap<string, Place>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the component itself is always the same
  const below = useMemo(() => {
    // The same place stays the same object, or its row would be drawn anew.
    const kept = new Map<string, Place>();
    const branches = steps.slice(0, shown).map(([step, inner], index) => {
      const innerKey = stepKey(step);
      const innerPlace = places.current.get(innerKey) ?? [...place, step];
      kept.set(innerKey, innerPlace);
      return (
        <Branch
          key={innerKey}
          tree={tree}
          place={innerPlace}
          name={'name' in step ? step.name : String(index + 1)}
          value={inner}
          level={level + 1}
          position={index + 1}
          size={steps.length}
        />
      );
    });
    places.current = kept;
    return branches;
  }, [tree, place, level, steps, shown]);

  return (
    <>
      {row}
      {below}
      {steps.length > shown && (
        <MoreRow tree={tree} above={key} level={level + 1} shown={shown} all={steps.length} />
      )}
    </>
  );
}
