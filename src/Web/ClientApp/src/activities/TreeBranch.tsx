import { useComputed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { type DocumentPath, pathKey, stepKey, stepsInto } from './documentPath';
import type { Json } from './json';
import { MoreRow, TreeRow } from './TreeRow';
import { isContainer, type TreeState } from './TreeState';

export type BranchProps = {
  tree: TreeState;
  path: DocumentPath;
  name: string;
  value: Json;
  level: number;
  position: number;
  size: number;
};

/**
 * A row and its descendants, as siblings in the DOM whose nesting is given by aria-level. Unchanged rows do not
 * re-render.
 */
export function Branch({ tree, path, name, value, level, position, size }: BranchProps) {
  const key = useMemo(() => pathKey(path), [path]);
  const isExpanded = useComputed(() => tree.isExpanded(key, level)).value && isContainer(value);
  const shown = useComputed(() => tree.visibleChildren(key)).value;
  const steps = useMemo(() => (isExpanded ? stepsInto(value) : []), [isExpanded, value]);

  const row = useMemo(
    () => <TreeRow {...{ tree, path, name, value, level, position, size, isExpanded }} />,
    [tree, path, name, value, level, position, size, isExpanded],
  );
  const paths = useRef<ReadonlyMap<string, DocumentPath>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: Branch is this component
  const below = useMemo(() => {
    // Paths keep their identity, because a new one would re-render its row.
    const kept = new Map<string, DocumentPath>();
    const branches = steps.slice(0, shown).map(([step, inner], index) => {
      const innerKey = stepKey(step);
      const innerPath = paths.current.get(innerKey) ?? [...path, step];
      kept.set(innerKey, innerPath);
      return (
        <Branch
          key={innerKey}
          tree={tree}
          path={innerPath}
          name={'name' in step ? step.name : String(index + 1)}
          value={inner}
          level={level + 1}
          position={index + 1}
          size={steps.length}
        />
      );
    });
    paths.current = kept;
    return branches;
  }, [tree, path, level, steps, shown]);

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
