import { Component, type ReactNode } from "react";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

type ErrorBoundaryState = { readonly error: Error | null };

/** Shows what to do when the page itself fails. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="page">
        <section className="card broken" role="alert">
          <h1>This page stopped working</h1>
          <p>
            Reload it to go on. If it happens again with the same problem, please report it together
            with this text:
          </p>
          <pre className="code-block">
            <code>{error.message}</code>
          </pre>
          <button
            type="button"
            className="button button-primary"
            onClick={() => window.location.reload()}
          >
            Reload
          </button>
        </section>
      </main>
    );
  }
}
