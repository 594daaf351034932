import { signal } from '@preact/signals';
import { fileUrl } from '../api/activities';
import { uploadFile } from '../api/uploadFile';

/** A file on its way to the server, or one that did not get there. */
export type Upload = { id: number; file: File; sent: number; error: unknown; stop: AbortController };

/** Sends one file after the other, so that each gets there as soon as it can. */
export class Uploads {
  readonly current = signal<readonly Upload[]>([]);
  readonly #activityId: string;
  #last = 0;
  #isRunning = false;

  constructor(activityId: string) {
    this.#activityId = activityId;
  }

  add(files: Iterable<File>): void {
    const added = [...files].map((file) => {
      this.#last += 1;
      return { id: this.#last, file, sent: 0, error: null, stop: new AbortController() };
    });
    this.current.value = [...this.current.value, ...added];
    void this.#run();
  }

  retry({ id, file }: Upload): void {
    this.remove(id);
    this.add([file]);
  }

  /** Takes it off the list, and stops it where it is under way. */
  remove(id: number): void {
    this.current.value.find((upload) => upload.id === id)?.stop.abort();
    this.current.value = this.current.value.filter((upload) => upload.id !== id);
  }

  stop(): void {
    for (const { id } of this.current.value) this.remove(id);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let next = this.#next(); next; next = this.#next()) await this.#send(next);
    this.#isRunning = false;
  }

  #next(): Upload | undefined {
    return this.current.value.find((upload) => upload.error === null);
  }

  async #send({ id, file, stop }: Upload): Promise<void> {
    try {
      await uploadFile(fileUrl(this.#activityId, file.name), file, {
        signal: stop.signal,
        onProgress: (sent) => this.#change(id, { sent }),
      });
      this.current.value = this.current.value.filter((upload) => upload.id !== id);
    } catch (error) {
      this.#change(id, { error });
    }
  }

  #change(id: number, change: Partial<Upload>): void {
    this.current.value = this.current.value.map((upload) =>
      upload.id === id ? { ...upload, ...change } : upload,
    );
  }
}
