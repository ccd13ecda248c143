import { Component, type ReactNode } from 'react';

interface RenderGuardProps {
  /** What is drawn; when it changes, drawing is tried again. */
  subject: unknown;
  /** Shown instead. */
  fallback: string;
  children: ReactNode;
}

/** A block that the renderer cannot draw costs that message its looks, not the person the whole page. */
export class RenderGuard extends Component<RenderGuardProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: Error) {
    console.warn('could not draw the blocks of a message', error);
  }

  override componentDidUpdate(before: RenderGuardProps) {
    if (this.state.failed && before.subject !== this.props.subject) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <p className="undrawn">{this.props.fallback || 'This content cannot be shown.'}</p>;
  }
}
