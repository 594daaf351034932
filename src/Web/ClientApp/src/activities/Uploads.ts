import { signal } from '@preact/signals';
import { fileUrl } from '../api/activities';
import { uploadFile } from '../api/uploadFile';

/** A queued, running or failed upload. */
export type Upload = { id: number; file: File; sent: number; error: unknown; abort: AbortController };

/** An upload queue that sends one file at a time, so that the first files are available early. */
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
      return { id: this.#last, file, sent: 0, error: null, abort: new AbortController() };
    });
    this.current.value = [...this.current.value, ...added];
    void this.#run();
  }

  retry({ id, file }: Upload): void {
    this.remove(id);
    this.add([file]);
  }

  /** Removes an upload from the list, and aborts it if it is running. */
  remove(id: number): void {
    this.current.value.find((upload) => upload.id === id)?.abort.abort();
    this.current.value = this.current.value.filter((upload) => upload.id !== id);
  }

  abortAll(): void {
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

  async #send({ id, file, abort }: Upload): Promise<void> {
    try {
      await uploadFile(fileUrl(this.#activityId, file.name), file, {
        signal: abort.signal,
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
