import { Component, type ComponentChildren } from 'preact';
import { ErrorPage } from './ErrorPage';

/** Keeps the shell working if a page throws. Navigating to another path resets the error. */
export class ErrorBoundary extends Component<
  { path: string; children: ComponentChildren },
  { failedAt: string | null }
> {
  override state = { failedAt: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ failedAt: this.props.path });
    reportError(error);
  }

  override render() {
    return this.state.failedAt === this.props.path ? <ErrorPage /> : this.props.children;
  }
}
