import { Component, type ComponentChildren } from 'preact';
import { t } from '../i18n';

/** Keeps the shell alive when a page throws, or when its script is gone after a new release. */
export class PageBoundary extends Component<
  { path: string; children: ComponentChildren },
  { failedAt: string | null }
> {
  override state = { failedAt: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ failedAt: this.props.path });
    reportError(error);
  }

  override render() {
    if (this.state.failedAt !== this.props.path) return this.props.children;
    const texts = t.value.app;
    return (
      <section class="page lost" role="alert">
        <h1>{texts.crashedTitle}</h1>
        <p class="muted">{texts.crashedText}</p>
        <button class="button" type="button" onClick={() => location.reload()}>
          {texts.reload}
        </button>
      </section>
    );
  }
}
