import { randomUuid } from './uuid';

export type SampleTexts = {
  description: string;
  steps: readonly { name: string; description: string; label: string }[];
};

/** A short augmented-reality lesson: steps at positions in the room, each with a floating label. */
export function sampleActivity(name: string, texts: SampleTexts): string {
  const now = new Date().toISOString();
  const at = (x: number, z: number) => ({
    position: { x, y: 1.4, z },
    rotation: { x: 0, y: 0, z: 0 },
    scale: { x: 1, y: 1, z: 1 },
    targetMarker: null,
  });
  const steps = texts.steps.map((step, index) => ({
    id: randomUuid(),
    creationDate: now,
    name: step.name,
    description: step.description,
    location: at(index * 1.5, 2),
    triggers: null,
    comments: null,
    attachment: null,
  }));
  const content = texts.steps.map((step, index) => ({
    id: randomUuid(),
    creationDate: now,
    type: 'Label',
    isVisible: true,
    steps: [steps[index]?.id],
    location: at(index * 1.5, 1.8),
    contentData: { text: step.label, fontSize: 36, isBillboarded: true },
  }));
  return JSON.stringify({
    name,
    description: texts.description,
    creationDate: now,
    contributors: null,
    thumbnail: null,
    hierarchy: [{ id: randomUuid(), title: '', stepIds: steps.map(({ id }) => id), hierarchy: null }],
    steps,
    content,
  });
}
