import { Component, type ComponentChildren } from 'preact';
import { BrokenPage } from './BrokenPage';

/** Keeps the shell alive when a page throws; another address is another try. */
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
    return this.state.failedAt === this.props.path ? <BrokenPage /> : this.props.children;
  }
}
